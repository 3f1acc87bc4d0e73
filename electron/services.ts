import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CurrentOperator } from './accounts/current-operator.ts';
import { Operators } from './accounts/operators.ts';
import { LocalAdb } from './adb/local-adb.ts';
import { AuditLog } from './audit/audit-log.ts';
import { createBenchDesk } from './bench-desk.ts';
import { createCommunity } from './community.ts';
import { createConsoleHandlers, createSurroundings } from './console-info.ts';
import { fail, succeed, type Outcome } from './contract/outcome.ts';
import type { Restored } from './contract/console.ts';
import type { EventName, EventPayload } from './contract/procedures.ts';
import { openDatabase } from './database.ts';
import { DemoStore } from './demo/demo-store.ts';
import { DemoService } from './demo/demo.ts';
import { Desk } from './desk/desk.ts';
import type { LiveSources } from './desk/live-sources.ts';
import { loadCatalogue } from './devices/catalogue/catalogue.ts';
import { createDevices } from './devices/devices.ts';
import { createHealthDesk, type HealthDesk } from './devices/health-desk.ts';
import { historyBackups, historyFileOf } from './devices/history/history-file.ts';
import { createHistoryThread } from './devices/history/history-thread.ts';
import type { DemoHost } from './devices/hosts/demo-host.ts';
import { createDispatcher } from './dispatch.ts';
import { createJobDesk } from './job-desk.ts';
import { DisposalStack, type Disposable } from './runtime/disposal.ts';
import { noteRestore } from './restore-note.ts';
import { createMessengerDesk } from './messenger-desk.ts';
import type { ServicesConfig, ServicesPorts } from './services-config.ts';
import { SettingsService } from './settings/settings.ts';
import { DailyBackup } from './store/daily-backup.ts';
import type { Store } from './store/store.ts';
import { TaskWorker } from './store/task-worker.ts';

/** The running console without its window. */
export interface Services extends Disposable {
  dispatch(name: string, input: unknown, signal?: AbortSignal): Promise<Outcome<unknown>>;
  /** A poll or a call is under way: a faster clock holds meanwhile. */
  isWorking(): boolean;
  /** The returned function ends the subscription. A listener that throws is logged and stays subscribed. */
  subscribe<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void;
  dispose(): Promise<void>;
}

/**
 * Composition root: opens the data folder, starts every feature in order and answers the one door to them.
 * Expected failures: `data-folder-locked`, `data-folder-unwritable`, `database-corrupt`, `database-newer`,
 * `disk-full`, `backup-failed`, `aborted`. After a failure nothing is left running.
 */
export async function createServices(config: ServicesConfig, ports: ServicesPorts): Promise<Outcome<Services>> {
  const life = new DisposalStack();
  try {
    const { dataFolder: folder, owner } = config;
    const { logger, machineClock = ports.clock } = ports;
    const store = openDatabase({ folder, owner, clock: machineClock, logger: logger.scoped('store') }, life);
    if (store.ok && ports.signal?.aborted !== true)
      return succeed(compose(config, { ...ports, machineClock }, { store: store.value, life }));
    await life.dispose();
    return store.ok ? fail('aborted', 'the start was given up') : store;
  } catch (failure) {
    await life.dispose();
    throw failure;
  }
}

type Ports = Required<Pick<ServicesPorts, 'machineClock'>> & ServicesPorts;

interface Base {
  readonly store: Store;
  readonly life: DisposalStack;
}

/** What every feature stands on. */
function createGround(config: ServicesConfig, ports: Ports, { store, life }: Base) {
  const { clock, machineClock, logger, workerFile, restored = null } = ports;
  const currentOperator = new CurrentOperator(logger);
  const worker = life.use(new TaskWorker({ workerFile, file: store.file, clock: machineClock, logger }));
  const upkeep = { file: store.file, worker, clock: machineClock, logger: logger.scoped('store') };
  const backup = life.use(new DailyBackup(upkeep));
  const audit = new AuditLog({
    store,
    worker,
    clock,
    currentOperator: () => currentOperator.current(),
    files: ports.files,
  });
  if (restored !== null) noteRestore(restored, { store, audit, logger });
  const history = createKeptHistory(config, ports, {
    life,
    onRestored: (mended) => noteRestore(mended, { store, audit, logger, action: 'history.restoreBackup' }),
  });
  const settings = new SettingsService({
    store,
    logger,
    record: (params) => void audit.append({ action: 'settings.update', subject: null, params }),
  });
  if (config.language !== null) settings.update({ language: config.language });
  const configuredPath = (): string | null => settings.current().adbPath ?? config.adbPath;
  const adb = new LocalAdb({ configuredPath, env: process.env, clock: machineClock, logger: logger.scoped('adb') });
  if (config.stopsOwnAdbServer) life.defer(() => adb.endOwnServers());
  return { currentOperator, worker, history, backups: [backup, history.backup], audit, settings, adb };
}

