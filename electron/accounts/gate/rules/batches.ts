import { minuteMs } from '../../standing/calendar-day.ts';
import { actionIds } from '../../plans/plan.ts';
import { forWrites, type GateRule, type WriteQuestion } from '../act-question.ts';

/**
 * Acts of an account with less than a pause between them are one batch, whatever they are. Once it has gone on for long enough, the
 * account pauses, counted from its last act.
 */
export const batchPause: GateRule = forWrites((question) => {
  const batch = batchOf(question);
  if (batch === null || question.now < batch.longAt) return null;
  const { startedAt, lastAt } = batch;
  return {
    kind: 'held',
    reason: 'batch-pause',
    until: lastAt + question.plan.intervals.pauseBetweenBatchesMinutes * minuteMs,
    path: 'intervals.max_continuous_batch_minutes',
    detail: { startedAt, lastAt },
  };
});

/** The batch that an act would belong to now, and when it has gone on for long enough; null where the act would begin one. */
export function batchOf(
  question: WriteQuestion,
): { readonly startedAt: number; readonly lastAt: number; readonly longAt: number } | null {
  const { plan, now, batch } = question;
  const { maxContinuousBatchMinutes, pauseBetweenBatchesMinutes } = plan.intervals;
  const pauseMs = pauseBetweenBatchesMinutes * minuteMs;
  const longMs = maxContinuousBatchMinutes * minuteMs;
  const backwards = new ActsBackwards(question);
  const lastAt = backwards.next();
  if (lastAt === null || lastAt + pauseMs <= now) return null;
  let startedAt = Math.min(lastAt, batch?.startedAt ?? lastAt);
  for (let at: number | null = lastAt, later = lastAt; startedAt + longMs > now; later = at) {
    at = backwards.next();
    if (at === null || later - at >= pauseMs) break;
    startedAt = Math.min(startedAt, at);
  }
  return { startedAt, lastAt, longAt: startedAt + longMs };
}

/** The times of everything that an account wrote, latest first. */
class ActsBackwards {
  readonly #series;
  /** Where the next act of each series stands. */
  readonly #places: number[];

  constructor({ ledger, account }: WriteQuestion) {
    this.#series = actionIds
      .map((action) => ledger.ofAccount(account.accountId, action))
      .filter(({ count }) => count > 0);
    this.#places = this.#series.map(({ count }) => count - 1);
  }

  next(): number | null {
    let latest: { at: number; index: number } | null = null;
    for (const [index, series] of this.#series.entries()) {
      const at = series.timeAt(this.#places[index] ?? -1);
      if (at !== null && (latest === null || at > latest.at)) latest = { at, index };
    }
    if (latest === null) return null;
    this.#places[latest.index] = (this.#places[latest.index] ?? 0) - 1;
    return latest.at;
  }
}
