import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { readShippedPlan, shippedPlanFile } from '../../../electron/accounts/plans/plan-files.ts';
import { readPlan, type PlanReading } from '../../../electron/accounts/plans/read-plan.ts';

export const resources = join(import.meta.dirname, '..', '..', '..', 'resources');
export const shippedText = readFileSync(join(resources, shippedPlanFile), 'utf8');

function readShipped(): Plan {
  const { plan, problems } = readShippedPlan(resources);
  if (plan === null) throw new Error(JSON.stringify(problems));
  return plan;
}

export const shipped = readShipped();

/** Reads a text as a plan that the shipped one bounds. */
export function readBeside(text: string): PlanReading {
  return readPlan('plan.yaml', text, shipped);
}

export function soundPlan(reading: PlanReading): Plan {
  if (reading.plan === null) throw new Error(JSON.stringify(reading.problems));
  return reading.plan;
}
