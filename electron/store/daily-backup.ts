import { z } from 'zod';
import { faultSchema, succeed, type ErrorCode, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import { lastBackupAt } from './backup.ts';
import { StoreError } from './store-error.ts';
import type { StoreTask } from './task-loop.ts';
import type { TaskWorker } from './task-worker.ts';

/** The name under which the worker's entry offers `writeDailyBackup`. */
export const backupTask = 'store.backup';

/**
 * The worker's side: its own connection only reads, so the console goes on writing meanwhile.
 * Answers an `Outcome`: `disk-full`, `data-folder-unwritable`, `database-corrupt` are expected.
 */
export const writeDailyBackup: StoreTask = (store, input): Outcome<null> => {
  try {
    const { now, kept } = orderSchema.parse(input);
    store.backUp(now, kept);
    return succeed(null);
  } catch (failure) {
    if (failure instanceof StoreError) return { ok: false, error: failure.fault };
    throw failure;
  }
};

const orderSchema = z.strictObject({ now: z.number(), kept: z.number().int().positive() });
const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.null() }),
  z.strictObject({ ok: z.literal(false), error: faultSchema }),
]);

export interface DailyBackupDeps {
  readonly file: string;
  readonly worker: TaskWorker;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many of the newest stay; a week of them, left out. */
  readonly kept?: number;
}

/** `unknown` until it was first looked for; `lastAt` is the newest backup that there is, epoch ms. */
export type BackupState =
  | { readonly is: 'unknown' }
  | { readonly is: 'fresh' }
  | { readonly is: 'failed'; readonly code: ErrorCode; readonly failedAt: number; readonly lastAt: number | null };

/** The phones come first after a start; a copy of the database can wait this long. */
const firstLookMs = 120_000;
const lookEveryMs = 3_600_000;
const dayMs = 24 * 3_600_000;
const usuallyKept = 7;
const timeoutMs = 300_000;

/**
 * Keeps a backup no older than a day while the console runs, so that a damaged database costs one day at most. A backup
 * that fails (a full disk) is logged, told to subscribers, and tried again an hour later.
 */
export class DailyBackup implements Disposable {
  readonly #deps: DailyBackupDeps;
  readonly #changes: EventSource<void>;
  #state: BackupState = { is: 'unknown' };
  #cancel: () => void;

  constructor(deps: DailyBackupDeps) {
    this.#deps = deps;
    this.#changes = new EventSource(deps.logger);
    this.#cancel = deps.clock.after(firstLookMs, () => void this.#look());
  }

  state(): BackupState {
    return this.#state;
  }

  /** Told whenever `state` was found anew. */
  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    this.#cancel();
  }

  async #look(): Promise<void> {
    const { file, clock, logger } = this.#deps;
    this.#cancel = clock.after(lookEveryMs, () => void this.#look());
    const now = clock.now();
    const lastAt = lastBackupAt(file);
    // A backup from the future means that the PC's clock was wrong then; it says nothing about today.
    if (lastAt !== null && lastAt <= now && now - lastAt < dayMs) return this.#settle({ is: 'fresh' });
    const done = await this.#write(now);
    if (done.ok) {
      logger.info('database-backed-up', {});
      return this.#settle({ is: 'fresh' });
    }
    const { code } = done.error;
    if (code === 'aborted') return;
    logger.warn('daily-backup-failed', { code });
    this.#settle({ is: 'failed', code, failedAt: now, lastAt });
  }

  async #write(now: number): Promise<Outcome<null>> {
    const { worker, kept = usuallyKept } = this.#deps;
    const done = await worker.run(backupTask, { timeoutMs, input: { now, kept } });
    return done.ok ? replySchema.parse(done.value) : done;
  }

  #settle(state: BackupState): void {
    this.#state = state;
    this.#changes.emit();
  }
}
