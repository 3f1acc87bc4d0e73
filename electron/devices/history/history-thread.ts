import type { Restored } from '../../contract/console.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import { DatabaseThread } from '../../store/database-thread.ts';
import { historyDatabaseName } from './history-database.ts';
import { historyFileOf } from './history-file.ts';

export interface HistoryThreadOptions {
  /** The data folder. */
  readonly folder: string;
  /** The built (or, under Node, the source) file of `electron/worker.ts`. */
  readonly workerFile: URL;
  /** The machine's. */
  readonly clock: Clock;
  readonly logger: Logger;
  /** The history was damaged: its newest backup, or an empty one, is in its place. */
  readonly onRestored: (restored: Restored) => void;
}

/** The history of a data folder, with a thread to itself. */
export function createHistoryThread({ folder, ...options }: HistoryThreadOptions): DatabaseThread {
  return new DatabaseThread({ ...options, database: historyDatabaseName, file: historyFileOf(folder) });
}
