import { z } from 'zod';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { lastBackupAt } from './backup.ts';
import type { StoreTask } from './task-loop.ts';
import type { TaskWorker } from './task-worker.ts';

/** The name under which the worker's entry offers `writeDailyBackup`. */
export const backupTask = 'store.backup';

const orderSchema = z.strictObject({ now: z.number(), kept: z.number().int().positive() });

/** The worker's side: its own connection only reads, so the console goes on writing meanwhile. */
export const writeDailyBackup: StoreTask = (store, input) => {
  const { now, kept } = orderSchema.parse(input);
  return store.backUp(now, kept);
};

export interface DailyBackupDeps {
  readonly file: string;
  readonly worker: TaskWorker;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many of the newest stay; a week of them, left out. */
  readonly kept?: number;
}

/** The phones come first after a start; a copy of the database can wait this long. */
const firstLookMs = 120_000;
const lookEveryMs = 3_600_000;
const dayMs = 24 * 3_600_000;
const usuallyKept = 7;
const timeoutMs = 300_000;

/**
 * Keeps a backup no older than a day while the console runs, so that a damaged database costs one day at most. A backup
 * that fails (a full disk) is logged and tried again an hour later.
 */
export class DailyBackup implements Disposable {
  readonly #deps: DailyBackupDeps;
  #cancel: () => void;

  constructor(deps: DailyBackupDeps) {
    this.#deps = deps;
    this.#cancel = deps.clock.after(firstLookMs, () => void this.#look());
  }

  dispose(): void {
    this.#cancel();
  }

  async #look(): Promise<void> {
    const { file, worker, clock, logger, kept = usuallyKept } = this.#deps;
    this.#cancel = clock.after(lookEveryMs, () => void this.#look());
    const now = clock.now();
    const last = lastBackupAt(file);
    // A backup from the future means that the PC's clock was wrong then; it says nothing about today.
    if (last !== null && last <= now && now - last < dayMs) return;
    const done = await worker.run(backupTask, { timeoutMs, input: { now, kept } });
    if (done.ok) logger.info('database-backed-up', {});
    else if (done.error.code !== 'aborted') logger.warn('daily-backup-failed', { code: done.error.code });
  }
}
