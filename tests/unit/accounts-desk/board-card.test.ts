import { describe, expect, test } from 'vitest';
import { tightestOf } from '../../../electron/accounts/desk/card-facts.ts';
import type { BoardCard, BudgetView } from '../../../electron/contract/board-card.ts';
import { stageIds } from '../../../electron/contract/plan-ids.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { valueOf } from '../../support/device-layer.ts';
import { longestTurnOf } from '../../support/longest-turn.ts';

const dayMs = 86_400_000;

async function cardOf(bench: DeskBench, accountId: string): Promise<BoardCard> {
  const { cards } = await bench.tell('accounts.board', {});
  const card = cards.find((one) => one.accountId === accountId);
  if (card === undefined) throw new Error(`no card of ${accountId}`);
  return card;
}

async function goTo(bench: DeskBench, time: string): Promise<void> {
  await bench.clock.advance(china(time) - bench.clock.now());
}

function cap(action: BudgetView['action'], change: Partial<BudgetView>): BudgetView {
  return { action, window: 'perDay', used: 0, left: 5, limit: 5, full: 5, path: 'p', ...change };
}

describe('the checklist on a card', () => {
  test('counts what is done, and what of the open tasks has its last day today or before', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S2');
    await bench.clock.advance(dayMs);
    const { checklist: items } = await bench.tell('accounts.detail', { accountId });
    const open = items.filter(({ state }) => state !== 'done');
    const today = open.filter(({ dueOn }) => dueOn !== null && dueOn <= '2026-03-03');
    const before = (await cardOf(bench, accountId)).checklist;
    expect(before.done + before.due + before.overdue).toBe(items.length);
    expect(before.today).toBe(today.length);
    expect(today.length).toBeGreaterThan(0);
    await bench.tell('accounts.tick', { accountId, taskId: today[0]?.taskId ?? '', day: null, proof: '存档' });
    const after = (await cardOf(bench, accountId)).checklist;
    expect([after.done, after.today]).toEqual([before.done + 1, before.today - 1]);
  });
});

describe('the tightest cap', () => {
  test('is the one of which the least share is left, whatever window it has', () => {
    const rename = cap('group_rename', { used: 3, left: 2 });
    const weekly = cap('group_invite_people', { window: 'perWeek', used: 9, left: 3, limit: 12 });
    expect(tightestOf([rename, weekly, cap('group_announcement', {})])).toBe(weekly);
  });

  test('is none that an hour frees again', () => {
    const hourly = cap('group_rename', { window: 'perHour', used: 5, left: 0 });
    expect(tightestOf([hourly, cap('group_rename', { left: 4 })])?.window).toBe('perDay');
    expect(tightestOf([hourly])).toBeNull();
  });

  test('is, of caps with the same share, the one that leaves the fewest acts', () => {
    const one = cap('group_owner_transfer', { left: 1, limit: 1 });
    expect(tightestOf([cap('group_rename', {}), one])).toBe(one);
    expect(tightestOf([one, cap('group_rename', { left: 0, limit: 0 })])?.action).toBe('group_rename');
  });

  test('is on the card as the gate counts it', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const { budgets } = await cardOf(bench, accountId);
    const rename = budgets.find(({ action, window }) => action === 'group_rename' && window === 'perDay');
    for (let count = 0; count < (rename?.limit ?? 0); count++) bench.commit(accountId);
    expect((await cardOf(bench, accountId)).tightest).toMatchObject({ action: 'group_rename', left: 0 });
  });

  test('is one of what people do, where the stage leaves the console nothing; practice has none', async () => {
    const bench = new DeskBench();
    const early = await cardOf(bench, await bench.accountAt('S1'));
    expect(early.budgets).toEqual([]);
    expect(early.tightest).toMatchObject({ action: 'profile_field_edit', left: 1, limit: 1 });
    expect((await cardOf(bench, bench.account('practice'))).tightest).toBeNull();
  });
});

describe('the rest on a card', () => {
  test('is the one that is on, with its end, in every stage', async () => {
    const bench = new DeskBench();
    const [early, late] = [await bench.accountAt('S1'), await bench.accountAt('S6')];
    expect((await cardOf(bench, late)).resting).toBeNull();
    await goTo(bench, '2026-03-02T23:30');
    for (const accountId of [early, late]) {
      const { resting } = await cardOf(bench, accountId);
      expect(resting).toEqual({ windowId: 'night', untilAt: china('2026-03-03T08:00'), isPartial: false });
    }
  });

  test('is none while it is set aside', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    await goTo(bench, '2026-03-02T12:30');
    expect((await cardOf(bench, accountId)).resting).toMatchObject({ windowId: 'lunch', isPartial: true });
    await bench.tell('accounts.waive', { accountId, windowId: 'lunch', reason: '活动' });
    expect((await cardOf(bench, accountId)).resting).toBeNull();
  });
});

