import { expect } from 'vitest';
import type { Plan, StageId } from '../../../electron/accounts/plans/plan.ts';
import { checklistOf } from '../../../electron/accounts/standing/checklist.ts';
import { addDays } from '../../../electron/accounts/standing/calendar-day.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { firstDay, onDay } from '../../support/accounts/account-life.ts';
import { lived } from './life.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { refusalOf, template, withRules, type Changes } from './template.ts';

/** A stage, its last day, and the stage after it. */
const borders: readonly (readonly [stage: StageId, lastDay: number, next: StageId])[] = [
  ['S1', 3, 'S2'],
  ['S2', 7, 'S3'],
  ['S3', 14, 'S4'],
  ['S4', 30, 'S5'],
  ['S5', 90, 'S6'],
];

function stageOn(plan: Plan, day: number): StageId {
  return standingOf(lived(92), plan, onDay(day)).stageId;
}

/** The border one day later: it takes the stage's end, the next one's beginning and the exit together. */
function later(stage: StageId, lastDay: number, next: StageId, more: Changes = {}): Plan {
  return withRules({
    [`stages.${stage}.day_to`]: lastDay + 1,
    [`stages.${next}.day_from`]: lastDay + 2,
    [`stages.${stage}.exit_gate.0`]: `day >= ${lastDay + 1}`,
    ...more,
  });
}

/** The first day of a stage holds back whoever is ready sooner, and says so. */
function checkBegin([stage, lastDay, next]: (typeof borders)[number]): void {
  const path = `stages.${next}.day_from`;
  const needOn = (plan: Plan, day: number): unknown =>
    standingOf(lived(92), plan, onDay(day)).missing.find((need) => need.path === path) ?? null;
  const atLeast = { kind: 'day', atLeast: lastDay, earliestOn: addDays(firstDay, lastDay) };
  expect(needOn(template, lastDay - 1)).toMatchObject(atLeast);
  expect(needOn(template, lastDay)).toBeNull();
  expect([stageOn(template, lastDay), stageOn(template, lastDay + 1)]).toEqual([stage, next]);
  expect(needOn(later(stage, lastDay, next), lastDay)).toMatchObject({ kind: 'day', atLeast: lastDay + 1 });
  expect(stageOn(later(stage, lastDay, next), lastDay + 1)).toBe(stage);
  expect(refusalOf(path, lastDay + 2)).toBe('days-gap');
  expect(refusalOf(path, lastDay)).toBe('days-overlap');
}

/** A task that each stage has once; where it has none, one of its weekly ones is made so. */
const onceTasks: Readonly<Partial<Record<StageId, string>>> = {
  S1: 'realname',
  S2: 'group_rules_ready',
  S3: 'health_review',
  S4: 'first_dry_run',
  S5: 'member_requests',
};

/** By the last day of a stage its single tasks are due, and after it the stage's exit is open. */
function checkEnd([stage, lastDay, next]: (typeof borders)[number]): void {
  const path = `stages.${stage}.day_to`;
  const task = onceTasks[stage] ?? '';
  const single: Changes = stage === 'S5' ? { 'stages.S5.tasks.member_requests.frequency': 'stage' } : {};
  const dueIn = (plan: Plan): string | null | undefined =>
    checklistOf(lived(lastDay), plan, onDay(lastDay, '20:00')).find((item) => item.task.id === task)?.dueOn;
  expect(dueIn(withRules(single))).toBe(addDays(firstDay, lastDay));
  expect(dueIn(later(stage, lastDay, next, single))).toBe(addDays(firstDay, lastDay + 1));
  expect(() => withRules({ [path]: lastDay + 1 })).toThrow('days-overlap');
  expect(() => withRules({ [path]: lastDay - 1 })).toThrow('days-gap');
}

/** Before the sign-off there are no days to count, whenever that is. */
function checkFirst(): void {
  expect(standingOf(lived(0), template, onDay(50))).toMatchObject({ stageId: 'S0', day: 0 });
  expect(refusalOf('stages.S0.day_from', 1)).toBe('days-first');
  expect(template.stages[0]).toMatchObject({ dayFrom: 0, dayTo: 0 });
}

function checkFirstEnd(): void {
  expect([stageOn(template, 0), stageOn(template, 1)]).toEqual(['S0', 'S1']);
  expect(refusalOf('stages.S0.day_to', 1)).toBe('days-first');
}

function checkDayOne(): void {
  expect(standingOf(lived(92), template, onDay(1))).toMatchObject({ stageId: 'S1', day: 1 });
  expect(refusalOf('stages.S1.day_from', 2)).toBe('days-gap');
  expect(refusalOf('stages.S1.day_from', 0)).toBe('days-overlap');
}

/** Whoever got there stays there while its days go on: nothing is missing and nothing changes any more. */
function checkLast(): void {
  for (const day of [91, 400, 4_000])
    expect(standingOf(lived(92), template, onDay(day))).toMatchObject({ stageId: 'S6', day, missing: [] });
  expect(refusalOf('stages.S6.day_to', 365)).toBe('days-open');
}

function checkNoExit(): void {
  const signedOff = withRules({ 'stages.S6.exit_gate.0': 'supervisor sign-off' });
  for (const plan of [template, signedOff]) {
    expect(standingOf(lived(91), plan, onDay(400))).toMatchObject({ stageId: 'S6', day: 400, missing: [] });
  }
  expect(template.stages[6]?.exitGate).toEqual([]);
}

export const stageDayRules: readonly RuleTest[] = [
  rule('stages.S0.day_from', checkFirst),
  rule('stages.S0.day_to', checkFirstEnd),
  rule('stages.S1.day_from', checkDayOne),
  ...borders.flatMap((border) => [
    rule(`stages.${border[0]}.day_to`, () => checkEnd(border)),
    rule(`stages.${border[2]}.day_from`, () => checkBegin(border)),
  ]),
  rule('stages.S6.day_to', checkLast),
  rule('stages.S6.exit_gate', checkNoExit),
];
