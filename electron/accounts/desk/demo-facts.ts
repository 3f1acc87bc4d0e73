import { stageIds, type Plan, type StageId } from '../plans/plan.ts';
import { addDays, dayOf, hourMs, startOfDay, type Day } from '../standing/calendar-day.ts';
import { checklistOf } from '../standing/checklist.ts';
import type { AccountFacts, SignOff, TaskTick } from '../standing/facts.ts';
import { standingOf } from '../standing/standing.ts';

const proof = '演示';
const by = '演示';

/**
 * What is on record of an account that went through its plan without an incident until it came to that stage, and is in it today: every
 * task that is due ticked at ten, every stage before it signed off at eleven of its first day.
 */
export function factsAtStage(plan: Plan, stageId: StageId, now: number): AccountFacts {
  const today = dayOf(now);
  const told = stories.get(plan) ?? new Map<string, AccountFacts>();
  stories.set(plan, told);
  const known = told.get(`${stageId} ${today}`) ?? findStory(plan, stageId, now);
  told.set(`${stageId} ${today}`, known);
  return known;
}

/** Told once a day: finding one out takes as long as hundreds of answers of the gate. */
const stories = new WeakMap<Plan, Map<string, AccountFacts>>();

function findStory(plan: Plan, stageId: StageId, now: number): AccountFacts {
  const today = dayOf(now);
  const stage = plan.stages.find(({ id }) => id === stageId);
  // A diligent team leaves a stage on its last planned day, or a few days later where the calendar's weeks ask for it.
  for (let days = stage?.dayFrom ?? 0; ; days++) {
    const facts = walkThrough(plan, stageId, addDays(today, -days - 1), today);
    if (standingOf(facts, plan, now).stageId === stageId) return facts;
    if (days > 400) throw new Error(`nobody comes to ${stageId} by this plan`);
  }
}

function walkThrough(plan: Plan, wanted: StageId, startedOn: Day, today: Day): AccountFacts {
  const tasks: TaskTick[] = [];
  const signOffs: SignOff[] = [];
  const facts: AccountFacts = { startedOn, signOffs, tasks, signals: [], restarts: [], results: [] };
  for (let day = startedOn; day < today; day = addDays(day, 1)) {
    const at = startOfDay(day) + 10 * hourMs;
    const { stageId } = standingOf(facts, plan, at);
    const open = checklistOf(facts, plan, at).filter(({ state }) => state !== 'done');
    for (const { task } of open) tasks.push({ taskId: task.id, stageId, day, at, by, proof });
    const isSigned = signOffs.some((signOff) => signOff.stageId === stageId);
    if (!isSigned && stageIds.indexOf(stageId) < stageIds.indexOf(wanted))
      signOffs.push({ stageId, at: at + hourMs, by });
  }
  return facts;
}
