import type { PlanChange } from '../plans/plan-change.ts';
import { lastingPlan, planAt } from '../store/plan-store.ts';
import type { AccountState } from './account-book.ts';
import type { AccountGround } from './account-ground.ts';

/** What a change of an account's plan is measured by. */
export type PlanBase = Required<Pick<PlanChange, 'current' | 'running'>> & {
  /** Alike for accounts that are measured by the same: comparing two plans takes a while. */
  readonly key: string;
};

/** The plan that lasts, for an account without one the shipped one, and what holds instead of it for a while. */
export function planBaseOf({ shelf, time }: AccountGround, state: AccountState | null): PlanBase {
  const plans = state === null || state.isPractice ? [] : state.record.plans;
  const [lasting, given] = [lastingPlan(plans), planAt(plans, time.now())];
  const base = String(lasting?.planTextId ?? 'none');
  const current = lasting === null ? shelf.shipped : shelf.planOf(lasting.planTextId);
  if (given === null || given.untilAt === null) return { current, running: null, key: base };
  const running = { plan: shelf.planOf(given.planTextId), untilAt: given.untilAt };
  return { current, running, key: `${base} ${given.planTextId} ${given.untilAt}` };
}
