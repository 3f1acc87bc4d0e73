import { CurrentOperator } from './accounts/current-operator.ts';
import { LocalAdb } from './adb/local-adb.ts';
import { AuditLog } from './audit/audit-log.ts';
import type { Restored } from './contract/console.ts';
import { historyBackups, historyFileOf } from './devices/history/history-file.ts';
import { createHistoryThread } from './devices/history/history-thread.ts';
import { noteRestore } from './restore-note.ts';
import type { DisposalStack } from './runtime/disposal.ts';
import type { ServicesConfig, ServicesPorts } from './services-config.ts';
import { SettingsService } from './settings/settings.ts';
import { DailyBackup } from './store/daily-backup.ts';
import type { Store } from './store/store.ts';
import { TaskWorker } from './store/task-worker.ts';

export type Ports = Required<Pick<ServicesPorts, 'machineClock'>> & ServicesPorts;

export interface Base {
  readonly store: Store;
  readonly life: DisposalStack;
}

/** What every feature stands on. */
export function createGround(config: ServicesConfig, ports: Ports, { store, life }: Base) {
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

export type Ground = Base & ReturnType<typeof createGround>;
