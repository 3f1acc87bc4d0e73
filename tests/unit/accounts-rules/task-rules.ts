import { expect } from 'vitest';
import type { Plan, StageId, TaskFrequency } from '../../../electron/accounts/plans/plan.ts';
import { checklistOf, type ChecklistItem } from '../../../electron/accounts/standing/checklist.ts';
import type { AccountFacts, TaskTick } from '../../../electron/accounts/standing/facts.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { onDay, seen, tick } from '../../support/accounts/account-life.ts';
import { lived } from './life.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { judged, refusalOf, template, withRule, withRules, type Changes } from './template.ts';

interface TaskRow {
  readonly stage: StageId;
  readonly task: string;
  readonly frequency: TaskFrequency;
  readonly isRequired: boolean;
  readonly proof?: string;
}

/** A task that is done once before the account begins, with what has to be shown. */
function paper(task: string, proof?: string): TaskRow {
  return { ...row('S0', task, 'once', true), ...(proof === undefined ? {} : { proof }) };
}

function row(stage: StageId, task: string, frequency: TaskFrequency, isRequired: boolean): TaskRow {
  return { stage, task, frequency, isRequired };
}

const tasks: readonly TaskRow[] = [
  paper('own_device', 'device record'),
  paper('one_phone_one_sim_one_account', 'SIM record, last 4 digits only'),
  paper('official_client'),
  paper('screen_lock'),
  paper('employee_notice', 'document id'),
  paper('purpose_record'),
  row('S1', 'daily_login', 'daily', true),
  row('S1', 'realname', 'once', true),
  row('S1', 'profile', 'once', true),
  row('S1', 'security', 'once', true),
  row('S1', 'rules_training', 'once', true),
  row('S1', 'read_industry', 'daily', false),
  row('S2', 'daily_login', 'daily', true),
  row('S2', 'known_chat', 'daily', false),
  row('S2', 'first_moment', 'stage', false),
  row('S2', 'follow_accounts', 'stage', false),
  row('S2', 'group_rules_ready', 'once', true),
  row('S3', 'daily_login', 'daily', true),
  row('S3', 'join_own_groups', 'stage', true),
  row('S3', 'inbound_first', 'daily', false),
  row('S3', 'health_review', 'stage', true),
  row('S4', 'first_dry_run', 'stage', true),
  row('S4', 'weekly_review', 'weekly', true),
  row('S4', 'consent_log', 'daily', true),
  row('S5', 'weekly_review', 'weekly', true),
  row('S5', 'member_requests', 'weekly', true),
  row('S6', 'weekly_review', 'weekly', true),
  row('S6', 'quarterly_audit', 'quarterly', true),
];

/** The first and the last day of each stage. */
const daysOf: Readonly<Record<StageId, readonly [number, number]>> = {
  S0: [0, 0],
  S1: [1, 3],
  S2: [4, 7],
  S3: [8, 14],
  S4: [15, 30],
  S5: [31, 90],
  S6: [91, 91],
};

/** A diligent life but for one task, which was ticked when these say. */
function ticked({ stage, task, proof }: TaskRow, times: readonly number[], days: number): AccountFacts {
  const life = lived(days);
  const others = life.tasks.filter(({ taskId, stageId }) => taskId !== task || stageId !== stage);
  const done = times.map((at): TaskTick => tick(stage, task, at, { proof: proof ?? null }));
  return { ...life, tasks: [...others, ...done] };
}

function stateOf({ task }: TaskRow, facts: AccountFacts, plan: Plan, at: number): ChecklistItem['state'] | undefined {
  return checklistOf(facts, plan, at).find((item) => item.task.id === task)?.state;
}

/** The exit gates of the later stages do not ask for tasks: there a copy asks for them. */
const gateOf: Readonly<Partial<Record<StageId, Changes>>> = {
  S4: { 'stages.S4.exit_gate.3': 'required tasks done' },
  S5: { 'stages.S5.exit_gate.3': 'required tasks done' },
};

/** What is required keeps the account in its stage as long as it was not done; what is not does not. */
function checkRequired(given: TaskRow): void {
  const { stage, task, isRequired } = given;
  const path = `stages.${stage}.tasks.${task}.required`;
  const last = daysOf[stage][1];
  const isMissed = (value: boolean): boolean => {
    const plan = withRules({ ...gateOf[stage], ...(value === isRequired ? {} : { [path]: value }) });
    const { stageId, day, missing } = standingOf(ticked(given, [], last + 1), plan, onDay(last, '20:00'));
    expect([stageId, day]).toEqual([stage, last]);
    return missing.some((need) => need.kind === 'task' && need.path === `stages.${stage}.tasks.${task}`);
  };
  expect(isMissed(isRequired)).toBe(isRequired && stage !== 'S6');
  expect(isMissed(!isRequired)).toBe(!isRequired);
  const { hardZeroStages } = template.counting.override;
  const ofLess = hardZeroStages.includes(stage) ? 'never' : 'lacking';
  expect(judged({ [path]: !isRequired }).kind).toBe(isRequired ? ofLess : 'allowed');
}

/** What a frequency means for one task: when it is done, and what another frequency makes of the same ticks. */
const frequencyChecks: Readonly<Record<TaskFrequency, (given: TaskRow) => void>> = {
  once: checkOnce,
  stage: checkStage,
  daily: checkDaily,
  weekly: checkWeekly,
  quarterly: checkQuarterly,
};

type Other = TaskFrequency | null;

/** How the task stands at a moment, as often as the template asks for it, or another. */
function stands(given: TaskRow, facts: AccountFacts, at: number): (frequency: Other) => boolean {
  const path = `stages.${given.stage}.tasks.${given.task}.frequency`;
  return (frequency) => {
    const state = stateOf(given, facts, frequency === null ? template : withRule(path, frequency), at);
    expect(state).toBeDefined();
    return state === 'done';
  };
}

