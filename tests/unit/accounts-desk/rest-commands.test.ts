import { describe, expect, test } from 'vitest';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench, lead, wang } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** An account at S5 whose plan lets it announce, on Monday at half past twelve. */
async function atLunch(): Promise<{ readonly bench: DeskBench; readonly accountId: string }> {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S5');
  await bench.clock.advance(2.5 * hourMs);
  return { bench, accountId };
}

async function gateOf(bench: DeskBench, accountId: string, action: string) {
  const { card } = await bench.tell('accounts.detail', { accountId });
  return card.gate.find((view) => view.action === action);
}

async function restOf(bench: DeskBench, accountId: string, windowId: string) {
  const { rests } = await bench.tell('accounts.detail', { accountId });
  return rests.find((rest) => rest.windowId === windowId);
}

describe('a rest that is not hard', () => {
  test('is set aside by any operator for the occasion that is on, and holds again on the next day', async () => {
    const { bench, accountId } = await atLunch();
    expect(await gateOf(bench, accountId, 'group_announcement')).toMatchObject({
      reason: 'rest-window',
      untilAt: china('2026-03-02T13:00'),
      detail: { isHard: false },
    });
    bench.operator = wang;
    const reason = '客户在等公告';
    const { untilAt } = await bench.tell('accounts.waive', { accountId, windowId: 'lunch', reason });
    expect(untilAt).toBe(china('2026-03-02T13:00'));
    expect(await gateOf(bench, accountId, 'group_announcement')).toMatchObject({ kind: 'allowed' });
    await bench.clock.advance(dayMs);
    expect(await gateOf(bench, accountId, 'group_announcement')).toMatchObject({
      reason: 'rest-window',
      untilAt: china('2026-03-03T13:00'),
    });
  });

  test('is set aside before it begins as well: the gate says no rest for it, and its page says who did and why', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S5');
    const given = { accountId, windowId: 'lunch', reason: '活动在中午' };
    expect(await bench.tell('accounts.waive', given)).toEqual({ untilAt: china('2026-03-02T13:00') });
    expect(await restOf(bench, accountId, 'lunch')).toMatchObject({ waiver: { by: '班组长', reason: '活动在中午' } });
    await bench.clock.advance(2 * hourMs);
    expect(await gateOf(bench, accountId, 'group_announcement')).toMatchObject({ kind: 'allowed' });
    await bench.clock.advance(dayMs);
    expect(await restOf(bench, accountId, 'lunch')).toMatchObject({ waiver: null });
  });

  test('is a day of rest as well, until midnight', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S5');
    for (let day = 1; day <= 6; day++) bench.commit(accountId, { at: bench.clock.now() - day * dayMs });
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'rest-day', detail: { isHard: false } });
    const { untilAt } = await bench.tell('accounts.waive', { accountId, windowId: 'weekly_rest', reason: '赶活动' });
    expect(untilAt).toBe(china('2026-03-03T00:00'));
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
    bench.commit(accountId);
    await bench.clock.advance(dayMs);
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'rest-day' });
  });

  test('leaves a line in the log and in the timeline, with its reason', async () => {
    const { bench, accountId } = await atLunch();
    await bench.tell('accounts.waive', { accountId, windowId: 'lunch', reason: '客户在等' });
    expect(bench.notes.at(-1)).toMatchObject({
      action: 'accounts.waive',
      subject: accountId,
      params: { windowId: 'lunch', reason: '客户在等', untilAt: china('2026-03-02T13:00') },
    });
    const { entries } = await timelineOf(bench, accountId);
    expect(entries[0]).toMatchObject({ kind: 'waiver', what: 'lunch', by: '班组长', text: '客户在等' });
  });

  test('is set aside once, and for that account alone', async () => {
    const { bench, accountId } = await atLunch();
    const other = await bench.accountAt('S5', 'phone-other');
    const given = { accountId, windowId: 'lunch', reason: '客户在等' };
    await bench.tell('accounts.waive', given);
    expect(await bench.call('accounts.waive', given)).toMatchObject({ error: { detail: { rule: 'not-waived' } } });
    expect(await restOf(bench, other, 'lunch')).toMatchObject({ waiver: null });
  });
});

async function waivedOnce() {
  const { bench, accountId } = await atLunch();
  bench.operator = wang;
  const waive = (windowId: string) => bench.call('accounts.waive', { accountId, windowId, reason: '赶活动' });
  expect(await waive('weekly_rest')).toMatchObject({ ok: true });
  await bench.clock.advance(dayMs);
  return { bench, accountId, waive };
}

describe('the same rest a second time within seven days', () => {
  test('takes a supervisor, and the page says how often it was', async () => {
    const { bench, accountId, waive } = await waivedOnce();
    expect(await waive('weekly_rest')).toMatchObject({ error: { code: 'supervisor-required' } });
    expect(await restOf(bench, accountId, 'weekly_rest')).toMatchObject({ waivedLately: 1, waiver: null });
    expect(await restOf(bench, accountId, 'lunch')).toMatchObject({ waivedLately: 0 });
    bench.operator = lead;
    expect(await waive('weekly_rest')).toMatchObject({ ok: true });
    expect(bench.notes.at(-1)).toMatchObject({ action: 'accounts.waive', params: { waivedLately: 1 } });
  });

  test('is the first again once seven days have gone by, and another rest is another one', async () => {
    const { bench, waive } = await waivedOnce();
    expect(await waive('lunch')).toMatchObject({ ok: true });
    await bench.clock.advance(6 * dayMs);
    expect(await waive('weekly_rest')).toMatchObject({ ok: true });
  });
});

test.each([
  ['a hard rest', 'night', 'soft-window'],
  ['a rest that the plan does not have', 'siesta', 'known-window'],
])('%s cannot be set aside', async (_which, windowId, rule) => {
  const { bench, accountId } = await atLunch();
  const refused = await bench.call('accounts.waive', { accountId, windowId, reason: '急' });
  expect(refused).toMatchObject({ error: { code: 'invalid-input', detail: { rule } } });
});

test('nobody sets anything aside without saying who it is', async () => {
  const { bench, accountId } = await atLunch();
  bench.operator = null;
  const refused = await bench.call('accounts.waive', { accountId, windowId: 'lunch', reason: '急' });
  expect(refused).toMatchObject({ error: { code: 'operator-required' } });
});

describe('a loosening', () => {
  const path = 'stages.S4.caps.group_rename.per_day';

  test('is ended before its time by any operator: from then on the planned cap holds', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const untilAt = bench.clock.now() + 3 * dayMs;
    await bench.tell('accounts.loosen', { accountId, path, value: 30, reason: '换季', untilAt });
    const limitOf = async (): Promise<number | undefined> => {
      const { card } = await bench.tell('accounts.detail', { accountId });
      return card.budgets.find((budget) => budget.path === path)?.limit;
    };
    expect(await limitOf()).toBe(30);
    const [loosening] = (await bench.tell('accounts.detail', { accountId })).loosenings;
    const given = { accountId, looseningId: loosening?.looseningId ?? 0 };
    await bench.clock.advance(hourMs);
    bench.operator = wang;
    await bench.tell('accounts.endLoosening', given);
    expect(await limitOf()).toBe(5);
    const [ended] = (await bench.tell('accounts.detail', { accountId })).loosenings;
    expect(ended).toMatchObject({ value: 30, untilAt: bench.clock.now() });
    expect(bench.notes.at(-1)).toMatchObject({ action: 'accounts.endLoosening', params: { path, value: 30, untilAt } });
    expect(await bench.call('accounts.endLoosening', given)).toMatchObject({ error: { detail: { rule: 'in-force' } } });
  });
});
