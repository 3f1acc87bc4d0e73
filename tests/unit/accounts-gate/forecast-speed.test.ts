import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ForecastGround } from '../../../electron/accounts/gate/forecast-ground.ts';
import { forecast } from '../../../electron/accounts/gate/forecast.ts';
import { readShippedPlan } from '../../../electron/accounts/plans/plan-files.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { ledgerOf } from '../../support/gate/gate-questions.ts';
import { at, hourMs } from '../../support/gate/times.ts';

const groupCount = 40;
const accountIds = Array.from({ length: 8 }, (_none, place) => `a${place}`);

function shippedPlan(): Plan {
  const { plan } = readShippedPlan(fileURLToPath(new URL('../../../resources/', import.meta.url)));
  if (plan === null) throw new Error('the shipped plan cannot be read');
  return plan;
}

/** Every account of S4, five renames a day, with a past of its own; half of the accounts see each group. */
function ground(plan: Plan): ForecastGround {
  const rows = accountIds.flatMap((accountId) =>
    Array.from({ length: 1_000 }, (_none, place) => ({ accountId, at: at(21, 20) - place * hourMs })),
  );
  return {
    accounts: accountIds.map((accountId) => ({
      account: { accountId, mode: 'auto' },
      plan,
      standing: { stageId: 'S4', limits: [], lowered: [] },
      loosenings: [],
      phone: { isHealthy: true, faults: [] },
    })),
    ledger: ledgerOf(rows),
    wanted: Array.from({ length: groupCount }, (_none, place) => ({
      action: 'group_rename',
      amount: 1,
      group: { groupId: `g${place}`, memberCount: 200 },
      ways: accountIds
        .filter((_id, index) => (index + place) % 2 === 0)
        .map((id) => ({ accountId: id, ownRole: 'owner' })),
      window: { startAt: null, endAt: null },
    })),
    now: at(22, 10),
    days: 120,
  };
}

test('40 groups on 8 accounts are foreseen over 120 days in less than 200 ms', () => {
  const asked = ground(shippedPlan());
  const spent = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    expect(forecast(asked).left).toEqual([]);
    return performance.now() - startedAt;
  });
  expect(Math.min(...spent)).toBeLessThan(200);
});

test('even where they have no room at all for most of that time', () => {
  const asked = ground(shippedPlan());
  const wanted = asked.wanted.map((act) => ({ ...act, action: 'group_message_campaign' as const }));
  const accounts = asked.accounts.map((each) => ({ ...each, standing: { ...each.standing, stageId: 'S6' as const } }));
  const startedAt = performance.now();
  const { days } = forecast({ ...asked, accounts, wanted });
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(Math.max(...days.map(({ done }) => done))).toBe(8);
});
