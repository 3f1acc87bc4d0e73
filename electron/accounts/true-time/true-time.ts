import type { UnsureReason } from '../../contract/certainty.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import { minuteMs } from '../standing/calendar-day.ts';
import { agreementMs, judgementOf, type Judgement, type KnownTime, type TimeVerdict } from './judge-time.ts';
import type { PhoneMeasurement } from './measurement.ts';
import type { SleepWatch } from './sleep-watch.ts';
import { TimeMarkStore } from './time-mark-store.ts';

export interface TrueTimeDeps {
  readonly store: Store;
  /** The desk's clock: its phones run on the same one. */
  readonly clock: Clock;
  readonly sleep: Pick<SleepWatch, 'hasSlept'>;
  readonly logger: Logger;
  /** Has the phones measured now and not at the next poll; called once for each time that measurements became worthless. */
  readonly measureNow: () => void;
  /**
   * Whether what the phones say now may raise the lasting mark. Virtual ones say what their PC says, which may have been set to any
   * year. Left out: it may.
   */
  readonly isLasting?: () => boolean;
  /** Whether one phone alone is believed that says another time than the PC. Left out: it is. */
  readonly isBelieved?: (phoneId: string, pcAheadMs: number) => boolean;
}

/** Time as the gate goes by it. */
export interface TimeSource {
  now(): TimeVerdict;
  /** What is shown and noted where nobody knows. Nothing is let through by it. */
  estimate(): number;
  /** The latest time that was ever known for sure; null where none was. */
  readonly mark: number | null;
  /** Told when the time became known or unknown. The returned function ends that. */
  subscribe(listener: (verdict: TimeVerdict) => void): () => void;
}

/** A moment at which the time was known, by all three clocks. */
interface KnownMoment {
  readonly now: number;
  readonly monotonicAt: number;
  readonly pcAt: number;
}

/** Measurements that are this far apart are the same time, read less well: what was once known is carried on, or every gap would shake. */
const steadyMs = 5_000;

/** How far the stored mark may lag behind: one write a minute. */
const storedEveryMs = minuteMs;

/** What a new measurement cures. */
const agedReasons: ReadonlySet<UnsureReason> = new Set<UnsureReason>(['slept-or-set', 'measured-long-ago']);

/**
 * What time it is, for the gate. Fed with what polls measure and with wake-ups. Its answers never go back behind what it once knew for
 * sure, in this run or before: a phone that says otherwise is not believed. One phone alone against the PC is believed, as
 * phones keep the time, where both are not far apart or a person said which of them is right; it leaves no mark: one whose date was
 * mistyped would close the gate for as long as it was ahead.
 */
export class TrueTime implements TimeSource, Disposable {
  readonly #deps: TrueTimeDeps;
  readonly #marks: TimeMarkStore;
  readonly #changes: EventSource<TimeVerdict>;
  readonly #measurements = new Map<string, PhoneMeasurement>();
  /** Of these measurements; null where they are others by now. */
  #judgement: Judgement | null = null;
  #reason: string | null = null;
  #lastKnown: KnownMoment | null = null;
  /** From where time is carried on. */
  #anchor: Pick<KnownMoment, 'now' | 'monotonicAt'> | null = null;
  #isWorthless = false;
  #mark: number | null;
  #storedMark: number | null;
  #isAsked = false;
  #isDisposed = false;

  constructor(deps: TrueTimeDeps) {
    this.#deps = deps;
    this.#marks = new TimeMarkStore(deps.store);
    this.#changes = new EventSource(deps.logger);
    this.#mark = this.#marks.at();
    this.#storedMark = this.#mark;
  }

  /** The latest time that was ever known for sure; null on a new desk. */
  get mark(): number | null {
    return this.#mark;
  }

