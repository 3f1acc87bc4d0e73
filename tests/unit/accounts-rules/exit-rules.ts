import { expect } from 'vitest';
import type { Plan, SignalId, StageId } from '../../../electron/accounts/plans/plan.ts';
import { addDays } from '../../../electron/accounts/standing/calendar-day.ts';
import type { AccountFacts } from '../../../electron/accounts/standing/facts.ts';
import type { ExitNeed } from '../../../electron/accounts/standing/exit-needs.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { firstDay, onDay, seen } from '../../support/accounts/account-life.ts';
import { lived } from './life.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { refusalOf, template, withRule } from './template.ts';

/** What is missing on the evening of an account day by the rule at a path. */
function needAt(path: string, facts: AccountFacts, day: number, plan: Plan = template): ExitNeed | null {
  const { missing } = standingOf(facts, plan, onDay(day, '20:00'));
  return missing.find((need) => need.path === path) ?? null;
}

function stageOn(facts: AccountFacts, day: number, plan: Plan = template): StageId {
  return standingOf(facts, plan, onDay(day, '20:00')).stageId;
}

const ofDays: readonly (readonly [stage: StageId, place: number, day: number, next: StageId])[] = [
  ['S1', 0, 3, 'S2'],
  ['S2', 0, 7, 'S3'],
  ['S3', 0, 14, 'S4'],
  ['S4', 0, 30, 'S5'],
  ['S5', 0, 90, 'S6'],
];

function checkDay([stage, place, day, next]: (typeof ofDays)[number]): void {
  const path = `stages.${stage}.exit_gate.${place}`;
  const facts = lived(92);
  expect(needAt(path, facts, day - 1)).toMatchObject({ kind: 'day', atLeast: day, earliestOn: addDays(firstDay, day) });
  expect(needAt(path, facts, day)).toBeNull();
  expect(stageOn(facts, day + 1)).toBe(next);
  const longer = withRule(path, `day >= ${day + 1}`);
  expect(needAt(path, facts, day, longer)).toMatchObject({ kind: 'day', atLeast: day + 1 });
  expect([stageOn(facts, day + 1, longer), stageOn(facts, day + 2, longer)]).toEqual([stage, next]);
  expect(refusalOf(path, `day >= ${day - 1}`)).toBe('exit-day-early');
}

/** One task of the stage is left undone; `last`: the day on which it can be left. */
const ofTasks: readonly (readonly [stage: StageId, place: number, last: number, task: string, next: StageId])[] = [
  ['S0', 0, 0, 'screen_lock', 'S1'],
  ['S1', 1, 3, 'security', 'S2'],
  ['S2', 1, 7, 'group_rules_ready', 'S3'],
  ['S3', 1, 14, 'join_own_groups', 'S4'],
];

function checkTasks([stage, place, last, task, next]: (typeof ofTasks)[number]): void {
  const life = lived(92);
  const facts = { ...life, tasks: life.tasks.filter(({ taskId, stageId }) => taskId !== task || stageId !== stage) };
  const ungated = withRule(`stages.${stage}.exit_gate.${place}`, undefined);
  const path = `stages.${stage}.tasks.${task}`;
  expect(needAt(path, facts, last)).toMatchObject({ kind: 'task', taskId: task, done: 0 });
  expect([stageOn(facts, last + 1), stageOn(life, last + 1)]).toEqual([stage, next]);
  expect(needAt(path, facts, last, ungated)).toBeNull();
  expect(stageOn(facts, last + 1, ungated)).toBe(next);
}

const ofSignOffs: readonly (readonly [stage: StageId, place: number, last: number, next: StageId])[] = [
  ['S0', 1, 0, 'S1'],
  ['S3', 3, 14, 'S4'],
  ['S4', 2, 30, 'S5'],
  ['S5', 2, 90, 'S6'],
];

