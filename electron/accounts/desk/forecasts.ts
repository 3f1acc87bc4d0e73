import { forecastRowsLimit } from '../../contract/account-plans.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { forecastSteps } from '../gate/forecast.ts';
import type { ForecastAccount, ForecastGround, ForecastStand, WantedAct } from '../gate/forecast-ground.ts';
import { isHardZero } from '../gate/numbers-in-force.ts';
import { withAccounts, withCaps, withMostPerDay, type OtherCaps } from '../gate/what-if.ts';
import type { AccountState } from './account-book.ts';
import { findState, refuse, type AccountGround } from './account-ground.ts';
import { withCertainty } from './certain-question.ts';
import { batchesOf } from './batches.ts';
import { knownBy, type DeskTime } from './desk-time.ts';
import { noPhone } from './gate-views.ts';
import type { JobPlans } from './job-plans.ts';
import { placeTroubleOf } from './place-trouble.ts';
import { Turns } from './turns.ts';

type Asked = ProcedureInput<'accounts.forecast'>;

/** How long a list takes, behind what is open of jobs: the gate itself is played through, with what is counted by now. */
export async function forecastOf(
  ground: AccountGround,
  jobs: JobPlans,
  asked: Asked,
): Promise<Outcome<ProcedureOutput<'accounts.forecast'>>> {
  const turns = new Turns();
  // The row of each act that is wanted.
  const rowOf = asked.wanted.flatMap(({ count = 1 }, row) => Array.from({ length: count }, () => row));
  if (rowOf.length > forecastRowsLimit) return refuse('wanted', 'rows-limit', { limit: forecastRowsLimit });
  const accountIds = new Set(asked.wanted.flatMap((act) => act.accountIds));
  const time = knownBy(ground.time);
  const accounts = await findAll({ ground, time, turns }, accountIds);
  if (!accounts.ok) return accounts;
  const others = asked.moreAccountIds.filter((accountId) => !accountIds.has(accountId));
  const more = await findAll({ ground, time, turns }, new Set(others));
  if (!more.ok) return more;
  const zero = asked.caps.find((change) => isOfHardZero(change, [...accounts.value, ...more.value]));
  if (zero !== undefined) return refuse('caps', 'hard-zero', { stageId: zero.stageId, action: zero.action });
  const plain: ForecastGround = {
    accounts: accounts.value,
    ledger: ground.usage(),
    wanted: await wantedOf(ground, asked.wanted, turns),
    before: openOf(ground, jobs, new Set([...accountIds, ...asked.moreAccountIds])),
    now: time.now(),
    days: asked.days,
  };
  let played = withCaps(withAccounts(plain, more.value, 'owner'), capsOf(asked.caps));
  for (const { action, value } of asked.mostPerDay ?? []) played = withMostPerDay(played, action, value);
  const found = await turns.through(forecastSteps(played));
  const { days, acts, finishedAt, left } = found;
  return succeed({
    days: [...days],
    acts: acts.map(({ wanted, accountId, at }) => ({ row: rowOf[wanted] ?? 0, accountId, at })),
    finishedAt,
    left: left.map(({ wanted, by }) => {
      return { row: rowOf[wanted] ?? 0, reason: by?.reason ?? null, path: by?.path ?? null };
    }),
    batches: batchesOf(played, found),
  });
}

/** Nobody can raise one, so that what would be with another number says nothing. */
function isOfHardZero(
  { stageId, action, value }: Asked['caps'][number],
  accounts: readonly Pick<ForecastAccount, 'plan' | 'later'>[],
): boolean {
  const plans = new Set(accounts.flatMap(({ plan, later = [] }) => [plan, ...later.map((stand) => stand.plan)]));
  return [...plans].some((plan) => {
    const stage = plan.stages.find(({ id }) => id === stageId);
    return value > 0 && stage !== undefined && isHardZero(plan, stageId, stage.caps[action]);
  });
}

interface Finding {
  readonly ground: AccountGround;
  /** As it is known once, for all accounts. */
  readonly time: DeskTime;
  readonly turns: Turns;
}

async function findAll(
  { ground, time, turns }: Finding,
  accountIds: ReadonlySet<string>,
): Promise<Outcome<ForecastAccount[]>> {
  const found: ForecastAccount[] = [];
  for (const accountId of accountIds) {
    const state = findState(ground, accountId);
    if (!state.ok) return state;
    found.push(forecastAccount(ground, time, state.value));
    await turns.yield();
  }
  return succeed(found);
}

function forecastAccount(ground: AccountGround, time: DeskTime, state: AccountState): ForecastAccount {
  const { ahead } = state;
  const later: (ForecastStand & { readonly fromAt: number })[] = [];
  for (let coming = ahead.next(time.now()); coming !== null; coming = ahead.next(coming.fromAt))
    later.push({ ...standOf(ground, time, coming), fromAt: coming.fromAt });
  return { ...standOf(ground, time, state), later };
}

type Standing = Pick<AccountState, 'plan' | 'loosenings' | 'waivers' | 'isPractice' | 'record'> &
  Pick<ForecastStand, 'standing'>;

/**
 * As the gate is asked about it, see `AccountGate`. Of a phone's faults nobody knows whether they stay: it is taken for fit. An account on
 * no phone does nothing until somebody puts it on one.
 */
function standOf(
  { accounts }: AccountGround,
  time: DeskTime,
  { plan, standing, loosenings, waivers, isPractice, record }: Standing,
): ForecastStand {
  const { accountId } = record;
  const account = accounts.get(accountId);
  return {
    account: { accountId, mode: account?.mode ?? null },
    plan,
    standing,
    loosenings,
    waivers,
    phone: account?.phoneId === null ? noPhone : { isHealthy: true, faults: [] },
    placeTrouble: isPractice ? null : placeTroubleOf(record.moves),
    standingDoubt: isPractice ? null : record.doubt,
    ...(!isPractice && { asCertain: (question) => withCertainty(question, time) }),
  };
}

/** What jobs are still to do through these accounts, in the order in which they do it. */
function openOf(ground: AccountGround, jobs: JobPlans, accountIds: ReadonlySet<string>): WantedAct[] {
  return jobs.openRows().flatMap(({ kind, accountId, groupId, amount, startAt, endAt }) => {
    const { action = null, tool = null } = ground.actOfKind(kind) ?? {};
    if (action === null || !accountIds.has(accountId)) return [];
    const act = wantedAct(ground, { action, tool, amount, groupId, accountIds: [accountId] });
    return [{ ...act, window: { startAt, endAt } }];
  });
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
