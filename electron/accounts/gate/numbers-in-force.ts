import { dayMs } from '../standing/calendar-day.ts';
import { covers } from '../standing/condition.ts';
import { stageBelow } from '../standing/standing.ts';
import type { ActionId, Cap, Loosening, Plan, Stage, StageId } from '../plans/plan.ts';
import type { ActQuestion, GateStanding } from './act-question.ts';
import { capFactorAt } from './limits-in-force.ts';

/** The four windows of a cap, with what a template calls them. */
export const capWindows = ['perHour', 'perDay', 'perWeek', 'perMonth'] as const;
export type CapWindow = (typeof capWindows)[number];

const wordOf: Readonly<Record<CapWindow, string>> = {
  perHour: 'per_hour',
  perDay: 'per_day',
  perWeek: 'per_week',
  perMonth: 'per_month',
};

/** A cap at an instant. */
export interface CapInForce {
  readonly path: string;
  readonly stageId: StageId;
  /** As planned, or as raised for a while. */
  readonly full: number;
  /** What is left of that in the account's condition. */
  readonly limit: number;
}

/** What of a question its numbers follow from. */
type NumberGround = Pick<ActQuestion, 'plan' | 'standing' | 'loosenings'>;

/** The stage whose caps hold for an action at an instant; for null, that of the account as a whole. */
export function stageIdAt({ stageId, lowered }: GateStanding, action: ActionId | null, at: number): StageId {
  let stages = 0;
  for (const lowering of lowered)
    if (at < lowering.untilAt && covers(lowering.scope, action)) stages = Math.max(stages, lowering.stages);
  return stages === 0 ? stageId : stageBelow(stageId, stages);
}

/** Null where the plan has no limit of that kind. */
export function capAt(question: NumberGround, action: ActionId, window: CapWindow, at: number): CapInForce | null {
  const { plan, standing } = question;
  const stageId = stageIdAt(standing, action, at);
  const cap = stageOf(plan, stageId).caps[action];
  const planned = cap[window];
  if (planned === undefined) return null;
  const path = `stages.${stageId}.caps.${action}.${wordOf[window]}`;
  const full = isHardZero(plan, stageId, cap) ? planned : raisedAt(question, path, planned, at);
  return { path, stageId, full, limit: Math.floor(full * capFactorAt(question, action, at)) };
}

/** The zero of an early stage: nobody can raise it, whatever the day. */
export function isHardZero(plan: Plan, stageId: StageId, { perDay }: Cap): boolean {
  return perDay === 0 && plan.counting.override.hardZeroStages.includes(stageId);
}

/** A number of the plan as it is raised at an instant; loosening never lowers it. */
export function raisedAt(
  { loosenings, plan }: Pick<NumberGround, 'loosenings' | 'plan'>,
  path: string,
  planned: number,
  at: number,
): number {
  let raised = planned;
  for (const loosening of loosenings) {
    if (loosening.path !== path || at < loosening.startsAt || at >= looseningEnd(loosening, plan)) continue;
    raised = Math.max(raised, loosening.value);
  }
  return raised;
}

/** However long it was granted for: no longer than the plan allows. */
export function looseningEnd({ startsAt, untilAt }: Loosening, plan: Plan): number {
  return Math.min(untilAt, startsAt + plan.counting.override.maxDays * dayMs);
}

function stageOf(plan: Plan, stageId: StageId): Stage {
  const stage = plan.stages.find(({ id }) => id === stageId);
  if (stage === undefined) throw new Error(`the plan ${plan.planId} has no stage ${stageId}`);
  return stage;
}
