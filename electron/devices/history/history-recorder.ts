import type { ErrorCode, Fault } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import { pause, type Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import { StoreError } from '../../store/store-error.ts';
import type { Store } from '../../store/store.ts';
import type { TaskRunner } from '../../store/task-runner.ts';
import { encodeBucket } from './bucket-codec.ts';
import { HistoryBacklog, type Readiness } from './history-backlog.ts';
import type { HistoryBatch } from './history-batch.ts';
import { HistoryUpkeep } from './history-upkeep.ts';
import { forgetTask, recordTask } from './history-writer.ts';
import { sampleOf } from './poll-sample.ts';
import { RememberedPhones } from './remembered-phones.ts';
import { WatchTally } from './watch-tally.ts';

/** The phones as the history watches them. */
export interface WatchedPhones {
  list(): Phone[];
  get(phoneId: string): Phone | null;
  subscribe(
    listener: (change: { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> }) => void,
  ): () => void;
}

export interface HistoryRecorderDeps {
  /** The console's own database: it knows which phones are remembered. */
  readonly store: Pick<Store, 'prepare' | 'write'>;
  /** The history's thread; see `historyDatabase`. */
  readonly thread: TaskRunner;
  /** The desk's time: what is recorded, and how long it lasted. */
  readonly clock: Clock;
  /** When it is written. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly phones: WatchedPhones;
}

/** Samples wait this long for others to be written with, unless there are many; a crash loses no more. */
const writeAfterMs = 5_000;
const samplesPerWrite = 100;
const lookEveryMs = 60_000;
/** One batch takes milliseconds; a disk that takes as long as this has stopped. */
const writeTimeoutMs = 600_000;
const lastWriteMs = 3_000;

/**
 * Watches the phones and has the history's thread write what each poll told and how long each phone was usable, every few
 * seconds, one batch at a time. What a full disk refuses waits, up to a few hours of it, and is tried again.
 */
export class HistoryRecorder implements Disposable {
  readonly #deps: HistoryRecorderDeps;
  readonly #remembered: RememberedPhones;
  readonly #backlog = new HistoryBacklog();
  readonly #tally: WatchTally;
  readonly #upkeep: HistoryUpkeep;
  /** The poll of each phone that was taken last. */
  readonly #polledAt = new Map<string, number | null>();
  readonly #stopListening: () => void;
  #cancelWrite: (() => void) | null = null;
  #cancelLook: () => void;
  #writing: Promise<void> | null = null;
  #isRefused = false;
  #isDisposed = false;

  constructor(deps: HistoryRecorderDeps) {
    const { store, clock, phones } = deps;
    this.#deps = deps;
    this.#remembered = new RememberedPhones(store);
    this.#tally = new WatchTally(clock);
    this.#upkeep = new HistoryUpkeep(deps);
    for (const phone of phones.list()) this.#meet(phone);
    this.#stopListening = phones.subscribe((change) => this.#take(change));
    this.#cancelLook = this.#planLook();
    // The thread is up, and has looked through its file, before anybody asks it.
    this.#planWrite();
  }

  /** Resolves when all that is known up to now is written, or was refused: a question that follows is answered with it. */
  async flush(): Promise<void> {
    this.#tally.look();
    this.#backlog.addNews(this.#tally.take());
    await this.#write();
  }

  /** Writes what is left, unless the disk takes longer than a person waits for the end of a program. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#stopListening();
    this.#cancelLook();
    this.#upkeep.dispose();
    const written = new AbortController();
    const isWritten = this.flush().then(() => !this.#isRefused);
    const tooLong = pause(this.#deps.machineClock, lastWriteMs, written.signal).then(() => false);
    if (!(await Promise.race([isWritten, tooLong]))) this.#deps.logger.warn('history-end-lost', {});
    written.abort();
  }

  #take({ changed, removed }: { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> }): void {
    this.#tally.look();
    for (const phoneId of changed) {
      const phone = this.#deps.phones.get(phoneId);
      if (phone !== null) this.#see(phone);
    }
    for (const phoneId of removed) {
      this.#tally.lose(phoneId);
      this.#remembered.lose(phoneId);
      this.#polledAt.delete(phoneId);
    }
    if (removed.size > 0) this.#planWrite();
  }

  /** Polls from before are not this recorder's. */
  #meet(phone: Phone): void {
    this.#tally.see(phone);
    this.#polledAt.set(phone.phoneId, phone.health.polledAt);
  }

  #see(phone: Phone): void {
    this.#tally.see(phone);
    const { phoneId, health } = phone;
    if (this.#polledAt.get(phoneId) === health.polledAt) return;
    this.#polledAt.set(phoneId, health.polledAt);
    const sample = sampleOf(phoneId, health);
    if (sample === null) return;
    const bytes = Uint8Array.from(encodeBucket(sample.stats));
    this.#backlog.addSample({ phoneId, polledAt: sample.polledAt, bytes });
    const isMuch = this.#backlog.freshCount >= samplesPerWrite && !this.#isRefused;
    if (isMuch && this.#writing === null) void this.flush();
    else this.#planWrite();
  }

  #planLook(): () => void {
    return this.#deps.clock.after(lookEveryMs, () => {
      this.#tally.look();
      this.#planWrite();
      this.#upkeep.tidy(this.#tally.steadyMs);
      this.#cancelLook = this.#planLook();
    });
  }

  #planWrite(): void {
    if (this.#isDisposed) return;
    this.#cancelWrite ??= this.#deps.machineClock.after(writeAfterMs, () => void this.flush());
  }

  /** One at a time: what comes meanwhile goes with the next batch, and this resolves with that one too. */
  #write(): Promise<void> {
    this.#cancelWrite?.();
    this.#cancelWrite = null;
    this.#writing ??= this.#writeAll();
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    try {
      await this.#forgetPhones();
      for (let batch = this.#takeBatch(); batch !== null; batch = this.#takeBatch()) {
        const written = await this.#ask(recordTask, batch);
        if (!written.ok) return this.#keep(batch, written.error);
        this.#isRefused = false;
      }
    } catch (failure) {
      // The console's own database cannot be read: until it can, nobody knows which phones are remembered.
      if (!(failure instanceof StoreError)) throw failure;
      this.#tellRefusal(failure.fault.code);
    } finally {
      this.#writing = null;
    }
  }

  #takeBatch(): HistoryBatch | null {
    return this.#backlog.take((phoneId) => this.#readinessOf(phoneId));
  }

  #readinessOf(phoneId: string): Readiness {
    if (this.#remembered.has(phoneId)) return 'ready';
    return this.#deps.phones.get(phoneId) === null ? 'gone' : 'early';
  }

  /** Told again until the thread has heard it, after a restart too. */
  async #forgetPhones(): Promise<void> {
    const phoneIds = this.#remembered.forgotten();
    if (phoneIds.length === 0) return;
    const forgotten = await this.#ask(forgetTask, phoneIds);
    if (forgotten.ok) this.#remembered.settle(phoneIds);
    else this.#planWrite();
  }

  #ask(task: string, input: unknown) {
    return this.#deps.thread.run(task, { timeoutMs: writeTimeoutMs, input });
  }

  /** What was refused is tried again; where nobody can say whether it was written, it is not written twice. */
  #keep(batch: HistoryBatch, { code }: Fault): void {
    const isUncertain = code === 'internal' || code === 'timeout';
    const lost = isUncertain ? batch.samples.length + batch.marks.length : this.#backlog.putBack(batch);
    if (lost > 0) this.#deps.logger.warn('history-lost', { lost, code });
    this.#tellRefusal(code);
  }

  /** Told once, until something is written again. */
  #tellRefusal(code: ErrorCode): void {
    if (!this.#isRefused) this.#deps.logger.warn('history-refused', { code });
    this.#isRefused = true;
    this.#planWrite();
  }
}
