import type { UnsureReason } from '../../contract/certainty.ts';
import type { Custody } from '../custody/custody.ts';
import type { UnknownUse } from '../custody/presumed-usage.ts';
import { countHoldOf, unknownDaysOf, type UnknownSpan } from '../custody/unknown-spans.ts';
import type { Doubt } from '../gate/act-question.ts';
import { dayOf, startOfDay, type Day } from '../standing/calendar-day.ts';
import type { TimeSource } from '../true-time/true-time.ts';
import type { DeskTime, Refusal } from './desk-time.ts';

export interface KnownTimeDeps {
  readonly source: TimeSource;
  readonly custody: Pick<Custody, 'spans' | 'settle'>;
  readonly refusal: () => Refusal | null;
}

interface UnknownDays {
  readonly spans: readonly UnknownSpan[];
  readonly today: Day;
  readonly dayStarts: readonly number[];
}

/** The time that accounts go by: that of the phones, and what can be said of the counts by then. */
export class KnownTime implements DeskTime {
  readonly #deps: KnownTimeDeps;
  /** Asked before every act: the days are others when spans are, and on another day. */
  #unknown: UnknownDays | null = null;

  constructor(deps: KnownTimeDeps) {
    this.#deps = deps;
  }

  now(): number {
    return this.#deps.source.estimate();
  }

  doubt(rollingMs: number): Doubt | null {
    const { source, custody } = this.#deps;
    const verdict = source.now();
    if (verdict.kind === 'unsure') return timeUnknown(verdict.reason, source.mark);
    // From now on every act is in this ledger: what was lacking ends here.
    custody.settle(verdict.now);
    const hold = countHoldOf(custody.spans(), verdict.now, rollingMs);
    if (hold === null) return null;
    const { kind: why, missing, fromAt, untilAt } = hold.span;
    const days = { fromAt: fromAt === 0 ? null : fromAt, lastAt: untilAt };
    return { reason: 'count-unknown', until: hold.until, detail: { why, toDo: why, missing, ...days } };
  }

  unknownUse(): UnknownUse | null {
    const spans = this.#deps.custody.spans();
    if (spans.length === 0) return null;
    const now = this.now();
    const dayStarts = this.#dayStartsOf(spans, now);
    return dayStarts.length === 0
      ? null
      : { dayStarts, lastAt: Math.max(...spans.map(({ untilAt }) => untilAt ?? now)) };
  }

  aheadMs(): number {
    const verdict = this.#deps.source.now();
    return verdict.kind === 'known' ? verdict.offsetMs : 0;
  }

  refusal(): Refusal | null {
    return this.#deps.refusal();
  }

  #dayStartsOf(spans: readonly UnknownSpan[], now: number): readonly number[] {
    const today = dayOf(now);
    if (this.#unknown?.spans !== spans || this.#unknown.today !== today)
      this.#unknown = { spans, today, dayStarts: unknownDaysOf(spans, now).map(startOfDay) };
    return this.#unknown.dayStarts;
  }
}

function timeUnknown(why: UnsureReason, markAt: number | null): Doubt {
  return { reason: 'time-unknown', until: null, detail: { why, toDo: why, markAt } };
}
