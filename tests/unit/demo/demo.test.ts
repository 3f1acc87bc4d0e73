import { expect, test, vi } from 'vitest';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import type { Demo } from '../../../electron/contract/demo.ts';
import { fail, succeed, type Fault, type Outcome } from '../../../electron/contract/outcome.ts';
import type { DemoLauncher, LaunchedDesk, LaunchOptions } from '../../../electron/demo/demo-launcher.ts';
import { demoMigrations, DemoStore } from '../../../electron/demo/demo-store.ts';
import { DemoService, type DemoHost } from '../../../electron/demo/demo.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { openTestStore } from '../../support/open-test-store.ts';

/** A simulator of which the test decides when it is ready and when it dies. */
class ScriptedLauncher implements DemoLauncher {
  readonly launches: LaunchOptions[] = [];
  readonly stop = vi.fn<() => void>();
  answer: (outcome: Outcome<null>) => void = () => undefined;
  die: (fault: Fault) => void = () => undefined;

  launch(options: LaunchOptions, signal: AbortSignal): Promise<Outcome<LaunchedDesk>> {
    this.launches.push(options);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(fail('aborted', 'aborted')), { once: true });
      this.answer = (outcome) => resolve(outcome.ok ? succeed(this.#desk()) : outcome);
    });
  }

  #desk(): LaunchedDesk {
    const { promise: ended, resolve: settle } = Promise.withResolvers<Fault | null>();
    this.die = settle;
    const stop = (): Promise<void> => {
      this.stop();
      settle(null);
      return Promise.resolve();
    };
    return { adbPort: 41_000, controlPort: 41_001, token: 't', ended, stop };
  }
}

interface Setup {
  readonly store?: Store;
  readonly countRealPhones?: DemoHost['countRealPhones'];
  readonly adb?: Outcome<{ readonly path: string }>;
  readonly seed?: number;
}

function createDemo({ store = openTestStore(demoMigrations), countRealPhones, adb, seed }: Setup = {}) {
  const launcher = new ScriptedLauncher();
  const host = {
    add: vi.fn<DemoHost['add']>(),
    remove: vi.fn<DemoHost['remove']>(() => Promise.resolve()),
    countRealPhones: countRealPhones ?? (() => Promise.resolve(0)),
  };
  const notes: AuditNote[] = [];
  const append = (note: AuditNote) => {
    notes.push(note);
    return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: {} };
  };
  const endServer = vi.fn<(port: number) => Promise<void>>(() => Promise.resolve());
  const demo = new DemoService({
    store: new DemoStore(store),
    launcher,
    host,
    audit: { append },
    findAdb: () => Promise.resolve(adb ?? succeed({ path: '/adb' })),
    endServer,
    stateFolder: '/state',
    seed: seed ?? null,
    random: () => 0.5,
    logger: silentLogger,
  });
  const states: Demo['state'][] = [];
  demo.subscribe(({ state }) => states.push(state));
  return { demo, launcher, host, notes, endServer, states, store };
}

async function startRunning(setup: ReturnType<typeof createDemo>, phoneCount = 6): Promise<void> {
  const before = setup.launcher.launches.length;
  const started = setup.demo.start(phoneCount);
  await vi.waitFor(() => expect(setup.launcher.launches).toHaveLength(before + 1));
  setup.launcher.answer(succeed(null));
  expect(await started).toEqual({ ok: true, value: null });
}

const signal = new AbortController().signal;

test('a started demo runs as one more host', async () => {
  const setup = createDemo();
  await startRunning(setup, 20);
  expect(setup.states).toEqual(['starting', 'running']);
  expect(setup.demo.current()).toEqual({ state: 'running', phoneCount: 20, seed: 500_000, fault: null });
  expect(setup.host.add.mock.calls[0]?.[0].port).toBe(41_000);
  expect(setup.launcher.launches).toEqual([{ phoneCount: 20, seed: 500_000, adbPath: '/adb', stateFolder: '/state' }]);
});

test('the same seed comes back after a restart', async () => {
  const store = openTestStore(demoMigrations);
  await startRunning(createDemo({ store }));
  const again = createDemo({ store });
  store.prepare('UPDATE demo SET seed = 77').run();
  await startRunning(again);
  expect(again.demo.current().seed).toBe(77);
});

test('a demo that starts or runs is not started again', async () => {
  const setup = createDemo();
  const first = setup.demo.start(6);
  expect(await setup.demo.start(6)).toMatchObject({ ok: false, error: { code: 'demo-already-running' } });
  await vi.waitFor(() => expect(setup.launcher.launches).toHaveLength(1));
  setup.launcher.answer(succeed(null));
  await first;
  expect(await setup.demo.start(6)).toMatchObject({ ok: false, error: { code: 'demo-already-running' } });
});

test('a simulator that does not start leaves the demo failed with the reason, and it can be started again', async () => {
  const setup = createDemo();
  const started = setup.demo.start(6);
  await vi.waitFor(() => expect(setup.launcher.launches).toHaveLength(1));
  setup.launcher.answer(fail('demo-start-failed', 'no ports'));
  expect(await started).toMatchObject({ ok: false, error: { code: 'demo-start-failed' } });
  expect(setup.demo.current()).toMatchObject({ state: 'failed', fault: { code: 'demo-start-failed' } });
  await startRunning(setup);
  expect(setup.demo.current()).toMatchObject({ state: 'running', fault: null });
});

test('without an adb program the demo says so', async () => {
  const { demo } = createDemo({ adb: fail('adb-not-installed', 'none') });
  expect(await demo.start(6)).toMatchObject({ ok: false, error: { code: 'adb-not-installed' } });
  expect(demo.current()).toMatchObject({ state: 'failed', fault: { code: 'adb-not-installed' } });
});

