import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CurrentOperator } from './accounts/current-operator.ts';
import { Operators } from './accounts/operators.ts';
import { LocalAdb } from './adb/local-adb.ts';
import { AuditLog } from './audit/audit-log.ts';
import { noteRestore } from './restore-note.ts';
import { createConsoleHandlers, type RuntimeInfo } from './console-info.ts';
import type { Restored } from './contract/console.ts';
import { fail, succeed, type Outcome } from './contract/outcome.ts';
import type { EventName, EventPayload } from './contract/procedures.ts';
import { openDatabase } from './database.ts';
import type { DemoLauncher } from './demo/demo-launcher.ts';
import { DemoStore } from './demo/demo-store.ts';
import { DemoService } from './demo/demo.ts';
import { Desk } from './desk/desk.ts';
import { loadCatalogue } from './devices/catalogue/catalogue.ts';
import { createDevices } from './devices/devices.ts';
import { createDispatcher } from './dispatch.ts';
import { createGroups } from './groups/groups.ts';
import type { Clock } from './runtime/clock.ts';
import { DisposalStack, type Disposable } from './runtime/disposal.ts';
import type { Logger } from './runtime/logger.ts';
import { SettingsService } from './settings/settings.ts';
import { DailyBackup } from './store/daily-backup.ts';
import type { Store } from './store/store.ts';
import { TaskWorker } from './store/task-worker.ts';

/** What whoever starts the console decides; parsed at the edge (command line, tests). */
export const servicesConfigSchema = z.strictObject({
  /** Absolute path; created when missing. */
  dataFolder: z.string().min(1),
  /** Named in the lock, so that a second process can say who holds the folder. */
  owner: z.enum(['app', 'headless']),
  /** Port of this machine's adb server. */
  localAdbPort: z.number().int().min(1).max(65_535).default(5037),
  /** Starts this machine's adb server once when it is not running at start. */
  isLocalServerStarted: z.boolean().default(true),
  /** How many virtual phones start; 0: none; null: the rule for a first start without phones decides. */
  phones: z.number().int().min(0).max(200).nullable().default(null),
  isRecoveryEnabled: z.boolean().default(true),
  /** Stored as the setting; null: as it is. */
  language: z.enum(['zh-CN', 'en']).nullable().default(null),
  /** Used when the setting names no adb program; null: searched. */
  adbPath: z.string().nullable().default(null),
  /** Ends the adb server of this machine at dispose if this process started it (`--once` leaves no process). */
  stopsOwnAdbServer: z.boolean().default(false),
  /** Parses every answer against the contract. */
  isOutputChecked: z.boolean().default(false),
});
export type ServicesConfig = z.output<typeof servicesConfigSchema>;

export interface ServicesPorts {
  readonly logger: Logger;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly demoLauncher: DemoLauncher;
  /** The built (or, under Node, the source) file of `electron/worker.ts`. */
  readonly workerFile: URL;
  /** The folder `resources/`, ending in a slash. */
  readonly resourcesFolder: URL;
  readonly info: RuntimeInfo;
  /** Aborting it while the services start makes `createServices` undo what it did and answer `aborted`. */
  readonly signal?: AbortSignal;
  /** The restore of a backup right before this start; it goes into the audit log. */
  readonly restored?: Restored | null;
}

/** The running console without its window. */
export interface Services extends Disposable {
  dispatch(name: string, input: unknown, signal?: AbortSignal): Promise<Outcome<unknown>>;
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
    const { clock, logger } = ports;
    const store = openDatabase({ folder, owner, clock, logger: logger.scoped('store') }, life);
    if (store.ok && ports.signal?.aborted !== true)
      return succeed(compose(config, ports, { store: store.value, life }));
    await life.dispose();
    return store.ok ? fail('aborted', 'the start was given up') : store;
  } catch (failure) {
    await life.dispose();
    throw failure;
  }
}

interface Base {
  readonly store: Store;
  readonly life: DisposalStack;
}