describe('the mode on a card', () => {
  test('is the one that was chosen; what the console chose for a virtual phone is none on a real one', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('phone-1');
    expect((await cardOf(bench, accountId)).mode).toBe('auto');
    bench.accounts.recordIdentity('phone-1', { nickname: '小店', messengerId: 'shop-1' });
    bench.account('real-1');
    bench.accounts.recordIdentity('real-1', { nickname: '小店', messengerId: 'shop-1' });
    expect(await cardOf(bench, accountId)).toMatchObject({ phoneId: 'real-1', mode: null });
    bench.accounts.setMode(accountId, 'manual');
    expect((await cardOf(bench, accountId)).mode).toBe('manual');
  });
});

describe('where an account is', () => {
  test('is the phone that it came to, and which one it came from', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    bench.accounts.recordIdentity('p1', { nickname: '张三', messengerId: 'zhang-3' });
    expect((await cardOf(bench, accountId)).place).toMatchObject({
      kind: 'on',
      phone: { phoneId: 'p1' },
      cameFrom: null,
    });
    await bench.clock.advance(dayMs);
    bench.account('p2');
    bench.accounts.recordIdentity('p2', { nickname: '张三', messengerId: 'zhang-3' });
    const moved = await cardOf(bench, accountId);
    expect(moved).toMatchObject({ nickname: '张三', maskedId: 'zh•••-3' });
    expect(moved.place).toEqual({
      kind: 'on',
      phone: { phoneId: 'p2', removed: null },
      sinceAt: bench.clock.now(),
      cameFrom: { phoneId: 'p1', removed: null },
    });
  });

  test('stays the same where a person confirms it', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    const before = (await cardOf(bench, accountId)).place;
    await bench.clock.advance(dayMs);
    const known = { kind: 'known', accountId } as const;
    valueOf(bench.accounts.declare({ phoneId: 'p1', account: known, nickname: '张三', messengerId: null }));
    expect((await cardOf(bench, accountId)).place).toEqual(before);
  });

  test('is none for one that was taken off, with the phone that it was on last and since when', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    await bench.clock.advance(dayMs);
    const none = { kind: 'none' } as const;
    valueOf(bench.accounts.declare({ phoneId: 'p1', account: none, nickname: null, messengerId: null }));
    const phone = { phoneId: 'p1', removed: null };
    const place = { kind: 'left', phone, sinceAt: bench.clock.now(), cameFrom: null };
    expect(await cardOf(bench, accountId)).toMatchObject({ phoneId: null, place });
  });

  test('is a phone that was removed, by the name that it had then', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('real-1');
    rememberPhone(bench, { phoneId: 'real-1', number: 7, label: '前台' });
    bench.store.prepare("DELETE FROM phone WHERE phoneId = 'real-1'").run();
    bench.phones.delete('real-1');
    const phone = { phoneId: 'real-1', removed: { number: 7, name: '前台' } };
    expect((await cardOf(bench, accountId)).place).toMatchObject({ kind: 'removed', phone });
  });
});

test('the board of 100 accounts is one answer, and never holds up the main loop for 50 ms', async () => {
  const bench = new DeskBench();
  for (let place = 0; place < 100; place++) await bench.accountAt(stageIds[place % 7] ?? 'S6', `p${place}`);
  // The text of their plan is read once for all, whoever asks first.
  await bench.tell('accounts.detail', { accountId: bench.account('p0') });
  const { value, longestMs } = await longestTurnOf(() => bench.tell('accounts.board', {}));
  const size = JSON.stringify(value).length;
  console.info(`100 accounts: longest turn ${longestMs.toFixed(1)} ms, ${size} characters`);
  expect(value.cards).toHaveLength(100);
  expect(longestMs).toBeLessThan(50);
  expect(size).toBeLessThan(600_000);
}, 60_000);

function rememberPhone(
  { store }: DeskBench,
  phone: { readonly phoneId: string; readonly number: number; readonly label: string },
): void {
  store
    .prepare<[typeof phone]>(
      `INSERT INTO phone (phoneId, number, label, tags, note, isVirtual, isExpected, isSetAside, isEdited, facts, firstSeenAt)
        VALUES (@phoneId, @number, @label, '[]', '', 0, 0, 0, 0, '{}', 1)`,
    )
    .run(phone);
}
