import type { AuditPort } from '../audit/audit-log.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { Settings } from '../contract/settings.ts';
import type { Clock } from '../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Migration } from '../store/migration.ts';
import type { Store } from '../store/store.ts';
import type { TaskWorker } from '../store/task-worker.ts';
import type { Devices } from './devices.ts';

/** The rungs of everything that watches the phones over time. */
export const healthDeskMigrations: readonly Migration[] = [];

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

/** What watches the phones over time and says what to do next: it reads the device layer and never steers it. */
export interface HealthDesk extends Disposable {
  readonly handlers: Handlers<never>;
  dispose(): Promise<void>;
}

/** Puts the parts together; each lives in a folder of its own beside this file. */
export function createHealthDesk(_deps: HealthDeskDeps): HealthDesk {
  const life = new DisposalStack();
  return {
    handlers: {},
    dispose: () => life.dispose(),
  };
}