/** What every feature stands on. */
function createGround(
  config: ServicesConfig,
  { clock, logger, workerFile, restored = null }: ServicesPorts,
  { store, life }: Base,
) {
  const currentOperator = new CurrentOperator(logger);
  const worker = life.use(new TaskWorker({ workerFile, file: store.file, clock, logger }));
  life.use(new DailyBackup({ file: store.file, worker, clock, logger: logger.scoped('store') }));
  const audit = new AuditLog({ store, worker, clock, currentOperator: () => currentOperator.current() });
  if (restored !== null) noteRestore(restored, { store, audit, logger });
  const settings = new SettingsService({
    store,
    logger,
    record: (params) => void audit.append({ action: 'settings.update', subject: null, params }),
  });
  if (config.language !== null) settings.update({ language: config.language });
  const configuredPath = (): string | null => settings.current().adbPath ?? config.adbPath;
  const adb = new LocalAdb({ configuredPath, env: process.env, clock, logger: logger.scoped('adb') });
  if (config.stopsOwnAdbServer) life.defer(() => adb.endOwnServers());
  return { currentOperator, audit, settings, adb };
}

type Ground = Base & ReturnType<typeof createGround>;

function createFeatures(config: ServicesConfig, ports: ServicesPorts, ground: Ground) {
  const { store, life, audit, settings, adb } = ground;
  const { clock, logger } = ports;
  const catalogue = loadCatalogue(fileURLToPath(new URL('catalogue.json', ports.resourcesFolder)));
  const scoped = logger.scoped('devices');
  const devices = life.use(
    createDevices({ store, clock, logger: scoped, audit, settings, catalogue, program: adb, config }),
  );
  const groups = createGroups({ store, phones: devices.phones, audit, clock, logger });
  devices.phones.showGroups((phoneId) => groups.summaryOf(phoneId));
  life.defer(groups.subscribe((phoneId) => devices.phones.touch(phoneId)));
  const demo = life.use(
    new DemoService({
      store: new DemoStore(store),
      launcher: ports.demoLauncher,
      host: devices.demoHost,
      audit,
      findAdb: () => adb.find(),
      endServer: (port) => adb.endServer(port),
      stateFolder: join(config.dataFolder, 'demo'),
      random: ports.random,
      logger: logger.scoped('demo'),
    }),
  );
  const operators = new Operators({ store, audit, clock, currentOperator: ground.currentOperator });
  return { devices, groups, demo, operators };
}

function compose(config: ServicesConfig, ports: ServicesPorts, base: Base): Services {
  const { clock, logger, info } = ports;
  const ground = { ...base, ...createGround(config, ports, base) };
  const { life, store, audit, settings, adb, currentOperator } = ground;
  const { devices, groups, demo, operators } = createFeatures(config, ports, ground);
  const { phones, hosts } = devices;
  const desk = life.use(new Desk({ phones, hosts, demo, operator: currentOperator, settings }, { clock, logger }));
  const dispatcher = life.use(
    createDispatcher({
      handlers: {
        ...desk.handlers,
        ...devices.handlers,
        ...groups.handlers,
        ...operators.handlers,
        ...settings.handlers,
        ...audit.handlers,
        ...demo.handlers,
        ...createConsoleHandlers({ info, dataFolder: config.dataFolder, store, adb }),
      },
      currentOperator: () => currentOperator.current(),
      logger: logger.scoped('dispatch'),
      clock,
      isOutputChecked: config.isOutputChecked,
    }),
  );
  devices.start();
  demo.startByItself(config.phones).catch((cause: unknown) => logger.error('demo-start-threw', {}, cause));
  const sources: EventSources = { 'desk.delta': (listener) => desk.subscribe(listener) };
  return {
    dispatch: (name, input, signal) => dispatcher.dispatch(name, input, signal),
    subscribe: (event, listener) => sources[event](listener),
    dispose: () => life.dispose(),
  };
}

type EventSources = { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void };