/** Done for ever, also before its stage begins; back in a lower stage it is still done. */
function checkOnce(given: TaskRow): void {
  if (given.stage === 'S0') {
    const back = [10, 11, 12].map((hour) => seen('too_frequent_prompt', onDay(1, `${hour}:00`)));
    const facts = { ...ticked(given, [onDay(0)], 1), signals: back };
    expect(standingOf(facts, template, onDay(1, '13:00')).stageId).toBe('S0');
    const isDone = stands(given, facts, onDay(1, '13:00'));
    expect([isDone(null), isDone('stage'), isDone('daily')]).toEqual([true, false, false]);
    return;
  }
  const [first] = daysOf[given.stage];
  const isDone = stands(given, ticked(given, [onDay(0, '12:00')], first + 2), onDay(first + 1));
  expect([isDone(null), isDone('stage'), isDone('daily')]).toEqual([true, false, false]);
}

/** Done once in the stage, and not before it; it stays done for as long as the stage lasts, here into a new quarter. */
function checkStage(given: TaskRow): void {
  const [first] = daysOf[given.stage];
  const before = stands(given, ticked(given, [onDay(0, '12:00')], first + 2), onDay(first + 1));
  const weeksLater = stands(given, ticked(given, [onDay(first)], first + 1), onDay(30));
  expect([before(null), before('once')]).toEqual([false, true]);
  expect([weeksLater(null), weeksLater('daily'), weeksLater('weekly'), weeksLater('quarterly')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
}

/** Done for a day; of a week it is not enough, and the stage takes as many as it has days. */
function checkDaily(given: TaskRow): void {
  const [first, last] = daysOf[given.stage];
  const facts = ticked(given, [onDay(first + 1)], last + 1);
  const today = stands(given, facts, onDay(first + 1, '23:59'));
  const tomorrow = stands(given, facts, onDay(first + 2, '00:00'));
  expect([today(null), tomorrow(null), tomorrow('weekly'), tomorrow('stage')]).toEqual([true, false, true, true]);
  if (!given.isRequired) return;
  const { missing } = standingOf(facts, withRules({ ...gateOf[given.stage] }), onDay(last, '20:00'));
  const needed = last - first + 1;
  expect(missing).toContainEqual(expect.objectContaining({ kind: 'task', taskId: given.task, done: 1, needed }));
}

/** A Monday in each stage that has such tasks. */
const mondays: Readonly<Partial<Record<StageId, number>>> = { S4: 21, S5: 35, S6: 98 };

function checkWeekly(given: TaskRow): void {
  const monday = mondays[given.stage] ?? 0;
  const days = Math.min(monday, 92);
  const ofLastWeek = stands(given, ticked(given, [onDay(monday - 1)], days), onDay(monday, '00:00'));
  const ofThisWeek = ticked(given, [onDay(monday, '00:00')], days);
  expect([ofLastWeek(null), ofLastWeek('stage'), ofLastWeek('quarterly')]).toEqual([false, true, true]);
  expect(stands(given, ofThisWeek, onDay(monday + 6, '23:59'))(null)).toBe(true);
  expect(stands(given, ofThisWeek, onDay(monday + 1))('daily')).toBe(false);
}

/** Account day 120 is the 30th of June. */
function checkQuarterly(given: TaskRow): void {
  const ofLastQuarter = stands(given, ticked(given, [onDay(120)], 92), onDay(121, '00:00'));
  const ofThisQuarter = ticked(given, [onDay(121)], 92);
  expect([ofLastQuarter(null), ofLastQuarter('stage')]).toEqual([false, true]);
  expect(stands(given, ofThisQuarter, onDay(212, '23:59'))(null)).toBe(true);
  expect(stands(given, ofThisQuarter, onDay(213, '00:00'))(null)).toBe(false);
  expect(stands(given, ofThisQuarter, onDay(212))('weekly')).toBe(false);
}

/** A tick without it counts for nothing. */
function checkProof(given: TaskRow): void {
  const path = `stages.S0.tasks.${given.task}`;
  const isMissing = (proof: string | null, plan: Plan): boolean => {
    const facts = lived(1);
    const ticks = facts.tasks.map((each) => (each.taskId === given.task ? { ...each, proof } : each));
    const { missing } = standingOf({ ...facts, tasks: ticks }, plan, onDay(0, '20:00'));
    return missing.some((need) => need.path === path);
  };
  expect([null, '', ' ', '存档 17'].map((proof) => isMissing(proof, template))).toEqual([true, true, true, false]);
  expect(isMissing(null, withRule(`${path}.proof`, undefined))).toBe(false);
  const asked = checklistOf(lived(0), template, onDay(0)).find((item) => item.task.id === given.task);
  expect(asked?.task.proof).toBe(given.proof);
}

/** The console ticks nothing: a plan that would have it do so is refused. */
function checkWho(path: string): void {
  expect(refusalOf(path, 'console')).toBe('word-unknown');
  expect(refusalOf(path, undefined)).not.toBeNull();
  expect(refusalOf(path, 'human')).toBeNull();
}

export const taskRules: readonly RuleTest[] = tasks.flatMap((each) => {
  const ground = `stages.${each.stage}.tasks.${each.task}`;
  return [
    rule(`${ground}.frequency`, () => frequencyChecks[each.frequency](each)),
    rule(`${ground}.required`, () => checkRequired(each)),
    rule(`${ground}.who`, () => checkWho(`${ground}.who`)),
    ...(each.proof === undefined ? [] : [rule(`${ground}.proof`, () => checkProof(each))]),
  ];
});
