import { dayMs, midnightAfter } from '../../standing/calendar-day.ts';
import { actionIds, type RestWindow } from '../../plans/plan.ts';
import { forWrites, type GateRule, type Held, type WriteQuestion } from '../act-question.ts';
import { calendarDay } from '../windows.ts';
import { detailOf, isWaived } from './rest-windows.ts';

type RestDays = Extract<RestWindow, { kind: 'rest-days' }>;

/** Some of every so many days pass without an assisted act: where the days before left out none, today is one. */
export const restDay: GateRule = forWrites((question) => {
  const { plan, action, now } = question;
  if (plan.actions[action].execution !== 'assisted') return null;
  let last: Held | null = null;
  for (const rest of plan.restWindows) {
    if (rest.kind !== 'rest-days' || isWaived(question, rest)) continue;
    const until = nextWorkingTime(question, rest);
    if (until !== null && until <= (last?.until ?? now)) continue;
    last = { kind: 'held', reason: 'rest-day', until, path: `rest_windows.${rest.id}`, detail: detailOf(rest) };
    if (until === null) break;
  }
  return last;
});

/** `now`, or the first midnight after which a day of work leaves enough rest; null where there is never enough. */
function nextWorkingTime(question: WriteQuestion, { restDays, inDays }: RestDays): number | null {
  if (restDays >= inDays) return null;
  let at = question.now;
  while (!hasRest(question, calendarDay.startAt(at), { restDays, inDays })) at = midnightAfter(at);
  return at;
}

/** Whether enough of the days right before the one that begins at `dayStart` passed without an assisted act. */
function hasRest(
  question: WriteQuestion,
  dayStart: number,
  { restDays, inDays }: Pick<RestDays, 'restDays' | 'inDays'>,
): boolean {
  let rested = 0;
  for (let before = 1; before < inDays && rested < restDays; before++) {
    const from = dayStart - before * dayMs;
    if (!hasAssisted(question, from, from + dayMs)) rested++;
  }
  return rested >= restDays;
}

/** An act that began before midnight and was counted after it may have been done on either day. */
function hasAssisted({ ledger, plan, account: { accountId } }: WriteQuestion, from: number, to: number): boolean {
  return actionIds.some(
    (action) =>
      plan.actions[action].execution === 'assisted' &&
      (ledger.ofAccount(accountId, action).hasBetween(from, to) ||
        ledger.beganOf?.(accountId, action).hasBetween(from, to) === true),
  );
}
