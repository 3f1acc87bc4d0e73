import type { AuditPort } from '../audit/audit-log.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import { endOfCancelled } from './attempt-judgement.ts';
import type { ActLedger } from './gate.ts';
import type { JobBook } from './job-book.ts';
import type { ItemChange } from './states/item-change.ts';
import { isActingItem } from './states/item-state.ts';
import type { ItemRecord } from './store/item-store.ts';

export interface RecoveryDeps {
  readonly book: JobBook;
  readonly audit: AuditPort;
  /** Left out: nobody counts. */
  readonly acts?: ActLedger | undefined;
}

/**
 * What was under way when the console last ended is taken for cut short: its real state is looked at before anything else
 * is done with it. An act that a person was shown may have been done at any moment until `at`, and is told so. Fails as
 * the store does; then nothing may begin.
 */
export function takeInInterrupted({ book, audit, acts }: RecoveryDeps, at: number): Outcome<null> {
  const running = book.attempts.running();
  if (running.length === 0) return succeed(null);
  const open = book.attempts.openActs();
  const items = [...new Set(running.map(({ itemId }) => itemId))].flatMap((itemId) => book.items.get(itemId) ?? []);
  const acting = items.filter(({ state }) => isActingItem(state));
  const changes = acting.map((item) => [item.itemId, { ...changeOf(item, book), at }] as const);
  const taken = book.moveAll(changes, () => {
    for (const { attemptId } of running) {
      const nothing = { code: 'console-ended', detail: {}, reads: null, verifiedBy: null } as const;
      book.attempts.close({ attemptId, state: 'interrupted', endedAt: at, ...nothing });
    }
    audit.append({ action: 'jobs.interrupted', subject: null, params: { itemCount: acting.length } });
  });
  if (taken.ok) for (const act of open) acts?.ended({ act, at, state: 'interrupted' });
  return taken;
}

/** The same for one item whose run ended by a bug: it is looked at anew instead of standing as running for ever. */
export function interruptOrphan({ book, acts }: Omit<RecoveryDeps, 'audit'>, itemId: number, at: number): void {
  const attempt = book.attempts.running().find((running) => running.itemId === itemId);
  const item = book.items.get(itemId);
  if (attempt === undefined || item === null || !isActingItem(item.state)) return;
  const { attemptId } = attempt;
  const open = book.attempts.openActs().filter((act) => act.attemptId === attemptId);
  const nothing = { code: 'kind-broke', detail: {}, reads: null, verifiedBy: null } as const;
  const closing = { attemptId, state: 'interrupted', endedAt: at, ...nothing } as const;
  const moved = book.move(itemId, { ...changeOf(item, book), at, attemptId }, { closing });
  if (moved.ok) for (const act of open) acts?.ended({ act, at, state: 'interrupted' });
}

function changeOf({ jobId, isMarked }: ItemRecord, book: JobBook): Omit<ItemChange, 'at'> {
  if (book.jobs.get(jobId)?.state === 'cancelled') return endOfCancelled(isMarked);
  return { event: 'interrupt', code: 'console-ended' };
}
