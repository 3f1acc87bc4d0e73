import { ask } from '../../../support/fault-desk/fault-desk.ts';
import type { FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import { openVirtualDesk } from '../../../support/virtual-desk.ts';
import { ScriptedDevice } from '../../../support/scripted-device.ts';
import { allSights, hostState, until, wait, type Disaster } from './disaster.ts';

const local = 'local';

/** Another program with another adb ends the server and starts its own, and this one's comes back, and so on. */
export const versionsFight: Disaster = {
  name: 'adb version clash',
  forms: [
    { name: 'version changes', sights: allSights },
    { name: 'killed three times', sights: allSights },
  ],
  bystanders: [1, 14, 15, 16],
  async strike(desk, { form, random }) {
    const struckMs = performance.now();
    const versions = form === 0 ? [40, null] : [null, null, null];
    for (const version of versions) await replaceServer(desk, version, random.between(150, 600));
    return {
      struckMs,
      cause: 'adb-versions-fight',
      isRight: ({ subject }) => subject.kind === 'host' && subject.hostId === local,
      confidences: form === 0 ? ['certain'] : ['likely'],
    };
  },
};

async function replaceServer(desk: FaultDesk, version: number | null, gapMs: number): Promise<void> {
  const { proxy, bench, layer } = desk;
  await proxy.goDown();
  await until('the server is lost', () => hostState(desk, local) !== 'up');
  bench.setServerVersion(version);
  await wait(gapMs);
  await proxy.comeUp();
  await until('a server is there', () => hostState(desk, local) === 'up');
  await until('it told its version', () => layer.devices.hosts.get(local)?.serverVersion !== null);
}

/** The server is gone, or there and mute. */
export const serverDown: Disaster = {
  name: 'adb server down',
  forms: [
    { name: 'ended', sights: allSights },
    { name: 'hanging', sights: allSights },
  ],
  bystanders: [],
  async strike({ phones: { desk } }, { form }) {
    const pid = desk.adbServerPid;
    if (pid === null) throw new Error('no adb server to take down');
    const struckMs = performance.now();
    if (form === 0) await desk.killAdbServer();
    else process.kill(pid, 'SIGSTOP');
    return {
      struckMs,
      cause: form === 0 ? 'server-down' : 'server-hanging',
      isRight: ({ subject, phoneIds }) => subject.hostId === local && phoneIds.length === desk.phones.length,
      confidences: ['certain'],
      async undo() {
        if (form === 1) process.kill(pid, 'SIGCONT');
        else await desk.startAdbServer();
        await desk.connectPhones();
      },
    };
  },
};

/** Another computer's server cannot be reached any more: its way is closed, or nothing comes back on it. */
export const hostUnreachable: Disaster = {
  name: 'host unreachable',
  forms: [
    { name: 'refused', sights: allSights },
    { name: 'silent', sights: allSights },
  ],
  bystanders: [1, 14, 15, 16],
  async strike(desk, { form, random }) {
    const { layer } = desk;
    const count = random.between(1, 3);
    const seed = random.between(1, 9_999);
    const remote = await openVirtualDesk({ count, seed, createDevice: (order) => new ScriptedDevice(order) });
    const way = await remote.desk.proxy({ rows: [] });
    await ask(desk, 'hosts.add', { name: '二楼', address: '127.0.0.1', port: way.port });
    const hostId = layer.devices.hosts.list().find(({ kind }) => kind === 'remote')?.hostId ?? '';
    const there = () =>
      layer.devices.phones.list().filter(({ routes }) => routes.some((route) => route.hostId === hostId));
    await until('its phones are ready', () => there().filter(({ state }) => state === 'ready').length === count);
    const pid = remote.desk.adbServerPid;
    const struckMs = performance.now();
    if (form === 0) await way.goDown();
    else if (pid !== null) process.kill(pid, 'SIGSTOP');
    return {
      struckMs,
      cause: 'host-unreachable',
      isRight: ({ subject, phoneIds }) => subject.hostId === hostId && phoneIds.length === count,
      confidences: ['certain'],
      async undo() {
        if (form === 1 && pid !== null) process.kill(pid, 'SIGCONT');
        await remote.close();
      },
    };
  },
};
