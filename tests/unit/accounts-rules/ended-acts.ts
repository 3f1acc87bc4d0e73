import type { UsageView } from '../../../electron/accounts/gate/usage-index.ts';
import type { AttemptEnd } from '../../../electron/accounts/plans/plan.ts';
import { JobActs } from '../../../electron/accounts/usage/job-acts.ts';
import { UsageLedger } from '../../../electron/accounts/usage/usage-ledger.ts';
import { JobBook } from '../../../electron/jobs/job-book.ts';
import { jobMigrations } from '../../../electron/jobs/store/job-migrations.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { valueOf } from '../../support/device-layer.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const eventOf = { done: 'succeed', failed: 'fail', unknown: 'doubt' } as const;
const noEnd = { code: null, detail: {}, reads: null, verifiedBy: null } as const;

/** How far an attempt at a renaming came: to the phone or not, and how it ended; null: it was only planned. */
export interface Tried {
  readonly isMarked: boolean;
  readonly end: AttemptEnd;
}

/** What the console counts after a start, where its jobs tried that through the own account at a moment. */
export function countedAfter(tried: Tried | null, at: number): UsageView {
  const store = openTestStore(jobMigrations);
  const book = new JobBook({ store, machineClock: new ManualClock(), logger: silentLogger });
  const row = { itemKey: 'one', accountId: 'a1', phoneId: 'p', groupId: null, name: '一群', subject: {} } as const;
  const planned = { ...row, before: null, after: null, verdict: 'ready', code: null, heldUntilAt: null } as const;
  const job = { kind: 'k', title: 't', payload: {}, plannedAt: at, plannedBy: '陈晓', freshUntilAt: at };
  const plan = { ...job, window: { startAt: null, endAt: null } };
  const jobId = valueOf(book.addPlan(plan, [planned], () => undefined));
  for (const { itemId } of tried === null ? [] : book.items.all(jobId)) {
    valueOf(book.move(itemId, { event: 'queue', at }));
    const attempt = { itemId, purpose: 'run', mode: 'auto', appVersion: null, startedAt: at } as const;
    const attemptId = valueOf(book.begin(attempt));
    if (tried?.isMarked === true) valueOf(book.mark(attemptId, itemId, 'engine', { at }));
    const { end } = tried ?? { end: 'done' };
    valueOf(
      book.move(itemId, { event: eventOf[end], at }, { closing: { attemptId, state: end, endedAt: at, ...noEnd } }),
    );
  }
  const groups = { idsOf: (groupId: string) => ({ groupIds: [groupId], viewIds: [] }) };
  const sources = { jobActs: new JobActs(store), handLog: { countedSince: () => [] }, groups };
  return new UsageLedger({ ...sources, actionOfKind: () => 'group_rename' }, at);
}
