import { actionIds, type ActionId, type Cap, type Plan, type StageId } from '../plans/plan.ts';
import type { AskedGroup } from './act-question.ts';
import type { ForecastAccount, ForecastGround } from './forecast-ground.ts';

/** Caps as they might be; what is left out stays. */
export type OtherCaps = Partial<
  Record<StageId, Partial<Record<ActionId, Partial<Pick<Cap, 'perHour' | 'perDay' | 'perWeek' | 'perMonth'>>>>>
>;

/** The same forecast under other caps. */
export function withCaps(ground: ForecastGround, caps: OtherCaps): ForecastGround {
  const changed = new Map<Plan, Plan>();
  const planWith = (plan: Plan): Plan => {
    const known = changed.get(plan) ?? changePlan(plan, caps);
    changed.set(plan, known);
    return known;
  };
  return { ...ground, accounts: ground.accounts.map((account) => underPlans(account, planWith)) };
}

/** The same forecast with no more than so many acts a day and account: no cap of a plan gets higher by it. */
export function withMostPerDay(ground: ForecastGround, action: ActionId, value: number): ForecastGround {
  const changed = new Map<Plan, Plan>();
  const planWith = (plan: Plan): Plan => {
    const known = changed.get(plan) ?? tightenPlan(plan, action, value);
    changed.set(plan, known);
    return known;
  };
  return { ...ground, accounts: ground.accounts.map((account) => underPlans(account, planWith)) };
}

function underPlans(account: ForecastAccount, planWith: (plan: Plan) => Plan): ForecastAccount {
  const later = account.later?.map((stand) => ({ ...stand, plan: planWith(stand.plan) }));
  return { ...account, plan: planWith(account.plan), ...(later !== undefined && { later }) };
}

function tightenPlan(plan: Plan, action: ActionId, value: number): Plan {
  const stages = plan.stages.map((stage) => {
    const cap = stage.caps[action];
    return { ...stage, caps: { ...stage.caps, [action]: { ...cap, perDay: Math.min(cap.perDay, value) } } };
  });
  return { ...plan, stages };
}

/** The same forecast with more accounts, each of that role in every group. */
export function withAccounts(
  ground: ForecastGround,
  more: readonly ForecastAccount[],
  ownRole: AskedGroup['ownRole'],
): ForecastGround {
  const ways = more.map(({ account: { accountId } }) => ({ accountId, ownRole }));
  return {
    ...ground,
    accounts: [...ground.accounts, ...more],
    wanted: ground.wanted.map((act) => ({ ...act, ways: [...act.ways, ...ways] })),
  };
}

function changePlan(plan: Plan, caps: OtherCaps): Plan {
  const stages = plan.stages.map((stage) => {
    const changed: Record<ActionId, Cap> = { ...stage.caps };
    for (const action of actionIds) changed[action] = { ...changed[action], ...caps[stage.id]?.[action] };
    return { ...stage, caps: changed };
  });
  return { ...plan, stages };
}
