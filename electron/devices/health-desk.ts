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
import type { TaskWorker } from '../store/task-worker.ts';
import { alertMigrations } from './alerts/alert-migrations.ts';
import { createAlerting, type LiveAlerts } from './alerts/alerting.ts';
import { deskMapMigrations } from './desk-map/desk-map-migrations.ts';
import type { Devices } from './devices.ts';
import { faultMigrations } from './fault-reading/fault-migrations.ts';
import { createFaultReading } from './fault-reading/fault-reading.ts';

/** The rungs of everything that watches the phones over time. */
export const healthDeskMigrations: readonly Migration[] = [...deskMapMigrations, ...faultMigrations, ...alertMigrations];

export interface HealthDeskDeps {
  readonly store: Store;
  readonly worker: TaskWorker;
  /** The desk's time: ages, histories, when something is due. */
  readonly clock: Clock;
  /** Timeouts, retries over the network, writing behind; see `runtime/clock.ts`. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void };
  readonly devices: Devices;
}

type HealthDeskProcedure = Extract<ProcedureName, `faults.${string}` | `deskMap.${string}` | `alerts.${string}`>;

/** What watches the phones over time and says what to do next: it reads the device layer and never steers it. */
export interface HealthDesk extends Disposable {
  readonly handlers: Handlers<HealthDeskProcedure>;
  readonly deskMap: { current(): DeskMap; subscribe(listener: () => void): () => void };
  readonly readings: { current(): FaultReading[]; subscribe(listener: () => void): () => void };
  readonly alerts: LiveAlerts;
  dispose(): Promise<void>;
}

/** Puts the parts together; each lives in a folder of its own beside this file. */
export function createHealthDesk(deps: HealthDeskDeps): HealthDesk {
  const life = new DisposalStack();
  const faults = life.use(createFaultReading(deps));
  const alerting = life.use(createAlerting({ ...deps, sources: [] }));
  return {
    alerts: alerting.live,
    handlers: { ...faults.handlers, ...alerting.handlers },
    deskMap: faults.deskMap,
    readings: faults.readings,
    dispose: () => life.dispose(),
  };
}
