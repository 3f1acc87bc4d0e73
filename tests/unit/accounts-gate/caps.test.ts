import { describe, expect, test } from 'vitest';
import { budgetsOf } from '../../../electron/accounts/gate/budget.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { gatePlan, type CapNumbers } from '../../support/gate/gate-plan.ts';
import { asking, groupOf, ledgerOf, limitOf } from '../../support/gate/gate-questions.ts';
import { at, dayMs, hourMs, minuteMs } from '../../support/gate/times.ts';

const now = at(22, 10);

function planOf(numbers: CapNumbers, stageId: 'S4' | 'S5' | 'S6' = 'S6') {
  return gatePlan({ caps: { [stageId]: { group_rename: numbers } } });
}

function times(count: number, of: { at: number }): { at: number }[] {
  return Array.from({ length: count }, () => of);
}

describe('the cap of an hour', () => {
  const plan = planOf({ perDay: 100, perHour: 2 });

  test('lets the last act of it pass', () => {
    expect(mayAct(asking({ plan, now, ledger: ledgerOf([{ at: now - minuteMs }]) })).kind).toBe('allowed');
  });

  test('opens an hour after the act that has to leave', () => {
    const ledger = ledgerOf([{ at: now - 30 * minuteMs }, { at: now - minuteMs }]);
    expect(mayAct(asking({ plan, now, ledger }))).toMatchObject({
      kind: 'held',
      reason: 'hour-cap',
      path: 'stages.S6.caps.group_rename.per_hour',
      until: now + 30 * minuteMs,
    });
  });

  test('counts an act for 60 minutes to the millisecond', () => {
    const ledger = ledgerOf(times(2, { at: now - hourMs }));
    expect(mayAct(asking({ plan, now: now - 1, ledger })).kind).toBe('held');
    expect(mayAct(asking({ plan, now, ledger })).kind).toBe('allowed');
  });
});

describe('the cap of a day', () => {
  const plan = planOf({ perDay: 2 });

  test('opens at midnight in Shanghai', () => {
    const ledger = ledgerOf([{ at: at(22, 0) }, { at: at(22, 9) }]);
    expect(mayAct(asking({ plan, now, ledger }))).toMatchObject({ reason: 'day-cap', until: at(23) });
  });

  test('counts nothing of the evening before', () => {
    const ledger = ledgerOf(times(2, { at: at(22) - 1 }));
    expect(mayAct(asking({ plan, now: at(22), ledger })).kind).toBe('allowed');
  });

  test('counts what lies ahead of a clock that was set back', () => {
    const ledger = ledgerOf(times(2, { at: at(23, 9) }));
    expect(mayAct(asking({ plan, now, ledger }))).toMatchObject({ reason: 'day-cap', until: at(24) });
  });

  test('counts amounts and no acts', () => {
    const ledger = ledgerOf([{ at: at(22, 9), amount: 2 }]);
    expect(mayAct(asking({ plan, now, ledger })).kind).toBe('held');
  });

  test('counts no other action, and no other account', () => {
    const ledger = ledgerOf([
      { at: now, action: 'group_announcement', amount: 2 },
      { at: now, accountId: 'a2', amount: 2 },
    ]);
    expect(mayAct(asking({ plan, now, ledger })).kind).toBe('allowed');
  });

  test('lets a later group of a campaign pass that used it up', () => {
    const ledger = ledgerOf([{ at: now - minuteMs, amount: 2 }]);
    expect(mayAct(asking({ plan, now, ledger, amount: 0 })).kind).toBe('allowed');
  });
});

describe.each([
  ['week', { perDay: 100, perWeek: 2 }, 7, 'per_week'],
  ['month', { perDay: 100, perMonth: 2 }, 30, 'per_month'],
] as const)('the cap of a %s', (name, numbers, days, word) => {
  test(`opens ${days} times 24 hours after the act that has to leave`, () => {
    const ledger = ledgerOf([{ at: now - 3 * dayMs }, { at: now - dayMs }]);
    expect(mayAct(asking({ plan: planOf(numbers), now, ledger }))).toMatchObject({
      reason: `${name}-cap`,
      path: `stages.S6.caps.group_rename.${word}`,
      until: now + (days - 3) * dayMs,
    });
  });
});

