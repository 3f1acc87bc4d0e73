import { workerData } from 'node:worker_threads';
import { z } from 'zod';

/** What a thread of the store is told by whoever starts it. */
const threadStartSchema = z.strictObject({
  /** Absolute path of the database that it works on. */
  file: z.string(),
  /** Set for a thread that has a database to itself: which one; null: it reads the console's own, task by task. */
  database: z.string().nullable(),
});
export type ThreadStart = z.output<typeof threadStartSchema>;

/** Throws when this is no thread of the store. */
export function readThreadStart(): ThreadStart {
  return threadStartSchema.parse(workerData);
}