test('a simulator that dies leaves the demo failed, its host in the list and no server behind', async () => {
  const setup = createDemo();
  await startRunning(setup);
  setup.host.remove.mockClear();
  setup.launcher.die({ code: 'demo-start-failed', message: 'SIGKILL' });
  await vi.waitFor(() => expect(setup.demo.current().state).toBe('failed'));
  expect(setup.endServer).toHaveBeenCalledWith(41_000);
  expect(setup.host.remove).not.toHaveBeenCalled();
});

test('a demo that failed is started again with a fresh host', async () => {
  const setup = createDemo();
  await startRunning(setup);
  setup.launcher.die({ code: 'demo-start-failed', message: 'SIGKILL' });
  await vi.waitFor(() => expect(setup.demo.current().state).toBe('failed'));
  setup.host.remove.mockClear();
  await startRunning(setup);
  expect(setup.host.remove).toHaveBeenCalledOnce();
  expect(setup.host.add).toHaveBeenCalledTimes(2);
});

test('a stopped demo leaves neither host nor process, and did not fail', async () => {
  const setup = createDemo();
  await startRunning(setup);
  await setup.demo.stop();
  expect(setup.states).toEqual(['starting', 'running', 'stopping', 'off']);
  expect(setup.launcher.stop).toHaveBeenCalledOnce();
  expect(setup.host.remove).toHaveBeenCalled();
});

test('a demo can be stopped while it starts', async () => {
  const setup = createDemo();
  const started = setup.demo.start(6);
  await vi.waitFor(() => expect(setup.launcher.launches).toHaveLength(1));
  await setup.demo.stop();
  expect(await started).toMatchObject({ ok: false, error: { code: 'aborted' } });
  expect(setup.demo.current()).toMatchObject({ state: 'off', fault: null });
  expect(setup.host.add).not.toHaveBeenCalled();
});

test('a disposed demo does not start any more', async () => {
  const { demo } = createDemo();
  await demo.dispose();
  expect(await demo.start(6)).toMatchObject({ ok: false, error: { code: 'shutting-down' } });
});

test('the first start without phones starts 6 by itself', async () => {
  const setup = createDemo();
  const started = setup.demo.startByItself(null);
  await vi.waitFor(() => expect(setup.launcher.launches).toMatchObject([{ phoneCount: 6 }]));
  setup.launcher.answer(succeed(null));
  await started;
  expect(setup.demo.current().state).toBe('running');
});

test('while it is open whether a real phone is there the demo counts as starting', async () => {
  const { promise, resolve: tell } = Promise.withResolvers<number>();
  const setup = createDemo({ countRealPhones: () => promise });
  const started = setup.demo.startByItself(null);
  expect(setup.demo.current()).toMatchObject({ state: 'starting', phoneCount: 6 });
  tell(1);
  await started;
  expect(setup.demo.current().state).toBe('off');
  expect(setup.launcher.launches).toEqual([]);
});

test('the off switch is remembered: nothing starts by itself after it', async () => {
  const store = openTestStore(demoMigrations);
  const first = createDemo({ store });
  await first.demo.handlers['demo.stop']({}, signal);
  const second = createDemo({ store });
  await second.demo.startByItself(null);
  expect(second.launcher.launches).toEqual([]);
  expect(second.states).toEqual([]);
});

test('the on switch is remembered with its count, and recorded', async () => {
  const store = openTestStore(demoMigrations);
  const first = createDemo({ store });
  const asked = first.demo.handlers['demo.start']({ phoneCount: 12 }, signal);
  await vi.waitFor(() => expect(first.launcher.launches).toHaveLength(1));
  first.launcher.answer(succeed(null));
  await asked;
  expect(first.notes).toEqual([{ action: 'demo.start', subject: null, params: { phoneCount: 12 } }]);
  const second = createDemo({ store });
  void second.demo.startByItself(null);
  await vi.waitFor(() => expect(second.launcher.launches).toMatchObject([{ phoneCount: 12 }]));
  await second.demo.dispose();
});

test('a count on the command line is not remembered', async () => {
  const store = openTestStore(demoMigrations);
  const first = createDemo({ store });
  const started = first.demo.startByItself(20);
  await vi.waitFor(() => expect(first.launcher.launches).toHaveLength(1));
  first.launcher.answer(succeed(null));
  await started;
  expect(new DemoStore(store).wish()).toEqual({ kind: 'undecided' });
});

test('the seed of a first start’s command line comes back without it', async () => {
  const store = openTestStore(demoMigrations);
  const first = createDemo({ store, seed: 7 });
  await startRunning(first);
  expect(first.launcher.launches).toMatchObject([{ seed: 7 }]);
  const again = createDemo({ store });
  await startRunning(again);
  expect(again.launcher.launches).toMatchObject([{ seed: 7 }]);
});

test('a seed of the command line takes no remembered one’s place for longer than that start', async () => {
  const store = openTestStore(demoMigrations);
  new DemoStore(store).rememberSeed(77);
  const other = createDemo({ store, seed: 7 });
  await startRunning(other);
  expect(other.demo.current().seed).toBe(7);
  const again = createDemo({ store });
  await startRunning(again);
  expect(again.demo.current().seed).toBe(77);
});

test('migration 80 begins undecided and without a seed', () => {
  const store = new DemoStore(openTestStore(demoMigrations));
  expect(store.wish()).toEqual({ kind: 'undecided' });
  expect(store.seed()).toBeNull();
});
