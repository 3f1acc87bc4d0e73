import { windowEnd } from '../../standing/calendar-day.ts';
import type { RestWindow, Scope } from '../../plans/plan.ts';
import { forWrites, type GateRule, type Held, type WriteQuestion } from '../act-question.ts';

/**
 * The hours of the day in which nothing is written, or some of it is not: of several such windows the one that ends last. What would be done
 * only once they have begun is too late before them.
 */
export const restWindow: GateRule = forWrites((question) => {
  const { plan, now } = question;
  let last: Held | null = null;
  for (const window of plan.restWindows) {
    if (window.kind !== 'daily' || !isMeant(window.appliesTo, question)) continue;
    for (const at of reachOf(question)) {
      const until = isWaived(question, window, at) ? null : windowEnd(at, window);
      if (until === null || until <= (last?.until ?? now)) continue;
      last = {
        kind: 'held',
        reason: 'rest-window',
        until,
        path: `rest_windows.${window.id}`,
        detail: detailOf(window),
      };
    }
  }
  return last;
});

/** The first and the last moment at which the act may be done. */
function reachOf({ now, takesMs = 0 }: WriteQuestion): readonly number[] {
  return takesMs === 0 ? [now] : [now, now + takesMs];
}

/** Only a soft window can be set aside, and only the occasions of it that were. */
export function isWaived({ waivers = [], now }: WriteQuestion, { id, isHard }: RestWindow, at = now): boolean {
  if (isHard) return false;
  return waivers.some(({ windowId, startsAt, untilAt }) => windowId === id && startsAt <= at && at < untilAt);
}

export function detailOf({ id, isHard }: RestWindow): Held['detail'] {
  return { windowId: id, isHard };
}

/** Whether a window is about that action. */
export function isMeant(scope: Scope, { action }: WriteQuestion): boolean {
  return scope.kind !== 'actions' || scope.actions.includes(action);
}
