import { forecastRowsLimit } from '../../contract/account-plans.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { forecastSteps } from '../gate/forecast.ts';
import type { ForecastAccount, ForecastGround, ForecastStand, WantedAct } from '../gate/forecast-ground.ts';
import { withAccounts, withCaps, withMostPerDay, type OtherCaps } from '../gate/what-if.ts';
import type { AccountState } from './account-book.ts';
import { findState, refuse, type AccountGround } from './account-ground.ts';
import { placeTroubleOf } from './place-trouble.ts';
import { Turns } from './turns.ts';

type Asked = ProcedureInput<'accounts.forecast'>;

/** How long a list takes: the gate itself is played through, with what is counted by now. */
export async function forecastOf(
  ground: AccountGround,
  asked: Asked,
): Promise<Outcome<ProcedureOutput<'accounts.forecast'>>> {
  const turns = new Turns();
  // The row of each act that is wanted.
  const rowOf = asked.wanted.flatMap(({ count = 1 }, row) => Array.from({ length: count }, () => row));
  if (rowOf.length > forecastRowsLimit) return refuse('wanted', 'rows-limit', { limit: forecastRowsLimit });
  const accountIds = new Set(asked.wanted.flatMap((act) => act.accountIds));
  const accounts = await findAll(ground, accountIds, turns);
  if (!accounts.ok) return accounts;
  const others = asked.moreAccountIds.filter((accountId) => !accountIds.has(accountId));
  const more = await findAll(ground, new Set(others), turns);
  if (!more.ok) return more;
  const plain: ForecastGround = {
    accounts: accounts.value,
    ledger: ground.usage(),
    wanted: await wantedOf(ground, asked.wanted, turns),
    now: ground.time.now(),
    days: asked.days,
  };
  let played = withCaps(withAccounts(plain, more.value, 'owner'), capsOf(asked.caps));
  for (const { action, value } of asked.mostPerDay ?? []) played = withMostPerDay(played, action, value);
  const { days, acts, finishedAt, left } = await turns.through(forecastSteps(played));
  return succeed({
    days: [...days],
    acts: acts.map(({ wanted, accountId, at }) => ({ row: rowOf[wanted] ?? 0, accountId, at })),
    finishedAt,
    left: left.map(({ wanted, by }) => {
      return { row: rowOf[wanted] ?? 0, reason: by?.reason ?? null, path: by?.path ?? null };
    }),
  });
}

async function findAll(
  ground: AccountGround,
  accountIds: ReadonlySet<string>,
  turns: Turns,
): Promise<Outcome<ForecastAccount[]>> {
  const found: ForecastAccount[] = [];
  for (const accountId of accountIds) {
    const state = findState(ground, accountId);
    if (!state.ok) return state;
    found.push(forecastAccount(ground, accountId, state.value));
    await turns.yield();
  }
  return succeed(found);
}

function forecastAccount(ground: AccountGround, accountId: string, state: AccountState): ForecastAccount {
  const { ahead } = state;
  const later: (ForecastStand & { readonly fromAt: number })[] = [];
  for (let coming = ahead.next(ground.time.now()); coming !== null; coming = ahead.next(coming.fromAt))
    later.push({ ...standOf(ground, accountId, coming), fromAt: coming.fromAt });
  return { ...standOf(ground, accountId, state), later };
}

type Standing = Pick<AccountState, 'plan' | 'loosenings' | 'waivers' | 'isPractice' | 'record'> &
  Pick<ForecastStand, 'standing'>;

/** As the gate is asked about it, see `AccountGate`. Of a phone's faults nobody knows whether they stay: it is taken for fit. */
function standOf(
  { accounts }: AccountGround,
  accountId: string,
  { plan, standing, loosenings, waivers, isPractice, record }: Standing,
): ForecastStand {
  return {
    account: { accountId, mode: accounts.get(accountId)?.mode ?? null },
    plan,
    standing,
    loosenings,
    waivers,
    phone: { isHealthy: true, faults: [] },
    placeTrouble: isPractice ? null : placeTroubleOf(record.moves),
    standingDoubt: isPractice ? null : record.doubt,
  };
}

async function wantedOf(ground: AccountGround, asked: Asked['wanted'], turns: Turns): Promise<WantedAct[]> {
  const wanted: WantedAct[] = [];
  for (const act of asked) {
    const each = wantedAct(ground, act);
    for (let count = act.count ?? 1; count > 0; count--) wanted.push(each);
    await turns.yield();
  }
  return wanted;
}

function wantedAct(
  { groups }: AccountGround,
  { action, tool, amount, groupId, accountIds }: Asked['wanted'][number],
): WantedAct {
  const groundOf = (accountId: string) => (groupId === null ? null : groups().groundOf(groupId, accountId));
  const memberCount = accountIds
    .map((accountId) => groundOf(accountId)?.memberCount ?? null)
    .find((count) => count !== null);
  return {
    action,
    ...(tool === null ? {} : { tool }),
    amount,
    group: groupId === null ? null : { groupId, memberCount: memberCount ?? null },
    ways: accountIds.map((accountId) => ({ accountId, ownRole: groundOf(accountId)?.ownRole ?? null })),
    window: { startAt: null, endAt: null },
  };
}

function capsOf(changes: Asked['caps']): OtherCaps {
  const caps: { -readonly [Stage in keyof OtherCaps]: OtherCaps[Stage] } = {};
  for (const { stageId, action, window, value } of changes) {
    const stage = caps[stageId] ?? {};
    caps[stageId] = { ...stage, [action]: { ...stage[action], [window]: value } };
  }
  return caps;
}
