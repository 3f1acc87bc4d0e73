import type { CertaintyView } from '../../contract/certainty.ts';
import { actionIds, type ActionId, type Plan } from '../plans/plan.ts';
import { dayMs } from '../standing/calendar-day.ts';
import { stageFor } from '../standing/for-action.ts';
import type { AccountState } from './account-book.ts';
import { stateOf, type AccountGround } from './account-ground.ts';

/**
 * Acts that are in some account's stage, and until when a group may be closed to them because acts may be lacking. Which groups are follows
 * from what is on record of each; the rows say so.
 */
export function groupHoldsOf(ground: AccountGround): CertaintyView['inGroups'] {
  const unknown = ground.time.unknownUse?.() ?? null;
  if (unknown === null) return [];
  const now = ground.time.now();
  const ends = new Map<ActionId, number>();
  for (const accountId of ground.accounts.ids()) {
    const state = stateOf(ground, accountId);
    if (state === null || state.isPractice) continue;
    for (const action of actionsOf(state)) {
      const until = Math.ceil(unknown.lastAt + reachMs(state.plan, action));
      if (until > now) ends.set(action, Math.max(until, ends.get(action) ?? until));
    }
  }
  return [...ends].map(([action, until]) => ({ action, until })).toSorted((one, other) => one.until - other.until);
}

function actionsOf({ plan, standing }: AccountState): readonly ActionId[] {
  return actionIds.filter((action) => {
    const stage = plan.stages.find(({ id }) => id === stageFor(standing, action));
    return plan.counting.perGroup[action] !== undefined && stage?.caps[action].perDay !== 0;
  });
}

function reachMs({ counting }: Plan, action: ActionId): number {
  const limit = counting.perGroup[action];
  return limit?.kind === 'count' ? limit.days * dayMs : dayMs;
}