  /** What time it is now, or why nobody knows. Cheap: asked before every act. */
  now(): TimeVerdict {
    if (this.#deps.sleep.hasSlept()) this.#isWorthless = true;
    const verdict = this.#judge();
    if (verdict.kind === 'unsure' && agedReasons.has(verdict.reason)) this.#remeasure();
    this.#tell(verdict);
    return verdict;
  }

  /**
   * Once it was known, that time carried on: by the clock that nobody sets, or over a sleep, which that one may have missed, by the PC's. Before
   * that, what the PC says.
   */
  estimate(): number {
    const verdict = this.now();
    if (verdict.kind === 'known') return verdict.now;
    const { clock } = this.#deps;
    const last = this.#lastKnown;
    const mark = this.#mark ?? 0;
    if (last === null) return Math.max(clock.now(), mark);
    const goneMs = this.#isWorthless ? clock.now() - last.pcAt : clock.monotonic() - last.monotonicAt;
    return Math.max(last.now + Math.floor(Math.max(0, goneMs)), mark);
  }

  /** A phone's clock was read. */
  measured(measurement: PhoneMeasurement): void {
    if (this.#isDisposed) return;
    if (this.#isWorthless || this.#deps.sleep.hasSlept()) this.#measurements.clear();
    this.#isWorthless = false;
    this.#isAsked = false;
    this.#measurements.set(measurement.phoneId, measurement);
    this.#judgement = null;
    this.now();
  }

  /** The phone is not remembered any more: what its clock said says nothing. */
  forget(phoneId: string): void {
    this.#measurements.delete(phoneId);
    this.#judgement = null;
  }

  /** The computer slept: the clock that counts on may have stood still. */
  woke(): void {
    if (this.#measurements.size > 0) this.#isWorthless = true;
    this.now();
  }

  /** Told when the time became known or unknown. The returned function ends that. */
  subscribe(listener: (verdict: TimeVerdict) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#store(this.#mark, 0);
    // Whoever comes back late may still ask; by then there is no database, and nobody to measure.
    this.#isDisposed = true;
  }

  #judge(): TimeVerdict {
    if (this.#isWorthless) return { kind: 'unsure', reason: 'slept-or-set' };
    const { clock } = this.#deps;
    const pcNow = clock.now();
    const monotonicAt = clock.monotonic();
    const verdict = this.#judged(monotonicAt, pcNow);
    if (verdict.kind === 'unsure') return verdict;
    const lone = this.#doubted(verdict);
    if (lone !== null) return { kind: 'unsure', reason: 'phone-alone', said: [{ phoneId: lone, now: verdict.now }] };
    const mark = this.#mark;
    if (mark !== null && verdict.now < mark - agreementMs) return { kind: 'unsure', reason: 'time-went-back' };
    const now = Math.max(this.#carried(verdict.now, monotonicAt), mark ?? 0);
    this.#lastKnown = { now, monotonicAt, pcAt: pcNow };
    if (verdict.source.isBackedUp && (this.#deps.isLasting?.() ?? true)) this.#raise(now);
    return { ...verdict, now, offsetMs: pcNow - now };
  }

  /** Asked before every act, and there may be hundreds of phones: they are put in order once. */
  #judged(monotonicAt: number, pcNow: number): TimeVerdict {
    if (this.#judgement?.holdsAt(monotonicAt, pcNow) !== true)
      this.#judgement = judgementOf([...this.#measurements.values()], monotonicAt, pcNow);
    return this.#judgement.at(monotonicAt, pcNow);
  }

  /** The one phone that says so, where it takes more than that to be believed against the PC. */
  #doubted({ offsetMs, source: { isBackedUp, phoneIds } }: KnownTime): string | null {
    const [phoneId] = phoneIds;
    if (isBackedUp || phoneId === undefined) return null;
    return this.#deps.isBelieved?.(phoneId, offsetMs) === false ? phoneId : null;
  }

  /** The time as it was known so far, unless the phones say another one by now. */
  #carried(said: number, monotonicAt: number): number {
    const anchor = this.#anchor;
    const carried = anchor === null ? null : Math.floor(anchor.now + monotonicAt - anchor.monotonicAt);
    if (carried !== null && Math.abs(said - carried) <= steadyMs) return carried;
    this.#anchor = { now: said, monotonicAt };
    return said;
  }

  #raise(now: number): void {
    this.#mark = now;
    this.#store(now, storedEveryMs);
  }

  #store(mark: number | null, afterMs: number): void {
    if (this.#isDisposed || mark === null || (this.#storedMark !== null && mark - this.#storedMark <= afterMs)) return;
    const { store } = this.#deps;
    if (store.write(() => this.#marks.raise(mark)).ok) this.#storedMark = mark;
  }

  #remeasure(): void {
    if (this.#isAsked || this.#isDisposed) return;
    this.#isAsked = true;
    this.#deps.measureNow();
  }

  #tell(verdict: TimeVerdict): void {
    const reason = verdict.kind === 'known' ? 'known' : verdict.reason;
    if (reason === this.#reason) return;
    this.#reason = reason;
    this.#deps.logger.info('true-time', { is: reason });
    this.#changes.emit(verdict);
  }
}
