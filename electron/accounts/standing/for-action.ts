import type { ActionId, Condition, StageId } from '../plans/plan.ts';
import { covers, worstOf } from './condition.ts';
import { stageBelow, type Standing } from './standing.ts';

/** The condition that an account is in as far as an action goes: its own, or a worse one of that action. */
export function conditionFor({ limits }: Pick<Standing, 'limits'>, action: ActionId): Condition {
  return worstOf(limits, action);
}

/** The stage whose caps hold for an action. Several cooldowns lower it no further than one does. */
export function stageFor({ stageId, lowered }: Pick<Standing, 'stageId' | 'lowered'>, action: ActionId): StageId {
  const stages = lowered.filter(({ scope }) => covers(scope, action)).map((lowering) => lowering.stages);
  return stageBelow(stageId, Math.max(0, ...stages));
}