describe('an amount that is more than the whole cap', () => {
  test('never passes', () => {
    expect(mayAct(asking({ plan: planOf({ perDay: 2 }), amount: 3 }))).toMatchObject({
      kind: 'never',
      reason: 'amount-over-cap',
      path: 'stages.S6.caps.group_rename.per_day',
    });
  });

  test('waits where the account is back at a stage with a larger one later', () => {
    const path = 'health.recovery';
    const lowered = [{ scope: 'all', stages: 1, signalId: 'too_frequent_prompt', path, untilAt: at(24, 9) }] as const;
    const plan = planOf({ perDay: 2 }, 'S5');
    const question = asking({ plan, amount: 3, now, standing: { stageId: 'S6', limits: [], lowered } });
    expect(mayAct(question)).toMatchObject({ kind: 'held', reason: 'day-cap', until: at(24, 9) });
  });
});

describe('a warning', () => {
  const halved = { stageId: 'S6', lowered: [], limits: [limitOf({ untilAt: at(22, 15) })] } as const;

  test('leaves half of a cap, rounded down', () => {
    const plan = planOf({ perDay: 5 });
    const [budget] = budgetsOf(asking({ plan, now, standing: halved }));
    expect(budget).toMatchObject({ full: 5, limit: 2 });
  });

  test('holds the act after that half until it is over', () => {
    const ledger = ledgerOf(times(2, { at: at(22, 9) }));
    const question = asking({ plan: planOf({ perDay: 5 }), now, ledger, standing: halved });
    expect(mayAct(question)).toMatchObject({ reason: 'day-cap', until: at(22, 15), detail: { limit: 2, full: 5 } });
  });

  test('leaves nothing of a cap of one', () => {
    const question = asking({ plan: planOf({ perDay: 1 }), now, standing: halved });
    expect(mayAct(question)).toMatchObject({ kind: 'held', reason: 'day-cap', until: at(22, 15) });
  });

  test('does not halve twice what two signals warn of', () => {
    const standing = { ...halved, limits: [limitOf(), limitOf({ signalId: 'failure_rate' })] };
    const [budget] = budgetsOf(asking({ plan: planOf({ perDay: 5 }), now, standing }));
    expect(budget?.limit).toBe(2);
  });

  test('about one tool leaves the caps of others as they are', () => {
    const standing = { ...halved, limits: [limitOf({ scope: ['group_announcement'] })] };
    const [budget] = budgetsOf(asking({ plan: planOf({ perDay: 5 }), now, standing }));
    expect(budget?.limit).toBe(5);
  });

  test('halves every window', () => {
    const plan = planOf({ perHour: 4, perDay: 10, perWeek: 20, perMonth: 41 });
    const budgets = budgetsOf(asking({ plan, now, standing: halved }));
    expect(budgets.map(({ limit }) => limit)).toEqual([2, 5, 10, 20]);
  });
});

describe('what is left of a cap', () => {
  test('is told with what was used', () => {
    const ledger = ledgerOf(times(2, { at: at(22, 9) }));
    expect(budgetsOf(asking({ plan: planOf({ perDay: 5 }), now, ledger }))).toMatchObject([
      { window: 'perDay', used: 2, left: 3 },
    ]);
  });

  test('is never less than nothing, however much was done by hand', () => {
    const ledger = ledgerOf(times(9, { at: at(22, 9) }));
    const [budget] = budgetsOf(asking({ plan: planOf({ perDay: 5 }), now, ledger }));
    expect(budget).toMatchObject({ used: 9, left: 0 });
  });
});

describe('a cap that also holds for the group', () => {
  const caps = { S6: { group_invite_people: { perDay: 10 } } };
  const plan = gatePlan({ caps, counting: { sharedOverAccounts: ['group_invite_people'] } });
  const byOthers = ledgerOf([{ accountId: 'a2', action: 'group_invite_people', groupId: 'g1', amount: 8, at: now }]);
  const question = asking({ plan, now, action: 'group_invite_people', amount: 3, ledger: byOthers });

  test('counts what all accounts did there', () => {
    expect(mayAct({ ...question, group: groupOf() })).toMatchObject({
      reason: 'group-over-accounts',
      path: 'counting_rules.shared_owner',
      until: at(23),
    });
  });

  test('counts nothing of another group', () => {
    expect(mayAct({ ...question, group: groupOf({ groupId: 'g2' }) }).kind).toBe('allowed');
  });

  test('does not hold where the plan does not say so', () => {
    expect(mayAct({ ...question, plan: gatePlan({ caps }), group: groupOf() }).kind).toBe('allowed');
  });
});
