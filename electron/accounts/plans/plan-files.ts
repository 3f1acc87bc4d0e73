import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from './plan.ts';
import { readPlan, type PlanReading } from './read-plan.ts';

/** No plan comes near it; what is larger is another kind of file. */
const sizeLimit = 1_000_000;

/** The template that comes with the console, below `resources/`. */
export const shippedPlanFile = 'plans/onboarding.yaml';

/** Reads a plan from a file; problems carry the name that was given. */
export function readPlanFile(path: string, template: Plan | null, name = path): PlanReading {
  const unreadable = (reason: string): PlanReading => {
    const problem = { file: name, line: 1, path: '', code: 'file-unreadable', params: { reason } } as const;
    return { plan: null, problems: [problem], notes: [] };
  };
  try {
    if (statSync(path).size > sizeLimit) return unreadable('EFBIG');
    return readPlan(name, readFileSync(path, 'utf8'), template);
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure) return unreadable(String(failure.code));
    throw failure;
  }
}

/** The shipped template, which nothing is compared with. */
export function readShippedPlan(resourcesFolder: string): PlanReading {
  return readPlanFile(join(resourcesFolder, shippedPlanFile), null, shippedPlanFile);
}
