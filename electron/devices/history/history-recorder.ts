import type { Phone } from '../../contract/phones.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import { BucketRecorder } from './bucket-recorder.ts';
import { BucketStore } from './bucket-store.ts';
import { Compaction } from './compaction.ts';
import { PhoneKeys } from './phone-keys.ts';
import { sampleOf } from './poll-sample.ts';
import { WatchStore } from './watch-store.ts';
import { WatchTally, type StandingMark } from './watch-tally.ts';

/** The phones as the history watches them. */
export interface WatchedPhones {
  list(): Phone[];
  get(phoneId: string): Phone | null;
  subscribe(
    listener: (change: { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> }) => void,
  ): () => void;
}

export interface HistoryRecorderDeps {
  readonly store: Store;
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
/** Between two steps of the compaction the main loop does other things. */
const stepPauseMs = 20;
const pruneEveryMs = 3 * 3_600_000;
/** A clock that was just set may be set back: nothing is removed by it for a while. */
const steadyBeforePruneMs = 3_600_000;
/** States of phones that are not remembered yet wait for that; one that never is may change its state for ever. */
const marksWaiting = 500;

/**
 * Watches the phones and keeps what each poll told and how long each phone was usable. Writes in one transaction every
 * few seconds; in between it fills coarser buckets and removes old ones, a few milliseconds at a time.
 */
export class HistoryRecorder implements Disposable {
  readonly #deps: HistoryRecorderDeps;
  readonly #keys: PhoneKeys;
  readonly #buckets: BucketStore;
  readonly #samples: BucketRecorder;
  readonly #watchStore: WatchStore;
  readonly #compaction: Compaction;
  readonly #tally: WatchTally;
  /** The poll of each phone that was taken last. */
  readonly #polledAt = new Map<string, number | null>();
  readonly #stops: (() => void)[] = [];
  #earlyMarks: readonly StandingMark[] = [];
  #cancelWrite: (() => void) | null = null;
  #cancelLook: (() => void) | null = null;
  #cancelStep: (() => void) | null = null;
  #prunedMs: number;

  constructor(deps: HistoryRecorderDeps) {
    const { store, clock, phones } = deps;
    this.#deps = deps;
    this.#keys = new PhoneKeys(store);
    const buckets = new BucketStore(store);
    this.#buckets = buckets;
    const isWatched = (phoneId: string): boolean => phones.get(phoneId) !== null;
    this.#samples = new BucketRecorder({ buckets, keys: this.#keys, isWatched });
    this.#watchStore = new WatchStore(store, this.#keys);
    this.#compaction = new Compaction({ buckets, keys: this.#keys, watch: this.#watchStore });
    this.#tally = new WatchTally(clock);
    this.#prunedMs = clock.monotonic() - pruneEveryMs;
    for (const phone of phones.list()) this.#meet(phone);
    this.#stops.push(phones.subscribe((change) => this.#take(change)));
    this.#planLook();
  }

  /** Writes everything that is known up to now, so that a question is answered with it. */
  flush(): void {
    this.#tally.look();
    this.#write();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#cancelLook?.();
    this.#cancelStep?.();
    this.flush();
  }

  #take({ changed, removed }: { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> }): void {
    this.#tally.look();
    for (const phoneId of changed) {
      const phone = this.#deps.phones.get(phoneId);
      if (phone !== null) this.#see(phone);
    }
    for (const phoneId of removed) {
      this.#tally.lose(phoneId);
      this.#keys.forget(phoneId);
      this.#polledAt.delete(phoneId);
    }
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
    this.#samples.add(sample);
    if (this.#samples.pendingCount >= samplesPerWrite) this.#write();
    else this.#planWrite();
  }

  #planWrite(): void {
    this.#cancelWrite ??= this.#deps.machineClock.after(writeAfterMs, () => this.#write());
  }

  #write(): void {
    this.#cancelWrite?.();
    this.#cancelWrite = null;
    const { store, phones, logger } = this.#deps;
    const samples = this.#samples.take();
    const news = this.#tally.take();
    const marks = [...this.#earlyMarks, ...news.marks];
    const written = store.writeBehind(() => {
      this.#samples.write(samples);
      return this.#watchStore.write({ ...news, marks });
    });
    if (written.ok) {
      const early = written.value.filter(({ phoneId }) => phones.get(phoneId) !== null);
      this.#earlyMarks = early.slice(-marksWaiting);
      return;
    }
    this.#keys.forgetAll();
    this.#watchStore.forgetPlaces();
    this.#buckets.forgetOpen();
    logger.warn('history-lost', { samples: samples.length, code: written.error.code });
  }

  #planLook(): void {
    const { clock } = this.#deps;
    this.#cancelLook = clock.after(lookEveryMs, () => {
      this.#tally.look();
      this.#planWrite();
      this.#planPrune();
      this.#planStep();
      this.#planLook();
    });
  }

  #planPrune(): void {
    const { clock, store } = this.#deps;
    const ms = clock.monotonic();
    if (ms - this.#prunedMs < pruneEveryMs || this.#tally.steadyMs < steadyBeforePruneMs) return;
    this.#prunedMs = ms;
    store.writeBehind(() => this.#compaction.planPrune(clock.now()));
  }

  #planStep(): void {
    this.#cancelStep ??= this.#deps.machineClock.after(stepPauseMs, () => this.#step());
  }

  #step(): void {
    const { store, clock } = this.#deps;
    this.#cancelStep = null;
    const worked = store.writeBehind(() => this.#compaction.step(clock.now()));
    if (worked.ok && worked.value) this.#planStep();
  }
}
