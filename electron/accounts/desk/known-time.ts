import type { UnsureReason } from '../../contract/certainty.ts';
import type { Custody } from '../custody/custody.ts';
import type { CustodySpan } from '../custody/custody-store.ts';
import type { UnknownUse } from '../custody/presumed-usage.ts';
import { countHoldOf, oldestCountedAt, unknownDaysOf, type UnknownSpan } from '../custody/unknown-spans.ts';
import type { TextParams } from '../../contract/phones.ts';
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
  /** Those that these were found out of, and on which day. */
  readonly all: readonly CustodySpan[];
  readonly today: Day;
  /** Those of which anything still counts. */
  readonly spans: readonly { readonly span: CustodySpan; readonly dayStarts: readonly number[] }[];
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
    return { reason: 'count-unknown', until: hold.until, detail: wordsOf(hold.span) };
  }

  unknownUse(): UnknownUse | null {
    const all = this.#deps.custody.spans();
    if (all.length === 0) return null;
    const now = this.now();
    const { spans, dayStarts } = this.#unknownOf(all, now);
    if (spans.length === 0) return null;
    const losses = spans.map(({ span, dayStarts: own }) => {
      const { untilAt, most } = span;
      return { lastAt: untilAt ?? now, most, detail: wordsOf(span), dayStarts: own };
    });
    return { dayStarts, lastAt: Math.max(...losses.map(({ lastAt }) => lastAt)), losses };
  }

  aheadMs(): number {
    const verdict = this.#deps.source.now();
    return verdict.kind === 'known' ? verdict.offsetMs : 0;
  }

  refusal(): Refusal | null {
    return this.#deps.refusal();
  }

  #unknownOf(all: readonly CustodySpan[], now: number): UnknownDays {
    const today = dayOf(now);
    if (this.#unknown?.all !== all || this.#unknown.today !== today) {
      const spans = all.filter(({ untilAt }) => untilAt === null || untilAt >= oldestCountedAt(now));
      const startsOf = (of: readonly UnknownSpan[]): readonly number[] => unknownDaysOf(of, now).map(startOfDay);
      const each = spans.map((span) => ({ span, dayStarts: startsOf([span]) }));
      this.#unknown = { all, today, spans: each, dayStarts: startsOf(spans) };
    }
    return this.#unknown;
  }
}

function wordsOf({ kind: why, missing, fromAt, untilAt }: CustodySpan): TextParams {
  return { why, toDo: why, missing, fromAt: fromAt === 0 ? null : fromAt, lastAt: untilAt };
}

function timeUnknown(why: UnsureReason, markAt: number | null): Doubt {
  return { reason: 'time-unknown', until: null, detail: { why, toDo: why, markAt } };
}
