import type { DatabaseTask, ServedDatabase } from '../../store/database-session.ts';
import type { Store } from '../../store/store.ts';
import { databaseFactsTask, readDatabaseFacts } from '../reports/database-facts.ts';
import { availabilityTask, readAvailabilityTask } from './availability-query.ts';
import { chartTask, readChartTask } from './chart-query.ts';
import { historyBatchSchema } from './history-batch.ts';
import { historySchema } from './history-schema.ts';
import {
  checkpointTask,
  forgetOrderSchema,
  forgetTask,
  HistoryWriter,
  recordTask,
  tidyOrderSchema,
  tidyTask,
} from './history-writer.ts';
import { presenceTask, readPresenceTask } from './presence-query.ts';
import { readTrendsTask, trendsTask } from './trends-query.ts';

/** The name by which the threads' entry knows it. */
export const historyDatabaseName = 'history';

/** The history as its thread keeps it: every question and every write is one of these tasks. */
export const historyDatabase: ServedDatabase = {
  migrations: historySchema,
  // What is recorded every few seconds need not wait for the disk each time: a checkpoint a minute does.
  durability: 'checkpoints',
  tasksOf: createTasks,
};

function createTasks(store: Store): Readonly<Record<string, DatabaseTask>> {
  const writer = new HistoryWriter(store);
  return {
    [recordTask]: (input) => writer.record(historyBatchSchema.parse(input)),
    [forgetTask]: (input) => writer.forget(forgetOrderSchema.parse(input)),
    [tidyTask]: (input) => writer.tidy(tidyOrderSchema.parse(input)),
    [checkpointTask]: () => store.checkpoint(),
    [chartTask]: (input) => readChartTask(store, input),
    [presenceTask]: (input) => readPresenceTask(store, input),
    [availabilityTask]: (input) => readAvailabilityTask(store, input),
    [trendsTask]: (input) => readTrendsTask(store, input),
    [databaseFactsTask]: () => readDatabaseFacts(store),
  };
}