/** The history has its own file, with a thread that nobody else uses, and its own backups. */
function createKeptHistory(
  { dataFolder: folder }: ServicesConfig,
  { workerFile, machineClock: clock, logger }: Ports,
  { life, onRestored }: { readonly life: DisposalStack; readonly onRestored: (restored: Restored) => void },
) {
  const options = { workerFile, clock, logger: logger.scoped('history') };
  const file = historyFileOf(folder);
  const reader = life.use(new TaskWorker({ ...options, file }));
  const backup = life.use(new DailyBackup({ ...options, file, worker: reader, kept: historyBackups }));
  return { backup, thread: life.use(createHistoryThread({ ...options, folder, onRestored })) };
}

type Ground = Base & ReturnType<typeof createGround>;

function createFeatures(config: ServicesConfig, ports: Ports, ground: Ground) {
  const { store, worker, history, backups, life, audit, settings, adb, currentOperator } = ground;
  const { clock, machineClock, logger, files, info } = ports;
  const catalogue = loadCatalogue(fileURLToPath(new URL('catalogue.json', ports.resourcesFolder)));
  const scoped = logger.scoped('devices');
  const devices = life.use(
    createDevices({ store, clock, machineClock, logger: scoped, audit, settings, catalogue, program: adb, config }),
  );
  const operators = new Operators({ store, audit, clock, currentOperator: ground.currentOperator });
  const about = createConsoleHandlers({ info, dataFolder: config.dataFolder, store, adb });
  const { automation, evidence, helpers, playbooks, isTreeHidden } = createMessengerDesk({
    ...ground,
    ports,
    config,
    phones: devices.phones,
  });
  const community = life.use(
    createCommunity({
      ...ground,
      ports,
      devices,
      playbooks,
      isTreeHidden,
      pictures: evidence,
      dataFolder: config.dataFolder,
    }),
  );
  const { cooldowns, kinds, accounts: modes, groups } = community;
  const surroundings = createSurroundings({ about, operators, hosts: devices.hosts, currentOperator, groups });
  const preparation = { moreSteps: [], helpers };
  const healthDesk = life.use(
    createHealthDesk({
      store,
      worker,
      historyThread: history.thread,
      clock,
      machineClock,
      logger: scoped,
      audit,
      settings,
      devices,
      preparation,
      surroundings,
      files,
      backups,
      notifier: ports.notifier ?? null,
    }),
  );
  const jobs = life.use(createJobDesk({ ...ground, ports, devices, healthDesk, cooldowns, modes, kinds, evidence }));
  const bench = life.use(createBenchDesk({ ...ground, ports, devices, automation, accounts: modes, cooldowns, jobs }));
  const demo = life.use(createDemo(config, ports, ground, devices.demoHost));
  return { devices, healthDesk, community, jobs, bench, demo, operators, about };
}

function createDemo(config: ServicesConfig, ports: Ports, ground: Ground, host: DemoHost): DemoService {
  const { store, audit, adb } = ground;
  return new DemoService({
    store: new DemoStore(store),
    launcher: ports.demoLauncher,
    host,
    audit,
    findAdb: () => adb.find(),
    endServer: (port) => adb.endServer(port),
    stateFolder: join(config.dataFolder, 'demo'),
    random: ports.random,
    logger: ports.logger.scoped('demo'),
  });
}

function compose(config: ServicesConfig, ports: Ports, base: Base): Services {
  const { clock, machineClock, logger } = ports;
  const ground = { ...base, ...createGround(config, ports, base) };
  const { life, audit, settings, currentOperator } = ground;
  const features = createFeatures(config, ports, ground);
  const { devices, healthDesk, community, jobs, bench, demo, operators, about } = features;
  const desk = life.use(new Desk(liveSources(ground, features), { clock, machineClock, logger }));
  const dispatcher = life.use(
    createDispatcher({
      handlers: {
        ...desk.handlers,
        ...devices.handlers,
        ...healthDesk.handlers,
        ...community.handlers,
        ...jobs.handlers,
        ...bench.handlers,
        ...operators.handlers,
        ...settings.handlers,
        ...audit.handlers,
        ...demo.handlers,
        ...about,
      },
      currentOperator: () => currentOperator.current(),
      logger: logger.scoped('dispatch'),
      clock: machineClock,
      isOutputChecked: config.isOutputChecked,
    }),
  );
  devices.start();
  jobs.start();
  demo.startByItself(config.phones).catch((cause: unknown) => logger.error('demo-start-threw', {}, cause));
  const events = createEvents(desk, healthDesk);
  return {
    dispatch: (name, input, signal) => dispatcher.dispatch(name, input, signal),
    isWorking: () => dispatcher.isBusy || devices.isPolling() || jobs.isWorking(),
    subscribe: (event, listener) => events[event](listener),
    dispose: () => life.dispose(),
  };
}

function liveSources(ground: Ground, features: ReturnType<typeof createFeatures>): LiveSources {
  const { settings, currentOperator: operator } = ground;
  const { devices, healthDesk, jobs, demo } = features;
  const { phones, hosts } = devices;
  const { readings, deskMap, alerts } = healthDesk;
  return { phones, hosts, alerts, jobs: jobs.feed, readings, deskMap, demo, operator, settings };
}

type EventSources = { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void };

function createEvents(desk: Desk, healthDesk: HealthDesk): EventSources {
  return {
    'desk.delta': (listener) => desk.subscribe(listener),
    'alerts.opened': (listener) => healthDesk.openedAlerts.subscribe(listener),
  };
}
