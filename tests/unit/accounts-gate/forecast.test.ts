import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ForecastAccount, ForecastGround, WantedAct } from '../../../electron/accounts/gate/forecast-ground.ts';
import { questionOf } from '../../../electron/accounts/gate/forecast-lane.ts';
import { forecast } from '../../../electron/accounts/gate/forecast.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { UsageOverlay } from '../../../electron/accounts/gate/usage-overlay.ts';
import { withAccounts, withCaps, withMostPerDay } from '../../../electron/accounts/gate/what-if.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { ledgerOf, limitOf } from '../../support/gate/gate-questions.ts';
import { at, minuteMs } from '../../support/gate/times.ts';

const now = at(22, 10);
const fivePerDay = gatePlan({ caps: { S6: { group_rename: { perDay: 5 } } } });

function account(accountId: string, plan: Plan, changes: Partial<ForecastAccount> = {}): ForecastAccount {
  return {
    account: { accountId, mode: 'auto' },
    plan,
    standing: { stageId: 'S6', limits: [], lowered: [] },
    loosenings: [],
    phone: { isHealthy: true, faults: [] },
    ...changes,
  };
}

function renames(count: number, accountIds: readonly string[], changes: Partial<WantedAct> = {}): WantedAct[] {
  return Array.from({ length: count }, (_none, place) => ({
    action: 'group_rename',
    amount: 1,
    group: { groupId: `g${place}`, memberCount: 200 },
    ways: accountIds.map((accountId) => ({ accountId, ownRole: 'owner' })),
    window: { startAt: null, endAt: null },
    ...changes,
  }));
}

function ground(changes: Partial<ForecastGround> = {}): ForecastGround {
  const accounts = [account('a1', fivePerDay)];
  return { accounts, ledger: ledgerOf([]), wanted: renames(12, ['a1']), now, days: 4, ...changes };
}

function perDay(asked: ForecastGround): readonly number[] {
  return forecast(asked).days.map(({ done }) => done);
}

