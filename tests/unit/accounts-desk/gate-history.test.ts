import { expect, test } from 'vitest';
import { JobBook } from '../../../electron/jobs/job-book.ts';
import type { PlanRow } from '../../../electron/jobs/job-book.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';
import { valueOf } from '../../support/device-layer.ts';

const minuteMs = 60_000;
const path = 'stages.S4.caps.group_rename.per_day';

function rowOf(accountId: string): PlanRow {
  return {
    itemKey: 'one',
    accountId,
    phoneId: 'p',
    groupId: null,
    name: '一群',
    subject: {},
    before: '旧',
    after: '新',
    verdict: 'ready',
    code: null,
    heldUntilAt: null,
  };
}

test('the page of an account keeps what the gate held of it, though the row went on long ago', async () => {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S4');
  const book = new JobBook({ store: bench.store, machineClock: bench.clock, logger: silentLogger });
  const at = bench.clock.now();
  const job = { kind: 'k', title: 't', payload: {}, plannedAt: at, plannedBy: '陈晓', freshUntilAt: at };
  const plan = { ...job, window: { startAt: null, endAt: null } };
  const jobId = valueOf(book.addPlan(plan, [rowOf(accountId)], () => undefined));
  const itemId = book.items.all(jobId)[0]?.itemId ?? 0;
  const untilAt = at + 5 * minuteMs;
  valueOf(book.move(itemId, { event: 'hold', at, code: 'day-cap', detail: { path }, heldUntilAt: untilAt }));
  const heldOf = async () => (await timelineOf(bench, accountId, { kind: 'held' })).entries;
  const line = { key: 'held:1', at, kind: 'held', what: 'day-cap', by: '', text: '一群' };
  expect(await heldOf()).toEqual([{ ...line, hold: { path, untilAt, endedAt: null, ending: null } }]);
  valueOf(book.move(itemId, { event: 'queue', at: untilAt + 1 }));
  valueOf(book.move(itemId, { event: 'cancel', at: untilAt + 2, code: 'cancelled-by-operator' }));
  expect(await heldOf()).toEqual([{ ...line, hold: { path, untilAt, endedAt: untilAt + 1, ending: 'opened' } }]);
});
