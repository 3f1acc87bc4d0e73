import { minuteMs } from '../../standing/calendar-day.ts';
import { actionIds } from '../../plans/plan.ts';
import { forWrites, type GateRule, type WriteQuestion } from '../act-question.ts';

/**
 * Acts of an account with less than a pause between the end of one and the beginning of the next are one batch, whatever they are. Once it
 * has gone on for long enough since its first act began, or would have before this act is done, the account pauses, counted from the end
 * of its last act.
 */
export const batchPause: GateRule = forWrites((question) => {
  const batch = batchOf(question);
  if (batch === null || question.now + (question.takesMs ?? 0) < batch.longAt) return null;
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
  const { now, plan } = question;
  const { maxContinuousBatchMinutes, pauseBetweenBatchesMinutes } = plan.intervals;
  const pauseMs = pauseBetweenBatchesMinutes * minuteMs;
  const longMs = maxContinuousBatchMinutes * minuteMs;
  const backwards = new ActsBackwards(question);
  const last = backwards.next();
  if (last === null || last.at + pauseMs <= now) return null;
  let startedAt = last.beganAt;
  // Once it is known to be too long, how much longer it is makes no difference.
  while (startedAt + longMs > now) {
    const act = backwards.next();
    if (act === null || (startedAt - act.at >= pauseMs && act.at !== last.at)) break;
    startedAt = Math.min(startedAt, act.beganAt);
  }
  return { startedAt, lastAt: last.at, longAt: startedAt + longMs };
}

/** Everything that an account wrote, what ended latest first. */
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

  next(): { readonly at: number; readonly beganAt: number } | null {
    let latest: { at: number; index: number } | null = null;
    for (const [index, series] of this.#series.entries()) {
      const at = series.timeAt(this.#places[index] ?? -1);
      if (at !== null && (latest === null || at > latest.at)) latest = { at, index };
    }
    if (latest === null) return null;
    const { at, index } = latest;
    const place = this.#places[index] ?? 0;
    this.#places[index] = place - 1;
    return { at, beganAt: this.#series[index]?.beganAt(place) ?? at };
  }
}
