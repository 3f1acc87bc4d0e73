import { describe, expect, test } from 'vitest';
import { china } from '../../support/accounts/account-life.ts';
import { DeskJobs } from '../../support/accounts/desk-jobs.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** From the moment at which the gate opens to that at which the act has its leave. */
const beginsWithinMs = 1_000;

/** When the plan lets its rows begin. */
async function told({ jobs, clock }: DeskJobs, jobId: number): Promise<number[]> {
  return (await jobs.items(jobId)).map(({ heldUntilAt }) => heldUntilAt ?? clock.now());
}

/** When its rows had their leave to be done. */
async function done({ jobs }: DeskJobs, jobId: number): Promise<number[]> {
  const items = await jobs.items(jobId);
  return Promise.all(
    items.map(async ({ itemId }) => (await jobs.attempts(itemId)).at(-1)?.committedAt ?? Number.POSITIVE_INFINITY),
  );
}

function fiveFrom(time: string): number[] {
  return [0, 1, 2, 3, 4].map((row) => china(time) + row * minuteMs);
}

describe('a plan of an account that has another open job', () => {
  test('is told behind the rows of that job, and both come when they were told', async () => {
    const desk = new DeskJobs('2026-03-02T10:00');
    const accountId = await desk.accountAt('S4');
    const first = await desk.plan(desk.rows(accountId, 1, 20));
    const firstTold = (await told(desk, first)).slice(0, 10);
    expect(firstTold).toEqual([...fiveFrom('2026-03-02T10:00'), ...fiveFrom('2026-03-03T08:00')]);
    await desk.confirm(first);
    const { jobId: second } = await desk.jobs.tell('jobs.planNext', { jobId: first });
    const secondTold = await told(desk, second);
    expect(secondTold).toEqual([...fiveFrom('2026-03-04T08:00'), ...fiveFrom('2026-03-05T08:00')]);
    expect(new Set((await desk.jobs.items(second)).map(({ code }) => code))).toEqual(new Set(['day-cap']));
    await desk.confirm(second);
    await desk.clock.advance(4 * dayMs);
    const all = [...(await done(desk, first)).slice(0, 10), ...(await done(desk, second))];
    const late = all.map((at, row) => at - ([...firstTold, ...secondTold][row] ?? 0));
    expect(late.filter((ms) => ms < 0 || ms > 10 * beginsWithinMs)).toEqual([]);
  });

  test('is told so before it is planned as well', async () => {
    const desk = new DeskJobs('2026-03-02T10:00');
    const accountId = await desk.accountAt('S4');
    const renaming = { action: 'group_rename', tool: null, amount: 1, groupId: null } as const;
    const asked = {
      wanted: [{ ...renaming, accountIds: [accountId], count: 4 }],
      days: 5,
      caps: [],
      moreAccountIds: [],
    };
    const perDay = async () => (await desk.desk.tell('accounts.forecast', asked)).days.map(({ done: count }) => count);
    expect(await perDay()).toEqual([4, 0, 0, 0, 0]);
    await desk.confirm(await desk.plan(desk.rows(accountId, 1, 8)));
    expect(await perDay()).toEqual([0, 2, 2, 0, 0]);
  });

  test('is told as if that job were not there while it is paused', async () => {
    const desk = new DeskJobs('2026-03-02T10:00');
    const accountId = await desk.accountAt('S4');
    const first = await desk.plan(desk.rows(accountId, 1, 5));
    await desk.confirm(first);
    await desk.jobs.tell('jobs.pause', { jobId: first });
    const second = await desk.plan(desk.rows(accountId, 6, 5));
    expect(await told(desk, second)).toEqual(fiveFrom('2026-03-02T10:00'));
  });

  test('has the places of rows that their job has no time for any more', async () => {
    const desk = new DeskJobs('2026-03-02T10:00');
    const accountId = await desk.accountAt('S4');
    const window = { startAt: null, endAt: china('2026-03-02T23:00') };
    await desk.confirm(await desk.plan(desk.rows(accountId, 1, 10), window));
    const second = await desk.plan(desk.rows(accountId, 11, 5));
    expect(await told(desk, second)).toEqual(fiveFrom('2026-03-03T08:00'));
  });
});
