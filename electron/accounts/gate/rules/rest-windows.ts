import { windowEnd } from '../../standing/calendar-day.ts';
import type { RestWindow, Scope } from '../../plans/plan.ts';
import { forWrites, type GateRule, type Held, type WriteQuestion } from '../act-question.ts';

/** The hours of the day in which nothing is written, or some of it is not: of several such windows the one that ends last. */
export const restWindow: GateRule = forWrites((question) => {
  let last: Held | null = null;
  for (const window of question.plan.restWindows) {
    if (window.kind !== 'daily' || isWaived(question, window) || !isMeant(window.appliesTo, question)) continue;
    const until = windowEnd(question.now, window);
    if (until === null || until <= (last?.until ?? question.now)) continue;
    last = { kind: 'held', reason: 'rest-window', until, path: `rest_windows.${window.id}`, detail: detailOf(window) };
  }
  return last;
});

/** Only a soft window can be set aside. */
export function isWaived({ waivedWindows }: WriteQuestion, { id, isHard }: RestWindow): boolean {
  return !isHard && waivedWindows !== undefined && waivedWindows.includes(id);
}

export function detailOf({ id, isHard }: RestWindow): Held['detail'] {
  return { windowId: id, isHard };
}

/** Whether a window is about that action. */
export function isMeant(scope: Scope, { action }: WriteQuestion): boolean {
  return scope.kind !== 'actions' || scope.actions.includes(action);
}
