import type { Rest } from '../../contract/rests.ts';
import type { Plan, RestWindow } from '../plans/plan.ts';

/** When accounts under a plan rest. */
export function restsOf({ restWindows }: Pick<Plan, 'restWindows'>): Rest[] {
  return restWindows.map(restOf);
}

export function restOf(window: RestWindow): Rest {
  const { id: windowId, isHard } = window;
  const none = { fromMinute: null, toMinute: null, restDays: null, inDays: null, actions: null };
  if (window.kind === 'rest-days') {
    const { restDays, inDays } = window;
    return { ...none, windowId, isHard, restDays, inDays };
  }
  const { fromMinute, toMinute, appliesTo } = window;
  const actions = appliesTo.kind === 'actions' ? [...appliesTo.actions] : null;
  return { ...none, windowId, isHard, fromMinute, toMinute, actions };
}
