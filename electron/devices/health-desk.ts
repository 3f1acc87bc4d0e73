import type { AuditPort } from '../audit/audit-log.ts';
import type { DeskMap } from '../contract/desk-map.ts';
import type { FaultReading } from '../contract/faults.ts';
import type { Handlers, ProcedureName } from '../contract/procedures.ts';
import type { Settings } from '../contract/settings.ts';
import type { Clock } from '../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Migration } from '../store/migration.ts';
import type { Store } from '../store/store.ts';
import type { TaskRunner } from '../store/task-runner.ts';
import type { TaskWorker } from '../store/task-worker.ts';
import { alertMigrations } from './alerts/alert-migrations.ts';
import type { AlertSource } from './alerts/alert-source.ts';
import type { AlertNotifier } from './alerts/alert-notifications.ts';
import { createBackupAlerts, type BackupWatch } from './alerts/backup-alerts.ts';
import { createAlerting, type Alerting, type LiveAlerts } from './alerts/alerting.ts';
import { BatteryCare } from './battery-care/battery-care.ts';
import { createCareAlerts } from './battery-care/care-alerts.ts';
import { batteryCareMigrations } from './battery-care/care-store.ts';
import { createBulkLabels } from './bulk-labels/bulk-labels.ts';
import { deskMapMigrations } from './desk-map/desk-map-migrations.ts';
import type { Devices } from './devices.ts';
import { ShiftChecks } from './expected-desk/shift-checks.ts';
import { shiftMigrations } from './expected-desk/shift-store.ts';
import { createFaultAlerts } from './fault-reading/fault-alerts.ts';
import { faultMigrations } from './fault-reading/fault-migrations.ts';
import { createFaultReading } from './fault-reading/fault-reading.ts';
import { historyMigrations } from './history/history-migrations.ts';
import { createHistory } from './history/history.ts';
import { preparationMigrations } from './preparation/preparation-migrations.ts';
import { Preparation } from './preparation/preparation.ts';
import type { PhonePreparation } from '../contract/preparation.ts';
import type { HelperApp, PreparationStep } from './preparation/step.ts';
import { Reports } from './reports/reports.ts';
import type { SavedFiles } from './reports/saved-files.ts';
import type { Surroundings } from './reports/surroundings.ts';
import { createSavedViews } from './saved-views/saved-views.ts';
import { viewMigrations } from './saved-views/view-store.ts';

/** The rungs of everything that watches the phones over time. */
export const healthDeskMigrations: readonly Migration[] = [
  ...deskMapMigrations,
  ...faultMigrations,
  ...alertMigrations,
  ...historyMigrations,
  ...preparationMigrations,
  ...shiftMigrations,
  ...viewMigrations,
  ...batteryCareMigrations,
];

export interface HealthDeskDeps {
  readonly store: Store;
  readonly worker: TaskWorker;
  /** The history's own database; see `history/history-database.ts`. */
  readonly historyThread: TaskRunner;
  /** The desk's time: ages, histories, when something is due. */
  readonly clock: Clock;
  /** Timeouts, retries over the network, writing behind; see `runtime/clock.ts`. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void };
  readonly devices: Devices;
  /** What an export tells besides the phones, and where it goes. */
  readonly surroundings: Surroundings;
  readonly files: SavedFiles;
  /** What keeps the databases' backups: an alert tells when one cannot. */
  readonly backups: readonly BackupWatch[];
  /** What higher layers raise alerts about. */
  readonly moreSources?: readonly AlertSource[];
  /** Shows alerts on the computer's desktop; null where there is none. */
  readonly notifier: AlertNotifier | null;
  /** What higher layers want of a work phone beyond this layer's checks, and the apps that they bring to it. */
  readonly preparation: {
    readonly moreSteps: readonly PreparationStep[];
    readonly helpers: readonly HelperApp[];
    readonly onChecked?: (checklist: PhonePreparation) => void;
  };
}

type HealthDeskProcedure = Extract<
  ProcedureName,
  | `faults.${string}`
  | `deskMap.${string}`
  | `alerts.${string}`
  | `history.${string}`
  | `preparation.${string}`
  | `reports.${string}`
  | `shift.${string}`
  | `views.${string}`
  | `labels.${string}`
  | `batteryCare.${string}`
>;

/** What watches the phones over time and says what to do next: it reads the device layer and never steers it. */
export interface HealthDesk extends Disposable {
  readonly handlers: Handlers<HealthDeskProcedure>;
  readonly deskMap: { current(): DeskMap; subscribe(listener: () => void): () => void };
  readonly readings: { current(): FaultReading[]; subscribe(listener: () => void): () => void };
  readonly alerts: LiveAlerts;
  readonly openedAlerts: Alerting['opened'];
  dispose(): Promise<void>;
}

/** Puts the parts together; each lives in a folder of its own beside this file. */
export function createHealthDesk(deps: HealthDeskDeps): HealthDesk {
  const life = new DisposalStack();
  const faults = life.use(createFaultReading(deps));
  const history = life.use(createHistory({ ...deps, thread: deps.historyThread, phones: deps.devices.phones }));
  const care = life.use(new BatteryCare(deps));
  const sources = [
    createCareAlerts({ ...deps, care, phones: deps.devices.phones }),
    createFaultAlerts(faults.readings),
    createBackupAlerts(deps.backups, deps.clock),
    ...(deps.moreSources ?? []),
  ];
  const alerting = life.use(createAlerting({ ...deps, sources }));
  const preparation = life.use(new Preparation({ ...deps, ...deps.preparation, phones: deps.devices.phones }));
  const views = createSavedViews(deps);
  const { operatorName, groupNames } = deps.surroundings;
  const hubNames = (): string[] => faults.deskMap.current().hubs.map(({ name }) => name);
  const namedThings = (): string[] => [...hubNames(), ...views.names(), ...groupNames()];
  const reports = life.use(new Reports({ ...deps, alerts: alerting.live, namedThings }));
  const expectedDesk = new ShiftChecks({ ...deps, operatorName });
  return {
    alerts: alerting.live,
    openedAlerts: alerting.opened,
    handlers: {
      ...faults.handlers,
      ...alerting.handlers,
      ...history.handlers,
      ...preparation.handlers,
      ...reports.handlers,
      ...expectedDesk.handlers,
      ...views.handlers,
      ...createBulkLabels(deps).handlers,
      ...care.handlers,
    },
    deskMap: faults.deskMap,
    readings: faults.readings,
    dispose: () => life.dispose(),
  };
}