function checkSignOff([stage, place, last, next]: (typeof ofSignOffs)[number]): void {
  const path = `stages.${stage}.exit_gate.${place}`;
  const life = lived(92);
  const facts = { ...life, signOffs: life.signOffs.filter(({ stageId }) => stageId !== stage) };
  expect(needAt(path, facts, last)).toMatchObject({ kind: 'sign-off' });
  expect(needAt(path, life, last)).toBeNull();
  expect([stageOn(facts, last + 1), stageOn(life, last + 1)]).toEqual([stage, next]);
  if (stage === 'S0') expect(refusalOfGate(path)).toBe('sign-off-missing');
  else expect(stageOn(facts, last + 1, withRule(path, undefined))).toBe(next);
}

/** Account days are counted from the first sign-off, so that no plan can do without it. */
function refusalOfGate(path: string): string | null {
  expect(() => withRule(path, undefined)).toThrow('sign-off-missing');
  return 'sign-off-missing';
}

interface CleanRow {
  readonly stage: StageId;
  readonly place: number;
  readonly words: (days: number) => string;
  readonly days: number;
  readonly signal: SignalId;
  /** The day of the signal, and the last one that it spoils. */
  readonly seenOn: number;
  readonly spoiltThrough: number;
  readonly next: StageId;
}

const normal = (days: number): string => `health normal for ${days} days`;
const noWarning = (days: number): string => `no warning for ${days} days`;
const noCooldown = (days: number): string => `no cooldown for ${days} days`;
// A complaint warns for 72 hours, "too frequent" cools down for 24.
const [complaint, frequent] = ['member_complaint', 'too_frequent_prompt'] as const;

const ofHealth: readonly CleanRow[] = [
  { stage: 'S1', place: 2, words: normal, days: 3, signal: complaint, seenOn: 1, spoiltThrough: 4, next: 'S2' },
  { stage: 'S2', place: 2, words: noWarning, days: 4, signal: complaint, seenOn: 5, spoiltThrough: 8, next: 'S3' },
  { stage: 'S3', place: 2, words: noWarning, days: 7, signal: complaint, seenOn: 9, spoiltThrough: 12, next: 'S4' },
  { stage: 'S4', place: 1, words: noCooldown, days: 14, signal: frequent, seenOn: 19, spoiltThrough: 20, next: 'S5' },
  { stage: 'S5', place: 1, words: noCooldown, days: 30, signal: frequent, seenOn: 65, spoiltThrough: 66, next: 'S6' },
];

function checkClean(row: CleanRow): void {
  const { stage, place, words, days, next } = row;
  const path = `stages.${stage}.exit_gate.${place}`;
  const clean = row.spoiltThrough + days;
  const facts = lived(clean + 3, [seen(row.signal, onDay(row.seenOn))]);
  expect(needAt(path, facts, clean - 1)).toMatchObject({ kind: 'health', days, earliestOn: addDays(firstDay, clean) });
  expect(needAt(path, facts, clean)).toBeNull();
  expect([stageOn(facts, clean), stageOn(facts, clean + 1)]).toEqual([stage, next]);
  expect(needAt(path, facts, clean - 1, withRule(path, words(days - 1)))).toBeNull();
  expect(needAt(path, facts, clean, withRule(path, words(days + 1)))).toMatchObject({ kind: 'health', days: days + 1 });
  const warned = lived(row.seenOn, [seen(complaint, onDay(row.seenOn))]);
  expect(needAt(path, warned, row.seenOn) === null).toBe(row.signal === frequent);
}

export const exitRules: readonly RuleTest[] = [
  ...ofDays.map((row) => rule(`stages.${row[0]}.exit_gate.${row[1]}`, () => checkDay(row))),
  ...ofTasks.map((row) => rule(`stages.${row[0]}.exit_gate.${row[1]}`, () => checkTasks(row))),
  ...ofSignOffs.map((row) => rule(`stages.${row[0]}.exit_gate.${row[1]}`, () => checkSignOff(row))),
  ...ofHealth.map((row) => rule(`stages.${row.stage}.exit_gate.${row.place}`, () => checkClean(row))),
];
