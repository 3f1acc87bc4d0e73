import { describe, expect, test } from 'vitest';
import { actionIds, type ActionId, type StageId } from '../../../electron/contract/plan-ids.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';

const dayMs = 86_400_000;

async function board(bench: DeskBench, accountId: string) {
  const { cards } = await bench.tell('accounts.board', {});
  const card = cards.find((one) => one.accountId === accountId);
  if (card === undefined) throw new Error(accountId);
  return card;
}

/** What the shipped plan lets an account of that stage do in a day. */
function plannedCaps(bench: DeskBench, stageId: StageId): Partial<Record<ActionId, number>> {
  const stage = bench.desk.ground.shelf.shipped.stages.find(({ id }) => id === stageId);
  const caps = actionIds.map((action) => [action, stage?.caps[action].perDay ?? 0] as const);
  return Object.fromEntries(caps.filter(([, cap]) => cap > 0));
}

/** An account of which somebody said that it is not on its phone any more. */
async function onNoPhone() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S6', 'p1');
  bench.accounts.declare({ phoneId: 'p1', account: { kind: 'none' }, nickname: null, messengerId: null });
  expect(bench.accounts.get(accountId)?.phoneId).toBeNull();
  return { bench, accountId };
}

describe('the caps of a day on a card', () => {
  test('are those of every act that its stage has, whoever does it', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    const { dayCaps } = await board(bench, accountId);
    expect(dayCaps).toEqual(plannedCaps(bench, 'S6'));
    expect(Object.keys(dayCaps)).toEqual(
      expect.arrayContaining(['friend_add_outbound', 'moments_post', 'group_rename']),
    );
  });

  test('are none where the stage has no such act yet', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S1');
    const { dayCaps } = await board(bench, accountId);
    expect(dayCaps.group_rename).toBeUndefined();
  });

  test('are what a supervisor raised them to', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    const before = (await board(bench, accountId)).dayCaps.group_rename ?? 0;
    const path = 'stages.S6.caps.group_rename.per_day';
    const untilAt = bench.clock.now() + dayMs;
    await bench.tell('accounts.loosen', { accountId, path, value: before + 1, reason: '换季', untilAt });
    expect((await board(bench, accountId)).dayCaps.group_rename).toBe(before + 1);
  });

  test('are none of an account of practice, which has no caps', async () => {
    const bench = new DeskBench();
    const { dayCaps, isPractice } = await board(bench, bench.account('p1'));
    expect(isPractice).toBe(true);
    expect(dayCaps).toEqual({});
  });
});

describe('an account on no phone', () => {
  const held = { kind: 'held', reason: 'device-hold', untilAt: null, detail: { faults: 'no-phone' } };

  test('may do nothing now: no act can go through it', async () => {
    const { bench, accountId } = await onNoPhone();
    const { gate } = await board(bench, accountId);
    expect(gate.length).toBeGreaterThan(0);
    for (const answer of gate) expect(answer).toMatchObject(held);
    const { byHand } = await bench.tell('accounts.detail', { accountId });
    for (const answer of byHand.gate) expect(answer).toMatchObject(held);
  });

  test('finishes nothing in a forecast, which says why', async () => {
    const { bench, accountId } = await onNoPhone();
    const wanted = [
      { action: 'moments_post' as const, tool: null, amount: 1, groupId: null, accountIds: [accountId], count: 2 },
    ];
    const { acts, left } = await bench.tell('accounts.forecast', { wanted, days: 14, caps: [], moreAccountIds: [] });
    expect(acts).toEqual([]);
    expect(left.map(({ reason }) => reason)).toEqual(['device-hold', 'device-hold']);
  });
});
