import type { Operator } from '../contract/operators.ts';
import { planRowsLimit, type JobWindow } from '../contract/jobs.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import type { AuditPort } from '../audit/audit-log.ts';
import type { Clock } from '../runtime/clock.ts';
import type { AccountModes, Gate, GateAnswer } from './gate.ts';
import type { JobBook, PlanRow } from './job-book.ts';
import type { PlannedItem } from './job-kind.ts';
import type { JobRegistry, RegisteredKind } from './job-registry.ts';

export interface PlannerDeps {
  readonly book: JobBook;
  readonly kinds: JobRegistry;
  readonly gate: Gate;
  readonly modes: AccountModes;
  readonly isKnownPhone: (phoneId: string) => boolean;
  readonly audit: AuditPort;
  readonly clock: Clock;
}

export interface PlanOrder {
  readonly kind: string;
  readonly title: string;
  readonly payload: unknown;
  readonly window: JobWindow;
}

export interface PlanAuthor {
  readonly operator: Operator;
  readonly signal: AbortSignal;
  /** The plan that is made anew; null for a first one. */
  readonly replacedJobId: number | null;
}

/**
 * Makes a plan and stores it; nothing is acted on. Fails with `job-kind-unknown`, `invalid-input` for a payload that
 * breaks a rule of its kind, `plan-too-large`, `plan-empty` where nothing came of the payload, and as the kind does.
 * @returns the new job's id
 */
export async function makePlan(
  deps: PlannerDeps,
  order: PlanOrder,
  { operator, signal, replacedJobId }: PlanAuthor,
): Promise<Outcome<number>> {
  const { book, kinds, audit, clock } = deps;
  const found = kinds.find(order.kind);
  if (!found.ok) return found;
  const kind = found.value;
  const planned = await kind.plan(order.payload, { now: clock.now(), signal });
  if (!planned.ok) return planned;
  const { length } = planned.value;
  if (length === 0) return fail('plan-empty', 'the plan has no rows', { reason: 'no-rows' });
  if (length > planRowsLimit) return fail('plan-too-large', 'too many rows', { count: length, limit: planRowsLimit });
  const at = clock.now();
  const rows = judgeRows(deps, kind, planned.value, at);
  const job = { ...order, plannedAt: at, plannedBy: operator.name, freshUntilAt: at + kind.planFreshMs };
  return book.addPlan(job, rows, (jobId) => {
    const params = { jobId, jobKind: order.kind, title: order.title, rowCount: length };
    if (replacedJobId === null) audit.append({ action: 'jobs.plan', subject: null, params });
    else audit.append({ action: 'jobs.replan', subject: null, params: { ...params, replacedJobId } });
  });
}

/**
 * What can already be said of each row: an act that is under way elsewhere, or is in the plan twice, is blocked; the gate
 * is asked about the others. A row that its kind skipped or blocked stays so.
 */
function judgeRows(
  deps: PlannerDeps,
  kind: RegisteredKind,
  items: readonly PlannedItem<unknown>[],
  now: number,
): PlanRow[] {
  const seen = new Set<string>();
  const claimed = deps.book.items.claimedKeys();
  return items.map((item) => {
    if (item.verdict === 'skipped' || item.verdict === 'blocked') return { ...item, heldUntilAt: null };
    const isRepeated = seen.has(item.itemKey);
    seen.add(item.itemKey);
    if (isRepeated) return blocked(item, 'same-act-twice');
    if (claimed.has(item.itemKey)) return blocked(item, 'same-act-open');
    if (!deps.isKnownPhone(item.phoneId)) return blocked(item, 'phone-unknown');
    return afterGate(item, askGate(deps, kind, item, now));
  });
}

function blocked(item: PlannedItem<unknown>, code: NonNullable<PlannedItem<unknown>['code']>): PlanRow {
  return { ...item, verdict: 'blocked', code, heldUntilAt: null };
}

function askGate(
  { gate, modes }: PlannerDeps,
  kind: RegisteredKind,
  item: PlannedItem<unknown>,
  now: number,
): GateAnswer {
  const { accountId, phoneId, groupId } = item;
  const mode = kind.mode === 'manual' ? 'manual' : modes.modeOf(accountId, phoneId);
  const { action, findsAccount = false } = kind;
  return gate.ask({ accountId, phoneId, groupId, mode, action, amount: 1, now, findsAccount });
}

function afterGate(item: PlannedItem<unknown>, answer: GateAnswer): PlanRow {
  switch (answer.kind) {
    case 'allowed':
      return { ...item, heldUntilAt: null };
    case 'held':
      return {
        ...item,
        verdict: 'held',
        code: answer.reason,
        detail: answer.detail ?? {},
        heldUntilAt: answer.until,
      };
    case 'never':
      return { ...item, verdict: 'blocked', code: answer.reason, detail: answer.detail ?? {}, heldUntilAt: null };
  }
}
