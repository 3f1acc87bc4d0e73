import { historyDatabase } from '../../../electron/devices/history/history-database.ts';
import { succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { Restored } from '../../../electron/contract/console.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import type { Logger } from '../../../electron/runtime/logger.ts';
import { DatabaseSession, type ServedDatabase } from '../../../electron/store/database-session.ts';
import type { TaskOptions, TaskRunner } from '../../../electron/store/task-runner.ts';

export interface NearbyHistoryOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For a test that only wants the rows soon: nothing is ever waited for, and a crash of the computer may take all. */
  readonly isCareless?: boolean;
}

/** The history's tasks, done at once in this very thread, with all that crosses its border cloned as it is there. */
export class NearbyHistory implements TaskRunner {
  readonly restored: Restored[] = [];
  /** Tasks that were asked for, oldest first. */
  readonly asked: string[] = [];
  readonly #session: DatabaseSession;

  constructor({ file, clock, logger, isCareless = false }: NearbyHistoryOptions) {
    const database = isCareless ? carelessDatabase : historyDatabase;
    const onRestored = (restored: Restored): void => void this.restored.push(restored);
    this.#session = new DatabaseSession({ file, database, clock, logger, onRestored });
  }

  async run(task: string, { input }: TaskOptions): Promise<Outcome<unknown>> {
    this.asked.push(task);
    const done = this.#session.run(task, structuredClone(input));
    return done.ok ? succeed(structuredClone(done.value)) : done;
  }

  dispose(): void {
    this.#session.dispose();
  }
}

const carelessDatabase: ServedDatabase = {
  ...historyDatabase,
  tasksOf: (store) => {
    store.prepare('PRAGMA synchronous = OFF').run();
    store.prepare('PRAGMA wal_autocheckpoint = 16384').all();
    return historyDatabase.tasksOf(store);
  },
};
