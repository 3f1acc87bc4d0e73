import { expect, onTestFinished, test } from 'vitest';
import { ChecklistReminder } from '../../../electron/accounts/desk/checklist-reminder.ts';
import type { Account } from '../../../electron/contract/accounts.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';

const dayMs = 86_400_000;
const { signal } = new AbortController();
const note = { scheduleId: 1, runId: 1, title: '清单提醒', by: '小王', windowEndAt: null };

const nameOf = ({ phoneId }: Account): string => phoneId ?? '';

function openReminder({ desk, clock }: DeskBench): ChecklistReminder {
  const reminder = new ChecklistReminder({ desk, clock, logger: silentLogger, nameOf });
  onTestFinished(() => reminder.dispose());
  return reminder;
}

/** What the alert of the desk says; null while there is none. */
function saidBy(reminder: ChecklistReminder): unknown {
  const verdict = reminder.findings()[0]?.verdict;
  return verdict?.is === 'trouble' ? [verdict.textCode, verdict.params] : null;
}

/** Ticks every task of that account that is open today. */
async function tickAll(bench: DeskBench, accountId: string): Promise<void> {
  const { checklist } = await bench.tell('accounts.detail', { accountId });
  for (const { taskId, state } of checklist) {
    if (state !== 'done') await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: '存档' });
  }
}

async function openToday(bench: DeskBench, accountId: string): Promise<number> {
  const { checklist } = await bench.tell('accounts.detail', { accountId });
  return checklist.filter(({ state, dueOn }) => state !== 'done' && dueOn !== null && dueOn <= '2026-03-02').length;
}

test('nothing is said before the schedule comes; then how much of today is open, and of whom', async () => {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S2');
  bench.account('phone-without-plan');
  const reminder = openReminder(bench);
  expect(saidBy(reminder)).toBeNull();
  const tasks = await openToday(bench, accountId);
  expect(tasks).toBeGreaterThan(0);
  const ran = await reminder.schedule.run(signal, bench.clock.now(), note);
  expect(ran).toMatchObject({ ok: true, value: { accounts: 1, tasks, names: `phone-S2 ×${tasks}` } });
  expect(saidBy(reminder)).toMatchObject([expect.any(String), { accounts: 1, tasks }]);
});

test('the alert follows each tick and ends with the last one', async () => {
  const bench = new DeskBench();
  const [one, other] = [await bench.accountAt('S2'), await bench.accountAt('S3')];
  const reminder = openReminder(bench);
  await reminder.schedule.run(signal, bench.clock.now(), note);
  let toldCount = 0;
  reminder.subscribe(() => toldCount++);
  await tickAll(bench, one);
  expect(saidBy(reminder)).toMatchObject([expect.any(String), { accounts: 1 }]);
  await tickAll(bench, other);
  expect(saidBy(reminder)).toBeNull();
  expect(toldCount).toBeGreaterThan(1);
});

test('it is over at midnight, and the next day says nothing before its own reminder', async () => {
  const bench = new DeskBench();
  await bench.accountAt('S2');
  const reminder = openReminder(bench);
  await reminder.schedule.run(signal, bench.clock.now(), note);
  let toldCount = 0;
  reminder.subscribe(() => toldCount++);
  await bench.clock.advance(china('2026-03-03T00:00') - bench.clock.now() - 1);
  expect(saidBy(reminder)).not.toBeNull();
  const before = toldCount;
  await bench.clock.advance(1);
  expect(saidBy(reminder)).toBeNull();
  expect(toldCount).toBeGreaterThan(before);
});

test('what today’s reminder said is there again after a restart, and tomorrow’s restart knows nothing of it', async () => {
  const bench = new DeskBench();
  await bench.accountAt('S2');
  const first = openReminder(bench);
  await first.schedule.run(signal, bench.clock.now(), note);
  const said = saidBy(first);
  first.dispose();
  expect(saidBy(openReminder(bench))).toEqual(said);
  await bench.clock.advance(dayMs);
  expect(saidBy(openReminder(bench))).toBeNull();
});

test('a desk whose checklists are all done is reminded of nothing', async () => {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S2');
  await tickAll(bench, accountId);
  const reminder = openReminder(bench);
  const ran = await reminder.schedule.run(signal, bench.clock.now(), note);
  expect(ran).toMatchObject({ ok: true, value: { accounts: 0, tasks: 0 } });
  expect(saidBy(reminder)).toBeNull();
});
