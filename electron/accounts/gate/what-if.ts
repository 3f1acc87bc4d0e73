import { actionIds, type ActionId, type Cap, type Loosening, type Plan, type StageId } from '../plans/plan.ts';
import type { AskedGroup } from './act-question.ts';
import type { ForecastAccount, ForecastGround, ForecastStand } from './forecast-ground.ts';
import { isHardZero } from './numbers-in-force.ts';

/** Caps as they might be; what is left out stays. */
export type OtherCaps = Partial<
  Record<StageId, Partial<Record<ActionId, Partial<Pick<Cap, 'perHour' | 'perDay' | 'perWeek' | 'perMonth'>>>>>
>;

/** The same forecast under other caps; the hard zeros of a plan stay, as nobody can raise them. */
export function withCaps(ground: ForecastGround, caps: OtherCaps): ForecastGround {
  const changed = new Map<Plan, Plan>();
  const planWith = (plan: Plan): Plan => {
    const known = changed.get(plan) ?? changePlan(plan, caps);
    changed.set(plan, known);
    return known;
  };
  return eachStand(ground, ({ plan }) => ({ plan: planWith(plan) }));
}

/** The same forecast with no more than so many acts a day and account, whatever was raised: no cap gets higher by it. */
export function withMostPerDay(ground: ForecastGround, action: ActionId, value: number): ForecastGround {
  const changed = new Map<Plan, Plan>();
  const planWith = (plan: Plan): Plan => {
    const known = changed.get(plan) ?? tightenPlan(plan, action, value);
    changed.set(plan, known);
    return known;
  };
  const path = new RegExp(`^stages\\.S\\d\\.caps\\.${action}\\.per_day$`, 'u');
  const lowered = (loosening: Loosening): Loosening =>
    path.test(loosening.path) ? { ...loosening, value: Math.min(loosening.value, value) } : loosening;
  return eachStand(ground, ({ plan, loosenings }) => {
    return { plan: planWith(plan), loosenings: loosenings.map((loosening) => lowered(loosening)) };
  });
}

/** What an account will be by itself is changed as well as what it is. */
function eachStand(
  ground: ForecastGround,
  change: (stand: ForecastStand) => Partial<Pick<ForecastStand, 'plan' | 'loosenings'>>,
): ForecastGround {
  const accounts = ground.accounts.map((account) => {
    const later = account.later?.map((stand) => ({ ...stand, ...change(stand) }));
    return { ...account, ...change(account), ...(later !== undefined && { later }) };
  });
  return { ...ground, accounts };
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
    for (const action of actionIds) {
      const cap = changed[action];
      if (!isHardZero(plan, stage.id, cap)) changed[action] = { ...cap, ...caps[stage.id]?.[action] };
    }
    return { ...stage, caps: changed };
  });
  return { ...plan, stages };
}
