import { fail, type Fault } from '../../contract/outcome.ts';
import type { PlanProblem } from '../../contract/plan-problems.ts';

/** A plan is refused: the first thing that is wrong, where it stands and what its words are filled with, and how many there are. */
export function brokenPlan(problems: readonly PlanProblem[]): { readonly ok: false; readonly error: Fault } {
  const [first] = problems;
  const { code: problem = '', file = '', line = 0, path = '', params = {} } = first ?? {};
  const detail = { ...params, problem, file, line, path, count: problems.length };
  return fail('plan-broken', `${file}:${line} ${problem} at ${path}`, detail);
}

/** The plan that came with the console was changed and cannot be read: without it nobody can say what may be done. */
export class BrokenShippedPlan extends Error {
  readonly fault: Fault;

  constructor(problems: readonly PlanProblem[]) {
    const { error } = brokenPlan(problems);
    super(error.message);
    this.name = 'BrokenShippedPlan';
    this.fault = error;
  }
}
