import { expect, test } from 'vitest';
import { batchOf } from '../../../electron/accounts/gate/rules/batches.ts';
import { UsageLedger } from '../../../electron/accounts/usage/usage-ledger.ts';
import type { JobAct } from '../../../electron/accounts/usage/job-acts.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking } from '../../support/gate/gate-questions.ts';
import { ManualClock } from '../../support/manual-clock.ts';

async function benchAt(time: string) {
  const bench = new DeskBench({ clock: new ManualClock(china(time)) });
  return { bench, accountId: await bench.accountAt('S6') };
}

test('nothing is let through that would be tapped in the night: from five seconds before it is held until the morning', async () => {
  const { bench, accountId } = await benchAt('2026-03-02T22:59:54');
  expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
  await bench.clock.advance(1_000);
  const until = china('2026-03-03T08:00');
  expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'rest-window', until });
});

test('what opens in those seconds is told to open in the morning', async () => {
  const { bench, accountId } = await benchAt('2026-03-02T22:58:57');
  bench.commit(accountId);
  // The gap of a minute ends three seconds before the night.
  expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'gap', until: china('2026-03-03T08:00') });
});

test('an act that began before midnight and ended after it leaves neither day as one of rest', async () => {
  const { bench, accountId } = await benchAt('2026-03-08T10:00');
  for (const day of [2, 3, 4, 5, 6]) {
    const act = bench.commit(accountId, { at: china(`2026-03-0${day}T12:00`) });
    bench.desk.ended({ act, at: act.at, state: 'done' });
  }
  expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
  const act = bench.commit(accountId, { at: china('2026-03-07T23:59:50') });
  bench.desk.ended({ act, at: china('2026-03-08T00:00:20'), state: 'done' });
  expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'rest-day', until: china('2026-03-10T08:00') });
});

test('and so it is once it is read from the ledger again', () => {
  const [markedAt, at] = [china('2026-03-07T23:59:50'), china('2026-03-08T00:00:20')];
  const act = { attemptId: 1, kind: 'rename', accountId: 'a', groupId: null, groupViewId: null, amount: 1 };
  const ledger = ledgerOf(
    [
      { ...act, at, markedAt },
      { ...act, attemptId: 2, at, markedAt: at - 5_000 },
    ],
    at,
  );
  expect(ledger.beganOf('a', 'group_rename').count).toBe(1);
  expect(ledger.beganOf('a', 'group_rename').lastAt).toBe(markedAt);
  expect(ledger.ofAccount('a', 'group_rename').sumSince(0)).toBe(2);
});

test('a batch that began before a restart of the console is counted from its beginning after it', () => {
  const markedAt = china('2026-03-02T10:00');
  const at = markedAt + 25 * 60_000;
  const act = { attemptId: 1, kind: 'rename', accountId: 'a1', groupId: null, groupViewId: null, amount: 1 };
  const ledger = ledgerOf([{ ...act, at, markedAt }], at);
  const plan = gatePlan({ intervals: { maxContinuousBatchMinutes: 30, pauseBetweenBatchesMinutes: 30 } });
  expect(batchOf(asking({ plan, ledger, now: at + 60_000 }))?.startedAt).toBe(markedAt);
});

function ledgerOf(acts: JobAct[], now: number): UsageLedger {
  return new UsageLedger(
    {
      jobActs: { since: () => acts },
      handLog: { countedSince: () => [] },
      groups: { idsOf: (groupId) => ({ groupIds: [groupId], viewIds: [] }) },
      actionOfKind: () => 'group_rename',
    },
    now,
  );
}
