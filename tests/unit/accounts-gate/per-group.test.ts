import { describe, expect, test } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import type { ActionId, PerGroupLimit } from '../../../electron/accounts/plans/plan.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking, groupOf, ledgerOf } from '../../support/gate/gate-questions.ts';
import { at, dayMs } from '../../support/gate/times.ts';

const now = at(22, 10);

function planOf(action: ActionId, limit: PerGroupLimit) {
  return gatePlan({ counting: { perGroup: { [action]: limit } } });
}

describe.each([
  ['group_owner_transfer', 2, 90],
  ['group_rename', 2, 7],
  ['group_announcement', 1, 1],
  ['group_message_campaign', 1, 7],
] as const)('%s in one group', (action, max, days) => {
  const plan = planOf(action, { kind: 'count', max, days, sources: ['A'] });
  const acts = Array.from({ length: max }, (_none, place) => ({
    action,
    groupId: 'g1',
    accountId: `a${place + 1}`,
    at: now - dayMs / 2 + place,
  }));

  test(`is done ${max} times in ${days} days, over all accounts`, () => {
    const question = asking({ plan, now, action, group: groupOf() });
    expect(mayAct({ ...question, ledger: ledgerOf(acts.slice(1)) }).kind).toBe('allowed');
    expect(mayAct({ ...question, ledger: ledgerOf(acts) })).toMatchObject({
      kind: 'held',
      reason: 'group-cap',
      path: `counting_rules.per_group.${action}.max`,
      until: now - dayMs / 2 + days * dayMs,
    });
  });

  test('is not counted with that of another group', () => {
    const question = asking({ plan, now, action, group: groupOf({ groupId: 'g2' }), ledger: ledgerOf(acts) });
    expect(mayAct(question).kind).toBe('allowed');
  });
});

describe('acts that may be lacking', () => {
  const plan = planOf('group_rename', { kind: 'count', max: 2, days: 7, sources: ['A'] });
  const lost = (most: number | null) => ({
    doubt: null,
    lacking: [{ lastAt: now - dayMs, most, detail: { why: 'older' } }],
  });
  const ask = (most: number | null, used: number) => {
    const acts = Array.from({ length: used }, (_none, place) => ({ groupId: 'g1', at: now - 3 * dayMs + place }));
    return mayAct(asking({ plan, now, group: groupOf(), ledger: ledgerOf(acts), certainty: lost(most) }));
  };

  test.each([
    [1, 0, null],
    [1, 1, now + 4 * dayMs],
    [2, 0, now + 6 * dayMs],
    [null, 0, now + 6 * dayMs],
  ])('%s of them, with %i on record, leave the group closed until %s', (most, used, until) => {
    const held = { kind: 'held', reason: 'count-unknown', until, detail: { why: 'older', used, limit: 2 } };
    expect(ask(most, used)).toMatchObject(until === null ? { kind: 'allowed' } : held);
  });

  test('count no more than the record where that alone closes the group', () => {
    expect(ask(1, 2)).toMatchObject({ reason: 'group-cap', until: now + 4 * dayMs + 1, detail: { used: 2 } });
  });
});

describe('members removed from one group', () => {
  const plan = planOf('group_member_remove', { kind: 'percent-per-day', maxPercent: 5, sources: ['A'] });
  const question = asking({ plan, now, action: 'group_member_remove' });
  const removed = (amount: number, removedAt = now - dayMs + 5) =>
    ledgerOf([{ action: 'group_member_remove', groupId: 'g1', accountId: 'a2', amount, at: removedAt }]);

  test('are a twentieth of it in 24 hours, over all accounts', () => {
    const group = groupOf({ memberCount: 200 });
    expect(mayAct({ ...question, group, ledger: removed(9) }).kind).toBe('allowed');
    expect(mayAct({ ...question, group, ledger: removed(10) })).toMatchObject({
      reason: 'group-share',
      path: 'counting_rules.per_group.group_member_remove.max_percent_of_group_per_24h',
      until: now + 5,
    });
  });

  test('are a twentieth rounded down', () => {
    expect(mayAct({ ...question, group: groupOf({ memberCount: 219 }), ledger: removed(10) }).kind).toBe('held');
    expect(mayAct({ ...question, group: groupOf({ memberCount: 220 }), ledger: removed(10) }).kind).toBe('allowed');
  });

  test('are none where the size of the group is unknown', () => {
    expect(mayAct({ ...question, group: groupOf({ memberCount: null }) })).toMatchObject({
      kind: 'held',
      reason: 'group-unread',
      until: null,
    });
  });

  test('are never any in a group of which a twentieth is nobody', () => {
    expect(mayAct({ ...question, group: groupOf({ memberCount: 19 }) })).toMatchObject({
      kind: 'never',
      reason: 'amount-over-cap',
    });
  });
});

test('an act on no group is no matter of what a group bears', () => {
  const plan = planOf('group_rename', { kind: 'count', max: 0, days: 7, sources: ['A'] });
  expect(mayAct(asking({ plan, now, group: null })).kind).toBe('allowed');
});

test('the later groups of one campaign count each for itself', () => {
  const plan = planOf('group_message_campaign', { kind: 'count', max: 1, days: 7, sources: ['A'] });
  const ledger = ledgerOf([{ action: 'group_message_campaign', groupId: 'g1', amount: 0, at: now - dayMs }]);
  const question = asking({ plan, now, ledger, action: 'group_message_campaign', amount: 0 });
  expect(mayAct({ ...question, group: groupOf({ groupId: 'g2' }) }).kind).toBe('allowed');
  expect(mayAct({ ...question, group: groupOf() })).toMatchObject({ reason: 'group-cap' });
});
