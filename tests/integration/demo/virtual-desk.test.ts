import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Snapshot } from '../../../electron/contract/desk.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import type { DemoLauncher, LaunchedDesk } from '../../../electron/demo/demo-launcher.ts';
import { SimulatorLauncher, type SimulatorProcess } from '../../../electron/demo/simulator-process.ts';
import { spawnSimulator } from '../../../electron/headless/child-simulator.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { startTestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const simulatorFile = join(import.meta.dirname, '../../../simulator/cli.ts');
const signal = new AbortController().signal;

/** A launcher of real simulators whose last process a test can kill. */
class KillableLauncher implements DemoLauncher {
  desk: LaunchedDesk | null = null;
  #process: SimulatorProcess | null = null;
  readonly #launcher: SimulatorLauncher;

  constructor(file = simulatorFile) {
    this.#launcher = new SimulatorLauncher({
      spawn: (args) => (this.#process = spawnSimulator(file, args)),
      clock: createSystemClock(),
      logger: new RecordingLogger(),
    });
  }

  async launch(...parameters: Parameters<DemoLauncher['launch']>): Promise<Outcome<LaunchedDesk>> {
    const launched = await this.#launcher.launch(...parameters);
    if (launched.ok) this.desk = launched.value;
    return launched;
  }

  async kill(): Promise<void> {
    this.#process?.kill();
    await this.#process?.exited;
  }
}

function launchOptions(phoneCount = 1) {
  return { phoneCount, seed: 1, adbPath: findAdbProgram(), stateFolder: join(makeTempFolder(), 'demo') };
}

function areReady(count: number) {
  return ({ phones, demo }: Snapshot): boolean =>
    demo.state === 'running' && phones.filter(({ state }) => state === 'ready').length === count;
}

async function isAnswering(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/state`).then(
    () => true,
    () => false,
  );
}

test('virtual phones that are asked for become ready, on a host of their own', async () => {
  const console = await startTestConsole({ phones: 2 });
  const snapshot = await console.waitFor(areReady(2));
  expect(snapshot.hosts.map(({ kind }) => kind)).toEqual(['local', 'demo']);
  expect(snapshot.phones.every(({ isVirtual }) => isVirtual)).toBe(true);
  expect(snapshot.attendance).toMatchObject({ expectedCount: 2, onlineCount: 2, missing: [] });
});

test('a first start without phones brings 6 virtual ones by itself', async () => {
  const console = await startTestConsole({ phones: null });
  expect((await console.snapshot()).demo).toMatchObject({ state: 'starting', phoneCount: 6 });
  await console.waitFor(areReady(6));
});

test('the off switch takes phones and host away and holds over a restart', async () => {
  const first = await startTestConsole({ phones: null });
  await first.waitFor(areReady(6));
  await first.call('demo.stop', {});
  const off = await first.waitFor(({ demo, phones }) => demo.state === 'off' && phones.length === 0);
  expect(off.hosts.map(({ kind }) => kind)).toEqual(['local']);
  await first.services.dispose();
  const second = await startTestConsole({ phones: null, dataFolder: first.dataFolder });
  expect((await second.snapshot()).demo.state).toBe('off');
});

test('the same virtual phones come back after a restart, with their labels', async () => {
  const first = await startTestConsole({ phones: 2 });
  const before = await first.waitFor(areReady(2));
  await first.call('operators.create', { name: '小王' });
  const phoneId = before.phones[0]?.phoneId ?? '';
  expect(await first.call('phones.setLabel', { phoneId, label: '前台一号' })).toMatchObject({ ok: true });
  await first.services.dispose();
  const second = await startTestConsole({ phones: 2, dataFolder: first.dataFolder });
  const after = await second.waitFor(areReady(2));
  expect(after.phones.map((phone) => phone.phoneId).toSorted()).toEqual(
    before.phones.map((phone) => phone.phoneId).toSorted(),
  );
  expect(after.phones.find((phone) => phone.phoneId === phoneId)?.label).toBe('前台一号');
});

test('a simulator that is killed leaves the demo failed and its host down, and it starts again', async () => {
  const launcher = new KillableLauncher();
  const console = await startTestConsole({ phones: 2, demoLauncher: launcher });
  await console.waitFor(areReady(2));
  await launcher.kill();
  const failed = await console.waitFor(
    ({ demo, hosts }) =>
      demo.state === 'failed' && hosts.some(({ kind, state }) => kind === 'demo' && state === 'down'),
  );
  expect(failed.demo.fault).toMatchObject({ code: 'demo-start-failed', detail: { reason: 'SIGKILL' } });
  expect(failed.phones.every(({ state }) => state === 'absent')).toBe(true);
  expect(await console.call('demo.start', { phoneCount: 2 })).toMatchObject({ ok: true });
  await console.waitFor(areReady(2));
});

test('the click on the virtual desk’s dead adb server starts it again, and the phones come back', async () => {
  const launcher = new KillableLauncher();
  const console = await startTestConsole({ phones: 2, demoLauncher: launcher });
  await console.waitFor(areReady(2));
  await console.call('operators.create', { name: '小王' });
  await killServer(launcher.desk);
  await console.waitFor(({ hosts }) => hosts.some(({ kind, state }) => kind === 'demo' && state === 'down'));
  expect(await console.call('hosts.startServer', { hostId: 'demo' })).toMatchObject({ ok: true });
  await console.waitFor(areReady(2));
});

async function killServer(desk: LaunchedDesk | null): Promise<void> {
  if (desk === null) throw new Error('no desk runs');
  await fetch(`http://127.0.0.1:${desk.controlPort}/adb-server`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'kill' }),
  });
}

test('disposing the console while the demo starts leaves no process', async () => {
  const console = await startTestConsole({ phones: 2 });
  await console.waitFor(({ demo }) => demo.state === 'starting');
  await console.services.dispose();
  expect(console.logger.of('demo-start-threw')).toEqual([]);
});

test('a launched desk ends with stop, and nothing of it answers any more', async () => {
  const launched = await new KillableLauncher().launch(launchOptions(), signal);
  if (!launched.ok) throw new Error(launched.error.message);
  onTestFinished(() => launched.value.stop());
  expect(await isAnswering(launched.value.controlPort)).toBe(true);
  await launched.value.stop();
  expect(await launched.value.ended).toBeNull();
  expect(await isAnswering(launched.value.controlPort)).toBe(false);
});

test('a launch that is given up leaves no process', async () => {
  const abort = new AbortController();
  const launching = new KillableLauncher().launch(launchOptions(), abort.signal);
  abort.abort();
  expect(await launching).toMatchObject({ ok: false, error: { code: 'aborted' } });
});

test('a simulator that refuses to start says why', async () => {
  const launched = await new KillableLauncher().launch({ ...launchOptions(), adbPath: '/no/such/adb' }, signal);
  expect(launched).toMatchObject({
    ok: false,
    error: { code: 'demo-start-failed', detail: { reason: 'exit code 1' } },
  });
  expect(launched.ok ? '' : launched.error.detail?.['errors']).toContain('adb');
});

test('a simulator that is not there says so', async () => {
  const launched = await new KillableLauncher('/no/such/simulator.ts').launch(launchOptions(), signal);
  expect(launched).toMatchObject({ ok: false, error: { code: 'demo-start-failed' } });
});
