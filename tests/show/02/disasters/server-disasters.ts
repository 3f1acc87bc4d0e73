import { ask, type FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import { openVirtualDesk } from '../../../support/virtual-desk.ts';
import { ScriptedDevice } from '../../../support/scripted-device.ts';
import { allSights, blind, ends, hostState, until, wait, type Disaster, type Strike } from './disaster.ts';
import { Stranger } from './stranger.ts';

const local = 'local';
const twoVersions = [40, null] as const;
const sameVersion = [null, null, null] as const;

/** Another program with another adb ends the server and starts its own, and this one's comes back, and so on. */
export const versionsFight: Disaster = {
  name: 'adb version clash',
  forms: [
    { name: 'version changes', sights: allSights, isQuick: true },
    { name: 'killed three times', sights: ends, isQuick: true },
  ],
  bystanders: [1, 14, 15, 16],
  async strike(desk, { form, random }) {
    const struckMs = performance.now();
    const versions = form === 0 ? twoVersions : sameVersion;
    for (const version of versions) await replaceServer(desk, version, random.between(150, 600));
    let turn = 0;
    return {
      struckMs,
      cause: 'adb-versions-fight',
      isRight: ({ subject }) => subject.kind === 'host' && subject.hostId === local,
      confidences: form === 0 ? ['certain'] : ['likely'],
      again: () => replaceServer(desk, versions[turn++ % versions.length] ?? null, 150),
    };
  },
};

/** Another server is there in its place, a moment later. */
export async function replaceServer(desk: FaultDesk, version: number | null, gapMs: number): Promise<void> {
  const { proxy, bench, layer } = desk;
  await proxy.goDown();
  await until('the server is lost', () => hostState(desk, local) !== 'up');
  bench.setServerVersion(version);
  await wait(gapMs);
  await proxy.comeUp();
  await until('a server is there', () => hostState(desk, local) === 'up');
  await until('it told its version', () => layer.devices.hosts.get(local)?.serverVersion !== null);
}

/** The server is gone, or there and mute, or something else is in its place. */
export const serverDown: Disaster = {
  name: 'adb server down',
  forms: [
    { name: 'ended', sights: allSights, isQuick: true },
    { name: 'hanging', sights: ends },
    { name: 'a stranger on its port', sights: blind },
  ],
  bystanders: [],
  async strike(desk, { form }) {
    const { length } = desk.phones.desk.phones;
    const strikes = [endServer, hangServer, takePort];
    const strike = await (strikes[form] ?? endServer)(desk);
    return { ...strike, isRight: ({ subject, phoneIds }) => subject.hostId === local && phoneIds.length === length };
  },
};

type ServerStrike = Omit<Strike, 'isRight'>;

async function endServer({ phones: { desk }, proxy }: FaultDesk): Promise<ServerStrike> {
  const struckMs = performance.now();
  await Promise.all([desk.killAdbServer(), proxy.goDown()]);
  return {
    struckMs,
    cause: 'server-down',
    confidences: ['certain'],
    async undo() {
      await desk.startAdbServer();
      await proxy.comeUp();
      await desk.connectPhones();
    },
  };
}

function hangServer({ phones: { desk } }: FaultDesk): Promise<ServerStrike> {
  const pid = pidOf(desk.adbServerPid);
  const struckMs = performance.now();
  process.kill(pid, 'SIGSTOP');
  return Promise.resolve({
    struckMs,
    cause: 'server-hanging',
    confidences: ['certain'],
    undo: () => resume(pid),
  });
}

async function takePort({ proxy }: FaultDesk): Promise<ServerStrike> {
  const { port } = proxy;
  const struckMs = performance.now();
  await proxy.goDown();
  const stranger = await Stranger.listen(port);
  return {
    struckMs,
    cause: 'port-taken',
    confidences: ['likely'],
    async undo() {
      await stranger.close();
      await proxy.comeUp();
    },
  };
}

/** Another computer's server cannot be reached any more: nobody listens there, or nothing comes back. */
export const hostUnreachable: Disaster = {
  name: 'host unreachable',
  forms: [
    { name: 'refused', sights: allSights, isQuick: true },
    { name: 'silent', sights: ends },
  ],
  bystanders: [1, 14, 15, 16],
  async strike(desk, { form, random }) {
    const remote = await addRemote(desk, random.between(1, 3), random.between(1, 9_999));
    const struckMs = performance.now();
    if (form === 0) await remote.refuse();
    else remote.hang();
    return {
      struckMs,
      // The computer answers for itself that nobody listens: then it is there, and its server is not.
      cause: form === 0 ? 'server-down' : 'host-unreachable',
      isRight: ({ subject, phoneIds }) => subject.hostId === remote.hostId && phoneIds.length === remote.count,
      confidences: ['likely'],
      undo: () => remote.leave(),
    };
  },
};

/** A second computer with phones of its own, on the console's list. */
async function addRemote(desk: FaultDesk, count: number, seed: number) {
  const { layer } = desk;
  const remote = await openVirtualDesk({ count, seed, createDevice: (order) => new ScriptedDevice(order) });
  const way = await remote.desk.proxy({ rows: [] });
  await ask(desk, 'hosts.add', { name: '二楼', address: '127.0.0.1', port: way.port });
  const hostId = layer.devices.hosts.list().find(({ kind }) => kind === 'remote')?.hostId ?? '';
  const isThere = () =>
    layer.devices.phones.list().filter(({ routes }) => routes.some((each) => each.hostId === hostId));
  await until('its phones are ready', () => isThere().filter(({ state }) => state === 'ready').length === count);
  const pid = pidOf(remote.desk.adbServerPid);
  return {
    hostId,
    count,
    refuse: () => way.goDown(),
    hang: () => void process.kill(pid, 'SIGSTOP'),
    async leave() {
      resume(pid);
      await remote.close();
      await ask(desk, 'hosts.remove', { hostId });
    },
  };
}

function pidOf(pid: number | null): number {
  if (pid === null) throw new Error('no adb server to stop');
  return pid;
}

/** Also right for one that was never stopped. */
function resume(pid: number): void {
  process.kill(pid, 'SIGCONT');
}
