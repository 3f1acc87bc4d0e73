import type { PlanNote, PlanProblem } from '../../contract/plan-problems.ts';
import type { Plan } from './plan.ts';
import { checkPlan, notesOfPlan } from './plan-checks.ts';
import { problemsOfIssues } from './plan-issues.ts';
import { planSchema } from './plan-schema.ts';
import { parsePlanYaml } from './plan-yaml.ts';

/** A sound plan, or everything that is wrong with its file; what is only worth a second look comes with both. */
export type PlanReading =
  | { readonly plan: Plan; readonly problems: readonly []; readonly notes: readonly PlanNote[] }
  | { readonly plan: null; readonly problems: readonly PlanProblem[]; readonly notes: readonly PlanNote[] };

/**
 * Reads the text of a plan. `file` is only the name that problems carry. `template` is what must not be loosened; null for
 * the template itself. Never throws for what the text holds.
 */
export function readPlan(file: string, text: string, template: Plan | null): PlanReading {
  const parsed = parsePlanYaml(file, text.replaceAll('\r\n', '\n'));
  if (!('content' in parsed)) return { plan: null, problems: parsed, notes: [] };
  const plan = planSchema.safeParse(parsed.content);
  const issues = plan.success ? [] : problemsOfIssues(parsed, plan.error.issues);
  const problems = inOrder([...parsed.problems, ...issues, ...checkPlan(parsed, template)]);
  const notes = notesOfPlan(parsed);
  return plan.success && problems.length === 0
    ? { plan: plan.data, problems: [], notes }
    : { plan: null, problems, notes };
}

/** By line, each thing once. */
function inOrder(problems: readonly PlanProblem[]): PlanProblem[] {
  const byName = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byName.values()].toSorted((one, other) => one.line - other.line);
}
