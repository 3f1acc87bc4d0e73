import { PresumedUsage } from '../custody/presumed-usage.ts';
import type { ActQuestion, WriteQuestion } from '../gate/act-question.ts';
import { minuteMs } from '../standing/calendar-day.ts';
import type { DeskTime } from './desk-time.ts';

/** The question with what is not certain of the time and of the counts. Practice is not asked so: nothing of it counts. */
export function withCertainty<Q extends ActQuestion>(question: Q, time: DeskTime): Q {
  if (time.doubt === undefined || !isCounted(question)) return question;
  const doubt = time.doubt(rollingReachMs(question));
  const unknown = time.unknownUse?.() ?? null;
  if (unknown === null) return { ...question, certainty: { doubt } };
  return { ...question, certainty: { doubt, lacking: unknown.losses }, ledger: new PresumedUsage(question, unknown) };
}

function isCounted(question: ActQuestion): question is WriteQuestion {
  return question.action !== null;
}

/**
 * How far back anything of an account reaches that is counted from one act to the next: an act that may be lacking must be out of all of it.
 * Of a group's days the rule about groups takes care.
 */
export function rollingReachMs({ plan, action, group }: Pick<WriteQuestion, 'plan' | 'action' | 'group'>): number {
  const { counting, intervals } = plan;
  const reaches = [
    counting.windows.hourMinutes * minuteMs,
    intervals.pauseBetweenBatchesMinutes * minuteMs,
    (intervals.minSeconds[action] ?? 0) * 1_000,
  ];
  if (group !== null) reaches.push((intervals.minSecondsPerGroup[action] ?? 0) * 1_000);
  return Math.max(...reaches);
}
