import type { Operator } from '../contract/operators.ts';
import { planRowsLimit, type JobWindow } from '../contract/jobs.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import type { AuditPort } from '../audit/audit-log.ts';
import type { Clock } from '../runtime/clock.ts';
import type { AccountModes, Gate, GateAnswer, GateQuestion } from './gate.ts';
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

/** Who answers for a job that nobody confirms at the desk, and why it comes. */
export interface OrderedBy {
  /** The operator who made the schedule, or who had it run. */
  readonly name: string;
  readonly scheduleId: number;
}

export interface PlanAuthor {
  readonly operator: Pick<Operator, 'name'>;
  readonly signal: AbortSignal;
  /** The plan that is made anew; null for a first one. */
  readonly replacedJobId: number | null;
  /** The batch before this one, and which of the rows that come of the payload are left of it. */
  readonly next?: { readonly afterJobId: number; readonly isLeft: (item: PlannedItem<unknown>) => boolean };
  /** The schedule that has it made; left out: a person at the desk. */
  readonly scheduleId?: number;
}

/**
 * Makes a plan and stores it; nothing is acted on. Fails with `job-kind-unknown`, `invalid-input` for a payload that
 * breaks a rule of its kind, `plan-too-large`, `plan-empty` where nothing came of the payload, and as the kind does.
 * @returns the new job's id
 */
export async function makePlan(
  deps: PlannerDeps,
  order: PlanOrder,
  { operator, signal, replacedJobId, scheduleId, next }: PlanAuthor,
): Promise<Outcome<number>> {
  const { book, kinds, audit, clock } = deps;
  const found = kinds.find(order.kind);
  if (!found.ok) return found;
  const kind = found.value;
  const planned = await kind.plan(order.payload, { now: clock.now(), signal });
  if (!planned.ok) return planned;
  const wanted = next === undefined ? planned.value : planned.value.filter(next.isLeft);
  const { length } = wanted;
  if (length === 0) return fail('plan-empty', 'the plan has no rows', { reason: 'no-rows' });
  if (length > planRowsLimit) return fail('plan-too-large', 'too many rows', { count: length, limit: planRowsLimit });
  const at = clock.now();
  const rows = judgeRows(deps, kind, wanted, at);
  const after = next === undefined ? {} : { afterJobId: next.afterJobId };
  const job = { ...order, ...after, plannedAt: at, plannedBy: operator.name, freshUntilAt: at + kind.planFreshMs };
  return book.addPlan(job, rows, (jobId) => {
    const made = scheduleId === undefined ? {} : { scheduleId, by: operator.name };
    const params = { jobId, jobKind: order.kind, title: order.title, rowCount: length, ...made };
    if (next !== undefined) {
      audit.append({ action: 'jobs.planNext', subject: null, params: { ...params, afterJobId: next.afterJobId } });
    } else if (replacedJobId === null) audit.append({ action: 'jobs.plan', subject: null, params });
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
  const ask = askerOf(deps, items, now);
  const batches = new Map<string, number>();
  return items.map((item) => {
    if (item.verdict === 'skipped' || item.verdict === 'blocked') return { ...item, heldUntilAt: null };
    const isRepeated = seen.has(item.itemKey);
    seen.add(item.itemKey);
    if (isRepeated) return blocked(item, 'same-act-twice');
    if (claimed.has(item.itemKey)) return blocked(item, 'same-act-open');
    if (!deps.isKnownPhone(item.phoneId)) return blocked(item, 'phone-unknown');
    const batchAmount = (batches.get(item.accountId) ?? 0) + (item.amount ?? 1);
    const answer = ask({ ...questionOf(deps, kind, item, now), batchAmount });
    if (answer.kind !== 'never') batches.set(item.accountId, batchAmount);
    return afterGate(item, answer);
  });
}

/** One that knows of the rows of other jobs which take their places before those of the plan. */
function askerOf(deps: PlannerDeps, items: readonly PlannedItem<unknown>[], now: number): Gate['ask'] {
  const { gate, book, kinds } = deps;
  const ask = gate.forPlan?.();
  if (ask === undefined) return (question) => gate.ask(question);
  const accountIds = new Set(items.map(({ accountId }) => accountId));
  const groupIds = new Set(items.map(({ groupId }) => groupId).filter((groupId) => groupId !== null));
  for (const row of book.awaited.at(now)) {
    const kind = kinds.get(row.kind);
    const isNear = accountIds.has(row.accountId) || groupIds.has(row.groupId ?? '');
    if (kind !== null && kind.isHarmless !== true && isNear) ask(questionOf(deps, kind, row, now), row.endAt);
  }
  return ask;
}

function blocked(item: PlannedItem<unknown>, code: NonNullable<PlannedItem<unknown>['code']>): PlanRow {
  return { ...item, verdict: 'blocked', code, heldUntilAt: null };
}

function questionOf(
  { modes }: PlannerDeps,
  kind: RegisteredKind,
  item: Pick<PlannedItem<unknown>, 'accountId' | 'phoneId' | 'groupId' | 'amount'>,
  now: number,
): GateQuestion {
  const { accountId, phoneId, groupId, amount = 1 } = item;
  const mode = kind.mode === 'manual' ? 'manual' : modes.modeOf(accountId, phoneId);
  const { action, findsAccount = false } = kind;
  return { accountId, phoneId, groupId, mode, action, amount, now, findsAccount };
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