describe('a forecast', () => {
  test('tells how much can be done on each day', () => {
    expect(forecast(ground()).days).toEqual([
      { day: '2026-11-22', done: 5 },
      { day: '2026-11-23', done: 5 },
      { day: '2026-11-24', done: 2 },
      { day: '2026-11-25', done: 0 },
    ]);
  });

  test('counts what was done today already', () => {
    const ledger = ledgerOf([{ at: at(22, 9) }, { at: at(22, 9) }]);
    expect(perDay(ground({ ledger }))).toEqual([3, 5, 4, 0]);
  });

  test('spreads over all accounts that can', () => {
    const accounts = [account('a1', fivePerDay), account('a2', fivePerDay)];
    expect(perDay(ground({ accounts, wanted: renames(12, ['a1', 'a2']) }))).toEqual([10, 2, 0, 0]);
  });

  test('leaves an act to the accounts that can do it', () => {
    const accounts = [account('a1', fivePerDay), account('a2', fivePerDay)];
    expect(perDay(ground({ accounts, wanted: renames(12, ['a2']) }))).toEqual([5, 5, 2, 0]);
  });

  test('tells when the last of it is done, to the millisecond', () => {
    const plan = gatePlan({ intervals: { minSeconds: { group_rename: 60 } } });
    const asked = ground({ accounts: [account('a1', plan)], wanted: renames(3, ['a1']) });
    expect(forecast(asked).finishedAt).toBe(now + 2 * minuteMs);
  });

  test('puts it behind what is wanted of longer standing, of which it tells nothing', () => {
    const told = forecast(ground({ wanted: renames(4, ['a1']), before: renames(7, ['a1']) }));
    expect(told.days.map(({ done }) => done)).toEqual([0, 3, 1, 0]);
    expect(told.acts.map(({ wanted }) => wanted)).toEqual([0, 1, 2, 3]);
    expect(told.left).toEqual([]);
    const closed = { startAt: null, endAt: now };
    const over = forecast(ground({ wanted: renames(4, ['a1']), before: renames(7, ['a1'], { window: closed }) }));
    expect(over.days.map(({ done }) => done)).toEqual([4, 0, 0, 0]);
  });

  test('does nothing in the hours of rest', () => {
    const night = { kind: 'daily', id: 'night', fromMinute: 23 * 60, toMinute: 8 * 60, isHard: true } as const;
    const restWindows = [{ ...night, appliesTo: { kind: 'all' }, sources: [] }] as const;
    const plan = gatePlan({ restWindows, intervals: { minSeconds: { group_rename: 3_600 } } });
    const asked = ground({ accounts: [account('a1', plan)], now: at(22, 21, 30), wanted: renames(4, ['a1']) });
    expect(forecast(asked).acts.map((act) => act.at)).toEqual([at(22, 21, 30), at(22, 22, 30), at(23, 8), at(23, 9)]);
  });

  test('waits for the end of a cooldown that is known', () => {
    const limits = [limitOf({ effect: 'closed', untilAt: at(24, 9) })];
    const accounts = [account('a1', fivePerDay, { standing: { stageId: 'S6', lowered: [], limits } })];
    expect(perDay(ground({ accounts }))).toEqual([0, 0, 5, 5]);
  });

  test('keeps to what a group bears over all accounts', () => {
    const counting = { perGroup: { group_rename: { kind: 'count', max: 1, days: 2, sources: [] } } } as const;
    const plan = gatePlan({ counting });
    const accounts = [account('a1', plan), account('a2', plan)];
    const group = { groupId: 'g', memberCount: 200 };
    expect(perDay(ground({ accounts, wanted: renames(3, ['a1', 'a2'], { group }) }))).toEqual([1, 0, 1, 0]);
  });

  test('keeps to the window of each act', () => {
    const window = { startAt: at(23, 9), endAt: at(24, 9) };
    const asked = ground({ wanted: renames(12, ['a1'], { window }) });
    expect(perDay(asked)).toEqual([0, 5, 5, 0]);
    expect(forecast(asked).left.map(({ by }) => by)).toEqual([null, null]);
  });

  test('says what is left and that only time is short', () => {
    const { left, finishedAt } = forecast(ground({ days: 2 }));
    expect({ left, finishedAt }).toEqual({
      left: [
        { wanted: 10, by: null },
        { wanted: 11, by: null },
      ],
      finishedAt: null,
    });
  });

  test('says what is in the way where no time would help', () => {
    const accounts = [account('a1', fivePerDay, { account: { accountId: 'a1', mode: null } })];
    expect(forecast(ground({ accounts, wanted: renames(1, ['a1']) })).left).toMatchObject([
      { wanted: 0, by: { kind: 'held', reason: 'mode-not-chosen', until: null } },
    ]);
  });

  test('says nothing is in the way where one account is only short of time', () => {
    const accounts = [
      account('a1', fivePerDay, { account: { accountId: 'a1', mode: null } }),
      account('a2', fivePerDay),
    ];
    const { left } = forecast(ground({ accounts, wanted: renames(12, ['a1', 'a2']), days: 2 }));
    expect(left).toEqual([
      { wanted: 10, by: null },
      { wanted: 11, by: null },
    ]);
  });

  test('says rather what somebody can lift than what stands', () => {
    const accounts = [
      account('a1', gatePlan({ caps: { S6: { group_rename: { perDay: 1 } } } })),
      account('a2', fivePerDay, { account: { accountId: 'a2', mode: null } }),
    ];
    for (const order of [accounts, accounts.toReversed()]) {
      const { left } = forecast(ground({ accounts: order, wanted: renames(1, ['a1', 'a2'], { amount: 2 }) }));
      expect(left).toMatchObject([{ wanted: 0, by: { kind: 'held', reason: 'mode-not-chosen' } }]);
    }
  });

  test('counts what people alone do as done by people', () => {
    const accounts = [account('a1', gatePlan({ execution: { group_rename: 'human_only' } }))];
    expect(forecast(ground({ accounts, wanted: renames(1, ['a1']) })).left).toEqual([]);
  });

  test('keeps what a doubt holds until somebody answers for the account', () => {
    const accounts = [account('a1', fivePerDay, { placeTrouble: 'two-phones' })];
    expect(forecast(ground({ accounts, wanted: renames(1, ['a1']) })).left).toMatchObject([
      { wanted: 0, by: { reason: 'place-unsure' } },
    ]);
  });

  test('asks with what is not certain of the time and of the counts', () => {
    const doubt = { reason: 'count-unknown', until: at(23, 0), detail: {} } as const;
    const asCertain: ForecastAccount['asCertain'] = (question) => ({ ...question, certainty: { doubt } });
    expect(perDay(ground({ accounts: [account('a1', fivePerDay, { asCertain })] }))).toEqual([0, 5, 5, 2]);
    const endless = { ...doubt, until: null };
    const unsure = account('a1', fivePerDay, {
      asCertain: (question) => ({ ...question, certainty: { doubt: endless } }),
    });
    expect(forecast(ground({ accounts: [unsure], wanted: renames(1, ['a1']) })).left).toMatchObject([
      { wanted: 0, by: { reason: 'count-unknown' } },
    ]);
  });

  test('leaves what no account can do', () => {
    expect(forecast(ground({ wanted: renames(1, ['nobody']) })).left).toEqual([{ wanted: 0, by: null }]);
  });

  test('of nothing is done at once', () => {
    expect(forecast(ground({ wanted: [] }))).toMatchObject({ acts: [], left: [], finishedAt: now });
  });

  test.each([
    [500, 120],
    [0, 1],
  ])('of %i days is one of %i', (days, wanted) => {
    expect(forecast(ground({ days })).days).toHaveLength(wanted);
  });

  test('leaves the ledger as it is', () => {
    const ledger = ledgerOf([{ at: at(22, 9) }]);
    forecast(ground({ ledger }));
    expect(ledger.ofAccount('a1', 'group_rename').count).toBe(1);
  });

  test('supposes only what the gate allows by then, and leaves no account idle that could act', () => {
    const wanted = array(
      record({
        action: constantFrom('group_rename' as const, 'group_announcement' as const),
        group: constantFrom('g1', 'g2', 'g3'),
      }),
      { maxLength: 15 },
    );
    assert(
      property(wanted, integer({ min: 1, max: 3 }), integer({ min: 0, max: 86_400_000 }), (acts, cap, later) => {
        const plan = gatePlan({
          caps: { S6: { group_rename: { perDay: cap, perWeek: 4 }, group_announcement: { perDay: 2, perHour: 1 } } },
          intervals: {
            minSeconds: { group_rename: 1_800 },
            maxContinuousBatchMinutes: 30,
            pauseBetweenBatchesMinutes: 45,
          },
          counting: { perGroup: { group_rename: { kind: 'count', max: 2, days: 7, sources: [] } } },
        });
        const accounts = [account('a1', plan), account('a2', plan)];
        const list = acts.flatMap(({ action, group }) =>
          renames(1, ['a1', 'a2'], { action, group: { groupId: group, memberCount: 200 } }),
        );
        const asked = ground({ accounts, wanted: list, now: now + later, days: 5 });
        const overlay = new UsageOverlay(asked.ledger);
        const isAllowed = (doer: ForecastAccount, place: number, time: number): boolean => {
          const act = list[place];
          return act !== undefined && mayAct(questionOf(doer, act, { ledger: overlay, now: time })).kind === 'allowed';
        };
        const open = new Set(list.keys());
        let last = asked.now;
        for (const act of forecast(asked).acts) {
          const doer = accounts.find((each) => each.account.accountId === act.accountId);
          if (doer === undefined) throw new Error('nobody did it');
          expect(act.at).toBeGreaterThanOrEqual(last);
          if (act.at > last)
            for (const place of open)
              for (const each of accounts) expect(isAllowed(each, place, act.at - 1)).toBe(false);
          expect(isAllowed(doer, act.wanted, act.at)).toBe(true);
          const { action, group, amount } = list[act.wanted] ?? {};
          if (action === undefined || amount === undefined) throw new Error('nobody wanted it');
          overlay.suppose({ accountId: act.accountId, action, groupId: group?.groupId ?? null, at: act.at, amount });
          open.delete(act.wanted);
          last = act.at;
        }
      }),
    );
  });
});

