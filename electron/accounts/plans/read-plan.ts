import type { PlanNote, PlanProblem } from '../../contract/plan-problems.ts';
import type { Plan } from './plan.ts';
import { checkPlan, notesOfPlan } from './plan-checks.ts';
import { problemsOfIssues } from './plan-issues.ts';
import { planSchema } from './plan-schema.ts';
import { parsePlanYaml, withoutText, type PlanFile } from './plan-yaml.ts';

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
  return 'content' in parsed ? readContent(parsed, template) : { plan: null, problems: parsed, notes: [] };
}

/** Reads a plan that an editor holds and that has no text: its problems are told by path alone. */
export function readDocument(name: string, document: unknown, template: Plan | null): PlanReading {
  return readContent(withoutText(name, document), template);
}

function readContent(file: PlanFile, template: Plan | null): PlanReading {
  const plan = planSchema.safeParse(file.content);
  const issues = plan.success ? [] : problemsOfIssues(file, plan.error.issues);
  const problems = inOrder([...file.problems, ...issues, ...checkPlan(file, template)]);
  const notes = notesOfPlan(file);
  return plan.success && problems.length === 0
    ? { plan: plan.data, problems: [], notes }
    : { plan: null, problems, notes };
}

/** By line, each thing once. */
function inOrder(problems: readonly PlanProblem[]): PlanProblem[] {
  const byName = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byName.values()].toSorted((one, other) => one.line - other.line);
}
