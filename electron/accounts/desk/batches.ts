import type { Forecast, ForecastGround, WantedAct } from '../gate/forecast-ground.ts';

/** In how many plans something is taken, and how many rows of it the first one has. */
export interface Batches {
  readonly count: number;
  readonly first: number;
}

/**
 * In how many plans the tools take what a forecast was asked about: each takes as much of an account as it may, in the order of the
 * list. What only time is short for, or what somebody has to lift first, is planned as well.
 */
export function batchesOf(ground: ForecastGround, { acts, left }: Pick<Forecast, 'acts' | 'left'>): Batches {
  const doers = new Map(acts.map(({ wanted, accountId }) => [wanted, accountId]));
  for (const { wanted, by } of left) {
    const accountId = ground.wanted[wanted]?.ways[0]?.accountId;
    if (accountId !== undefined && by?.kind !== 'never') doers.set(wanted, accountId);
  }
  const rows = [...ground.wanted.entries()].flatMap(([place, act]) => {
    const accountId = doers.get(place);
    return accountId === undefined ? [] : [{ act, accountId }];
  });
  const groups = Map.groupBy(rows, ({ act, accountId }) => `${accountId} ${act.tool ?? ''}`);
  const plans = [...groups.values()].map((own) => plansOf(own, ground));
  return {
    count: Math.max(0, ...plans.map(({ length }) => length)),
    first: plans.reduce((sum, [first = 0]) => sum + first, 0),
  };
}

/** How many rows of one account, all of one tool, each plan takes. */
function plansOf(
  rows: readonly { readonly act: WantedAct; readonly accountId: string }[],
  { accounts }: ForecastGround,
): readonly number[] {
  const [one] = rows;
  const tool = one?.act.tool;
  const doer = accounts.find(({ account }) => account.accountId === one?.accountId);
  const most = (tool === undefined ? undefined : doer?.plan.toolGates[tool].maxBatch) ?? Number.POSITIVE_INFINITY;
  const plans: number[] = [];
  for (let left = rows.map(({ act }) => act.amount); left.length > 0;) {
    let amount = 0;
    const others = left.filter((next) => {
      if (amount + next > most) return true;
      amount += next;
      return false;
    });
    // What is more than a whole batch is in none.
    if (others.length === left.length) break;
    plans.push(left.length - others.length);
    left = others;
  }
  return plans;
}
