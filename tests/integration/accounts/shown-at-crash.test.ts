import { expect, test } from 'vitest';
import type { DeskBench } from '../../support/accounts/desk-bench.ts';
import { DeskJobs } from '../../support/accounts/desk-jobs.ts';

const minuteMs = 60_000;

/** The console is killed while an account is shown the renaming of a group. */
async function killedWhileShown(time: string): Promise<{ consoles: DeskJobs; accountId: string }> {
  const consoles = new DeskJobs(time, () => 'assist');
  const accountId = await consoles.accountAt('S6');
  await consoles.confirm(await consoles.plan(consoles.rows(accountId, 1, 1)));
  await consoles.jobs.until(async () => (await consoles.jobs.tell('jobs.tasks', {})).tasks.length === 1);
  consoles.kill();
  return { consoles, accountId };
}

async function usedToday(desk: DeskBench, accountId: string): Promise<number | undefined> {
  const { card } = await desk.tell('accounts.detail', { accountId });
  return card.budgets.find(({ action, window }) => action === 'group_rename' && window === 'perDay')?.used;
}

test('what was tapped while there was no console counts as late as it can have been done', async () => {
  const { consoles, accountId } = await killedWhileShown('2026-03-02T09:00');
  await consoles.clock.advance(2 * minuteMs);
  consoles.act('g1');
  await consoles.clock.advance(20_000);
  consoles.restart();
  const gap = { kind: 'held', reason: 'gap', until: consoles.clock.now() + minuteMs };
  expect(consoles.desk.ask(accountId)).toMatchObject(gap);
  expect(consoles.asRead().ask(accountId)).toMatchObject(gap);
});

test('and so on the day on which the console is back, whatever day it was shown on', async () => {
  const { consoles, accountId } = await killedWhileShown('2026-03-02T22:50');
  await consoles.clock.advance(9 * 60 * minuteMs + 10 * minuteMs);
  consoles.act('g1');
  await consoles.clock.advance(minuteMs);
  consoles.restart();
  expect(await usedToday(consoles.desk, accountId)).toBe(1);
  expect(await usedToday(consoles.asRead(), accountId)).toBe(1);
});
