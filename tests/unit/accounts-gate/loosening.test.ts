import { describe, expect, test } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import type { Loosening, StageId } from '../../../electron/accounts/plans/plan.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking, groupOf, ledgerOf } from '../../support/gate/gate-questions.ts';
import { at, dayMs } from '../../support/gate/times.ts';

const now = at(22, 10);
const used = ledgerOf([{ at: at(22, 9) }, { at: at(22, 9) }]);

function loosening(changes: Partial<Loosening> = {}): Loosening {
  const path = 'stages.S6.caps.group_rename.per_day';
  const plain = { path, value: 3, reason: '迁群', supervisor: '王', startsAt: at(22, 8), untilAt: at(23, 8) };
  return { ...plain, ...changes };
}

function planOf(perDay: number, stageId: StageId = 'S6') {
  return gatePlan({ caps: { [stageId]: { group_rename: { perDay } } } });
}

function ask(changes: Partial<Loosening>, perDay = 2, stageId: StageId = 'S6') {
  const standing = { stageId, limits: [], lowered: [] };
  return mayAct(
    asking({ plan: planOf(perDay, stageId), now, standing, ledger: used, loosenings: [loosening(changes)] }),
  );
}

describe('a cap that was raised', () => {
  test('lets more pass', () => {
    expect(ask({}).kind).toBe('allowed');
  });

  test('is the plan’s again from its expiry on', () => {
    expect(ask({ untilAt: now + 1 }).kind).toBe('allowed');
    expect(ask({ untilAt: now })).toMatchObject({ reason: 'day-cap' });
  });

  test('opens when the raise begins', () => {
    expect(ask({ startsAt: now + 5 })).toMatchObject({ reason: 'day-cap', until: now + 5 });
  });

  test('ends after the longest time that the plan allows, whatever it says', () => {
    const long = { startsAt: now - 7 * dayMs, untilAt: now + dayMs };
    expect(ask({ ...long, startsAt: long.startsAt + 1 }).kind).toBe('allowed');
    expect(ask(long)).toMatchObject({ reason: 'day-cap' });
  });

  test('that ends at the midnight which would have freed it frees nothing', () => {
    const question = asking({ plan: planOf(1), now, amount: 2, ledger: used });
    expect(mayAct({ ...question, loosenings: [loosening({ value: 3, untilAt: at(23) + 1 })] })).toMatchObject({
      kind: 'held',
      until: at(23),
    });
    expect(mayAct({ ...question, loosenings: [loosening({ value: 3, untilAt: at(23) })] })).toMatchObject({
      kind: 'never',
      reason: 'amount-over-cap',
    });
  });

  test('is never lower than the plan’s', () => {
    expect(ask({ value: 1 }, 3).kind).toBe('allowed');
  });

  test('is another one than that of another stage, action or window', () => {
    for (const path of [
      'stages.S5.caps.group_rename.per_day',
      'stages.S6.caps.group_announcement.per_day',
      'stages.S6.caps.group_rename.per_week',
    ])
      expect(ask({ path })).toMatchObject({ reason: 'day-cap' });
  });

  test('may be a zero of a later stage', () => {
    expect(ask({ path: 'stages.S4.caps.group_rename.per_day' }, 0, 'S4').kind).toBe('allowed');
  });

  test.each(['S0', 'S1', 'S2', 'S3'] as const)('is never a zero of %s, whatever was granted', (stageId) => {
    const path = `stages.${stageId}.caps.group_rename.per_day`;
    expect(ask({ path, value: 100 }, 0, stageId)).toMatchObject({
      kind: 'held',
      reason: 'stage-closed',
      path,
      until: null,
    });
  });

  test('may be a number of an early stage that is no zero', () => {
    expect(ask({ path: 'stages.S3.caps.group_rename.per_day' }, 2, 'S3').kind).toBe('allowed');
  });
});

describe('what a group bears', () => {
  const plan = gatePlan({
    counting: { perGroup: { group_rename: { kind: 'count', max: 2, days: 7, sources: ['A'] } } },
  });
  const ledger = ledgerOf([
    { at: at(22, 9), groupId: 'g1' },
    { at: at(22, 9), groupId: 'g1' },
  ]);

  test('can be raised as well', () => {
    const loosenings = [loosening({ path: 'counting_rules.per_group.group_rename.max' })];
    expect(mayAct(asking({ plan, now, ledger, loosenings, group: groupOf() })).kind).toBe('allowed');
  });
});