describe('what if', () => {
  test('the caps were lower', () => {
    expect(perDay(withCaps(ground(), { S6: { group_rename: { perDay: 3 } } }))).toEqual([3, 3, 3, 3]);
  });

  test('the caps of another stage were lower: nothing changes', () => {
    expect(perDay(withCaps(ground(), { S5: { group_rename: { perDay: 3 } } }))).toEqual([5, 5, 2, 0]);
  });

  test('nobody did more than so many a day: it lowers the cap of whatever stage, and raises none', () => {
    expect(perDay(withMostPerDay(ground(), 'group_rename', 2))).toEqual([2, 2, 2, 2]);
    expect(perDay(withMostPerDay(ground(), 'group_rename', 9))).toEqual([5, 5, 2, 0]);
    expect(perDay(withMostPerDay(ground(), 'group_announcement', 0))).toEqual([5, 5, 2, 0]);
  });

  test('nobody did more than so many a day, though a cap was raised', () => {
    const path = 'stages.S6.caps.group_rename.per_day';
    const raise = { path, value: 8, reason: '旺季', supervisor: '王', startsAt: now - 1, untilAt: at(25) };
    const raised = ground({ accounts: [account('a1', fivePerDay, { loosenings: [raise] })] });
    expect(perDay(raised)).toEqual([8, 4, 0, 0]);
    expect(perDay(withMostPerDay(raised, 'group_rename', 2))).toEqual([2, 2, 2, 2]);
    expect(perDay(withMostPerDay(raised, 'group_announcement', 2))).toEqual([8, 4, 0, 0]);
  });

  test('a hard zero were none: it stays one', () => {
    const zeros = gatePlan({ caps: { S3: { group_rename: { perDay: 0 } }, S4: { group_rename: { perDay: 0 } } } });
    const early = (stageId: 'S3' | 'S4'): ForecastGround =>
      ground({ accounts: [account('a1', zeros, { standing: { stageId, limits: [], lowered: [] } })] });
    expect(perDay(withCaps(early('S3'), { S3: { group_rename: { perDay: 3 } } }))).toEqual([0, 0, 0, 0]);
    expect(perDay(withCaps(early('S4'), { S4: { group_rename: { perDay: 3 } } }))).toEqual([3, 3, 3, 3]);
  });

  test('what an account will be by itself is asked about in the same way', () => {
    const zeros = { S3: { group_rename: { perDay: 0 } }, S5: { group_rename: { perDay: 0 } } };
    const plan = gatePlan({ caps: { ...zeros, S6: { group_rename: { perDay: 5 } } } });
    const path = 'stages.S6.caps.group_rename.per_day';
    const raise = { path, value: 8, reason: '旺季', supervisor: '王', startsAt: now, untilAt: at(25) };
    const stand = (stageId: 'S3' | 'S5' | 'S6') =>
      account('a1', plan, { standing: { stageId, limits: [], lowered: [] }, loosenings: [raise] });
    const later = (stageId: 'S5' | 'S6'): ForecastGround =>
      ground({ accounts: [{ ...stand('S3'), later: [{ ...stand(stageId), fromAt: at(24) }] }] });
    expect(perDay(later('S6'))).toEqual([0, 0, 8, 4]);
    expect(perDay(withMostPerDay(later('S6'), 'group_rename', 2))).toEqual([0, 0, 2, 2]);
    const caps = { S3: { group_rename: { perDay: 3 } }, S5: { group_rename: { perDay: 3 } } };
    expect(perDay(withCaps(later('S5'), caps))).toEqual([0, 0, 3, 3]);
    const hard = { ...plan, counting: { ...plan.counting, override: { ...plan.counting.override } } };
    hard.counting.override.hardZeroStages = ['S3', 'S5'];
    const zero = { ...stand('S5'), plan: hard, fromAt: at(24) };
    expect(perDay(withCaps(ground({ accounts: [{ ...stand('S3'), later: [zero] }] }), caps))).toEqual([0, 0, 0, 0]);
  });

  test('what is not certain of the time holds an account in whatever it will be by then', () => {
    const asCertain: ForecastAccount['asCertain'] = (question) => {
      return { ...question, certainty: { doubt: { reason: 'time-unknown', until: null, detail: {} } } };
    };
    const stand = account('a1', fivePerDay, { asCertain });
    const asked = ground({ accounts: [{ ...stand, later: [{ ...stand, fromAt: at(24) }] }] });
    expect(perDay(asked)).toEqual([0, 0, 0, 0]);
    expect(forecast(asked).left[0]?.by?.reason).toBe('time-unknown');
  });

  test('there were more accounts', () => {
    expect(perDay(withAccounts(ground(), [account('a2', fivePerDay)], 'owner'))).toEqual([10, 2, 0, 0]);
  });

  test('leaves the plan and the list as they are', () => {
    const before = ground();
    const text = JSON.stringify(before.accounts);
    withAccounts(withCaps(before, { S6: { group_rename: { perDay: 3 } } }), [account('a2', fivePerDay)], 'owner');
    expect(JSON.stringify(before.accounts)).toBe(text);
  });
});
