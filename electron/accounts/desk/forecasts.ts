import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { forecast } from '../gate/forecast.ts';
import type { ForecastAccount, ForecastGround, WantedAct } from '../gate/forecast-ground.ts';
import { withAccounts, withCaps, type OtherCaps } from '../gate/what-if.ts';
import { findState, type AccountGround } from './account-ground.ts';

type Asked = ProcedureInput<'accounts.forecast'>;

/** How long a list takes: the gate itself is played through, with what is counted by now. */
export function forecastOf(ground: AccountGround, asked: Asked): Outcome<ProcedureOutput<'accounts.forecast'>> {
  const accountIds = new Set(asked.wanted.flatMap((act) => act.accountIds));
  const accounts = findAll(ground, accountIds);
  if (!accounts.ok) return accounts;
  const more = findAll(ground, new Set(asked.moreAccountIds.filter((accountId) => !accountIds.has(accountId))));
  if (!more.ok) return more;
  const plain: ForecastGround = {
    accounts: accounts.value,
    ledger: ground.usage(),
    wanted: asked.wanted.map((act) => wantedOf(ground, act)),
    now: ground.time.now(),
    days: asked.days,
  };
  const { days, acts, finishedAt, left } = forecast(
    withCaps(withAccounts(plain, more.value, 'owner'), capsOf(asked.caps)),
  );
  return succeed({
    days: [...days],
    acts: acts.map(({ wanted: row, accountId, at }) => ({ row, accountId, at })),
    finishedAt,
    left: left.map(({ wanted: row, by }) => ({ row, reason: by?.reason ?? null, path: by?.path ?? null })),
  });
}

function findAll(ground: AccountGround, accountIds: ReadonlySet<string>): Outcome<ForecastAccount[]> {
  const found: ForecastAccount[] = [];
  for (const accountId of accountIds) {
    const state = findState(ground, accountId);
    if (!state.ok) return state;
    const { plan, standing, loosenings } = state.value;
    const mode = ground.accounts.get(accountId)?.mode ?? null;
    // Of a phone's faults nobody knows whether they stay: a forecast takes it for fit.
    found.push({ account: { accountId, mode }, plan, standing, loosenings, phone: { isHealthy: true, faults: [] } });
  }
  return succeed(found);
}

function wantedOf(
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
