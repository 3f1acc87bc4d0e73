import { expect, it, vi } from 'vitest';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import type { AdbProgramPort } from '../../../electron/devices/hosts/host-registry.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { startDeviceLayer, statesOf, valueOf } from '../../support/device-layer.ts';
import { freePort } from '../../support/free-port.ts';
import { ScriptedDevice } from '../../support/scripted-device.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const forever = new AbortController().signal;

function startDesk(count: number): Promise<VirtualDesk> {
  return startVirtualDesk({ count, seed: 8, createDevice: (order) => new ScriptedDevice(order) });
}

/** "This machine's adb" starts the desk's own server. */
function programOf(desk: VirtualDesk): AdbProgramPort {
  return {
    find: async () => succeed({ path: findAdbProgram(), version: 'test', serverVersion: 41 }),
    start: async () => {
      await desk.startAdbServer();
      return succeed(null);
    },
  };
}

it('a killed server makes its phones absent within 2 s, stays dead until the click, then all come back', async () => {
  const desk = await startDesk(5);
  const { devices, audited } = startDeviceLayer({ localAdbPort: desk.adbPort, program: programOf(desk) });
  await vi.waitFor(() => expect(statesOf(devices)).toEqual(Array(5).fill('ready none')), 10_000);
  const killedMs = performance.now();
  await desk.killAdbServer();
  await vi.waitFor(() => expect(statesOf(devices)).toEqual(Array(5).fill('absent host-server-down')), {
    timeout: 2_000,
    interval: 10,
  });
  expect(performance.now() - killedMs).toBeLessThan(2_000);
  expect(devices.hosts.get('local')).toMatchObject({ state: 'down', fault: { code: 'adb-server-unreachable' } });
  expect(desk.isAdbServerRunning).toBe(false);

  valueOf(await devices.handlers['hosts.startServer']({ hostId: 'local' }, forever));
  await vi.waitFor(() => expect(statesOf(devices)).toEqual(Array(5).fill('ready none')), 15_000);
  expect(audited.map(({ action, subject, params }) => [action, subject, params['step']])).toEqual([
    ['hosts.startServer', 'local', 'asked'],
    ['hosts.startServer', 'local', 'done'],
  ]);
});

it('without recovery, phones do not come back after the server does', async () => {
  const desk = await startDesk(2);
  const wishes = { localAdbPort: desk.adbPort, program: programOf(desk), isRecoveryEnabled: false };
  const { devices } = startDeviceLayer(wishes);
  await vi.waitFor(() => expect(statesOf(devices)).toEqual(['ready none', 'ready none']), 10_000);
  await desk.killAdbServer();
  await vi.waitFor(() => expect(devices.hosts.get('local')?.state).toBe('down'), 2_000);
  valueOf(await devices.handlers['hosts.startServer']({ hostId: 'local' }, forever));
  await vi.waitFor(() => expect(devices.hosts.get('local')?.state).toBe('up'), 5_000);
  await vi.waitFor(() => expect(statesOf(devices)).toEqual(Array(2).fill('absent tcp-route-forgotten')), 2_000);
});

it('starts this machine’s server once at start when none runs', async () => {
  const desk = await startDesk(1);
  await desk.killAdbServer();
  const { devices } = startDeviceLayer({
    localAdbPort: desk.adbPort,
    program: programOf(desk),
    isLocalServerStarted: true,
  });
  await vi.waitFor(() => expect(devices.hosts.get('local')?.state).toBe('up'), 10_000);
  await desk.killAdbServer();
  await vi.waitFor(() => expect(devices.hosts.get('local')?.state).toBe('down'), 5_000);
});

it('leaves a server dead that was reached at start and killed while the adb program was still looked for', async () => {
  const desk = await startDesk(2);
  const looked = Promise.withResolvers<void>();
  const program = programOf(desk);
  const find: AdbProgramPort['find'] = () => looked.promise.then(() => program.find());
  const wishes = { localAdbPort: desk.adbPort, program: { ...program, find }, isLocalServerStarted: true };
  const { devices } = startDeviceLayer(wishes);
  await vi.waitFor(() => expect(statesOf(devices)).toEqual(Array(2).fill('ready none')), 10_000);
  await desk.killAdbServer();
  await vi.waitFor(() => expect(statesOf(devices)).toEqual(Array(2).fill('absent host-server-down')), 2_000);
  looked.resolve();
  await vi.waitFor(() => expect(devices.hosts.get('local')).toMatchObject({ adbPath: findAdbProgram() }));
  expect(devices.hosts.get('local')).toMatchObject({ state: 'down', fault: { code: 'adb-server-unreachable' } });
  expect(desk.isAdbServerRunning).toBe(false);
});

it('says that no adb program was found', async () => {
  const program: AdbProgramPort = {
    find: async () => fail('adb-not-installed', 'none'),
    start: async () => fail('internal', 'must not be called'),
  };
  const { devices } = startDeviceLayer({ localAdbPort: await freePort(), program, isLocalServerStarted: true });
  await vi.waitFor(() =>
    expect(devices.hosts.get('local')).toMatchObject({ state: 'down', fault: { code: 'adb-not-installed' } }),
  );
});

it('names a server of another version than this machine’s program', async () => {
  const desk = await startDesk(1);
  const program: AdbProgramPort = {
    find: async () => succeed({ path: '/opt/adb', version: '1', serverVersion: 36 }),
    start: async () => succeed(null),
  };
  const { devices } = startDeviceLayer({ localAdbPort: desk.adbPort, program });
  await vi.waitFor(() =>
    expect(devices.hosts.get('local')).toMatchObject({ state: 'up', fault: { code: 'adb-version-clash' } }),
  );
});

it('refuses to add a host whose name does not resolve', async () => {
  const { devices } = startDeviceLayer({ localAdbPort: await freePort() });
  const input = { name: 'Rack', address: 'no-such-host.invalid', port: 5037 };
  expect(await devices.handlers['hosts.add'](input, forever)).toMatchObject({
    ok: false,
    error: { code: 'host-unresolvable' },
  });
  expect(devices.hosts.list()).toHaveLength(1);
});

it('refuses the same host twice, also by another name of this machine', async () => {
  const port = await freePort();
  const { devices } = startDeviceLayer({ localAdbPort: port });
  const answer = await devices.handlers['hosts.add']({ name: 'Again', address: 'LOCALHOST', port }, forever);
  expect(answer).toMatchObject({ ok: false, error: { code: 'host-duplicate' } });
});

it('a remote host that does not answer is unreachable, not down, and its server cannot be started from here', async () => {
  const { devices } = startDeviceLayer({ localAdbPort: await freePort() });
  const input = { name: 'Rack', address: '127.0.0.1', port: await freePort() };
  const { hostId } = valueOf(await devices.handlers['hosts.add'](input, forever));
  await vi.waitFor(() => expect(devices.hosts.get(hostId)?.state).toBe('unreachable'));
  expect(await devices.handlers['hosts.startServer']({ hostId }, forever)).toMatchObject({
    error: { code: 'host-local-only' },
  });
  valueOf(await devices.handlers['hosts.remove']({ hostId }, forever));
  expect(devices.hosts.get(hostId)).toBeNull();
});
