import type { JobState } from '../contract/jobs.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { JobDecisions } from './job-decisions.ts';
import { makePlan, type OrderedBy, type PlanOrder, type PlannerDeps } from './planner.ts';

export interface OrderedJob {
  readonly jobId: number;
  /** Rows that begin now or when the gate opens. */
  readonly itemCount: number;
}

/** Jobs that a schedule has made and begun. */
export interface JobOrders {
  /**
   * Plans and confirms at once, and only what changes nothing in an app: anything else takes a person who has read its plan
   * (`operator-required`). Fails as `jobs.plan` and `jobs.confirm` do; nothing is left of a plan that could not begin.
   */
  begin(order: PlanOrder, by: OrderedBy, signal: AbortSignal): Promise<Outcome<OrderedJob>>;
  /** Null for a job that there is not. */
  stateOf(jobId: number): JobState | null;
  /** Tells the id of a job that changed. */
  subscribe(listener: (jobId: number) => void): () => void;
}

export function createJobOrders(planner: PlannerDeps, decisions: JobDecisions): JobOrders {
  const { book } = planner;
  return {
    stateOf: (jobId) => book.jobs.get(jobId)?.state ?? null,
    subscribe: (listener) => book.subscribe(listener),
    begin: async (order, { name, scheduleId }, signal) => {
      if (planner.kinds.get(order.kind)?.isHarmless !== true) {
        return fail('operator-required', 'what changes something in an app is confirmed by a person');
      }
      const planned = await makePlan(planner, order, { operator: { name }, signal, replacedJobId: null, scheduleId });
      if (!planned.ok) return planned;
      const jobId = planned.value;
      const confirmed: Outcome<unknown> = signal.aborted
        ? fail('aborted', 'it was told to stop')
        : decisions.confirm(jobId, { name, scheduleId });
      if (!confirmed.ok) {
        // A plan that nobody would ever confirm does not stay.
        decisions.cancel(jobId, null);
        return confirmed;
      }
      const { verdicts } = book.jobs.counts(jobId);
      return succeed({ jobId, itemCount: (verdicts.get('ready') ?? 0) + (verdicts.get('held') ?? 0) });
    },
  };
}
