import { expect, test } from 'vitest';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { ManualClock } from '../../support/manual-clock.ts';

/** An account that a person is shown an act of, at that time of a Monday. */
async function shownAt(time: string): Promise<{ bench: DeskBench; accountId: string }> {
  const bench = new DeskBench({ clock: new ManualClock(china(`2026-03-02T${time}`)) });
  const accountId = await bench.accountAt('S6');
  bench.commit(accountId, { by: 'operator' });
  return { bench, accountId };
}

test('what a person is shown may be done although it is counted already, until the night begins', async () => {
  const { bench, accountId } = await shownAt('22:30');
  expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'gap' });
  expect(bench.gate.askShown(bench.question(accountId))).toEqual({
    answer: { kind: 'allowed' },
    closesAt: china('2026-03-02T23:00'),
  });
});

test('an announcement may be done until lunch, a new name until the night', async () => {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S6');
  const closesAt = (action: string): number | null =>
    bench.gate.askShown(bench.question(accountId, { action })).closesAt;
  expect(closesAt('group_announcement')).toBe(china('2026-03-02T12:00'));
  expect(closesAt('group_rename')).toBe(china('2026-03-02T23:00'));
});

test('it belongs to the batch of what was done before it, which ends after half an hour', async () => {
  const { bench, accountId } = await shownAt('10:00');
  for (const time of ['09:40', '09:50']) {
    const act = bench.commit(accountId, { at: china(`2026-03-02T${time}`) });
    bench.desk.ended({ act, at: act.at, state: 'done' });
  }
  expect(bench.gate.askShown(bench.question(accountId)).closesAt).toBe(china('2026-03-02T10:10'));
  await bench.clock.advance(10 * 60_000);
  expect(bench.gate.askShown(bench.question(accountId)).answer).toMatchObject({ kind: 'held', reason: 'batch-pause' });
});

test('a batch is counted from when its first act was shown, and not from when it was answered', async () => {
  const { bench, accountId } = await shownAt('10:25');
  const act = bench.commit(accountId, { at: china('2026-03-02T10:00'), by: 'operator' });
  bench.desk.ended({ act, at: china('2026-03-02T10:24'), state: 'done' });
  expect(bench.gate.askShown(bench.question(accountId)).closesAt).toBe(china('2026-03-02T10:30'));
  await bench.clock.advance(5 * 60_000);
  expect(bench.gate.askShown(bench.question(accountId)).answer).toMatchObject({ kind: 'held', reason: 'batch-pause' });
});

test('and so is the next act, as long as one of them is still shown', async () => {
  const { bench, accountId } = await shownAt('10:00');
  await bench.clock.advance(29 * 60_000);
  expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'gap' });
  await bench.clock.advance(60_000);
  expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'batch-pause', until: china('2026-03-02T11:00') });
});

test('a plan that is tightened below what was done today ends it, and one that still has room does not', async () => {
  const { bench, accountId } = await shownAt('10:00');
  const tighten = async (perDay: number): Promise<void> => {
    const { text } = await bench.tell('plans.get', { kind: 'account', accountId });
    const tightened = text.replace(/(id: S6[\s\S]*?group_rename: \{ per_day: )\d+/u, `$1${perDay}`);
    expect(tightened).not.toBe(text);
    const source = { kind: 'text', text: tightened } as const;
    await bench.tell('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
  };
  await tighten(1);
  expect(bench.gate.askShown(bench.question(accountId)).answer).toEqual({ kind: 'allowed' });
  await tighten(0);
  expect(bench.gate.askShown(bench.question(accountId)).answer).toMatchObject({ kind: 'held', reason: 'stage-closed' });
});

/** One that is shown at ten the act for which the last of the day's renames was raised by one, until noon. */
async function shownOnRaise(perDay: number): Promise<{ bench: DeskBench; accountId: string }> {
  const bench = new DeskBench({ clock: new ManualClock(china('2026-03-02T10:00')) });
  const accountId = await bench.accountAt('S6');
  const { text } = await bench.tell('plans.get', { kind: 'account', accountId });
  const tightened = text.replace(/(id: S6[\s\S]*?group_rename: \{ per_day: )\d+/u, `$1${perDay}`);
  const source = { kind: 'text', text: tightened } as const;
  await bench.tell('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
  const path = 'stages.S6.caps.group_rename.per_day';
  const untilAt = china('2026-03-02T12:00');
  await bench.tell('accounts.loosen', { accountId, path, value: perDay + 1, reason: '旺季', untilAt });
  for (const time of ['08:10', '08:20']) {
    const act = bench.commit(accountId, { at: china(`2026-03-02T${time}`) });
    bench.desk.ended({ act, at: act.at, state: 'done' });
  }
  bench.commit(accountId, { by: 'operator' });
  return { bench, accountId };
}

test('an act that a cap has room for only while it is raised may be done until that ends', async () => {
  const { bench, accountId } = await shownOnRaise(2);
  const shown = bench.gate.askShown(bench.question(accountId));
  expect(shown).toEqual({ answer: { kind: 'allowed' }, closesAt: china('2026-03-02T12:00') });
  await bench.clock.advance(2 * 60 * 60_000);
  expect(bench.gate.askShown(bench.question(accountId)).answer).toMatchObject({ kind: 'held', reason: 'day-cap' });
});

test('an act that needs no raise may be done after it', async () => {
  const { bench, accountId } = await shownOnRaise(3);
  expect(bench.gate.askShown(bench.question(accountId)).closesAt).toBe(china('2026-03-02T23:00'));
});

test('whoever waits is told when a raise ends', async () => {
  const { bench, accountId } = await shownOnRaise(2);
  bench.gate.askShown(bench.question(accountId));
  let told = 0;
  bench.gate.subscribe(() => (told += 1));
  await bench.clock.advance(2 * 60 * 60_000 - 1);
  expect(told).toBe(0);
  await bench.clock.advance(1);
  expect(told).toBe(1);
});

test('at night it may not be done', async () => {
  const { bench, accountId } = await shownAt('22:59');
  await bench.clock.advance(60_000);
  expect(bench.gate.askShown(bench.question(accountId)).answer).toMatchObject({ kind: 'held', reason: 'rest-window' });
});

test('a prompt of the platform ends it', async () => {
  const { bench, accountId } = await shownAt('10:00');
  bench.desk.begin({ accountId, untilAt: 0, code: 'too-frequent' });
  expect(bench.gate.askShown(bench.question(accountId)).answer).toMatchObject({ kind: 'held', reason: 'cooldown' });
});

test('the phone is in the hand of whoever does it: what is wrong with it ends nothing', async () => {
  const { bench, accountId } = await shownAt('10:00');
  const [phoneId = ''] = bench.phones.keys();
  const phone = bench.phones.get(phoneId);
  if (phone !== undefined) bench.phones.set(phoneId, { ...phone, state: 'offline' });
  expect(bench.ask(accountId)).toMatchObject({ kind: 'held' });
  expect(bench.gate.askShown(bench.question(accountId)).answer).toEqual({ kind: 'allowed' });
});
