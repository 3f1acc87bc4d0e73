import { describe, expect, it } from 'vitest';
import type { TaskFrequency } from '../../../electron/accounts/plans/plan.ts';
import { checklistOf } from '../../../electron/accounts/standing/checklist.ts';
import { onDay, restart, seen, signedOff, signOff, started, tick } from '../../support/accounts/account-life.ts';
import { smallPlan, task } from '../../support/accounts/small-plan.ts';

/** S1 lasts for 120 account days; day 1 is Tuesday, 2026-03-03. */
const plan = (frequency: TaskFrequency) =>
  smallPlan({ starts: [0, 1, 121, 122, 123, 124, 125], tasks: { S1: [task('t', frequency)] } });

interface Case {
  readonly frequency: TaskFrequency;
  readonly ticked: readonly number[];
  readonly day: number;
}

function itemOn({ frequency, ticked, day }: Case) {
  const facts = signedOff({ tasks: ticked.map((count) => tick('S1', 't', onDay(count))) });
  return checklistOf(facts, plan(frequency), onDay(day, '12:00'))[0];
}

describe('the checklist of a day', () => {
  it.each([
    ['daily, the first day', 'daily', [], 1, 'due', '2026-03-03'],
    ['daily, ticked today', 'daily', [1], 1, 'done', '2026-03-03'],
    ['daily, ticked yesterday', 'daily', [1], 2, 'due', '2026-03-04'],
    ['daily, missed yesterday', 'daily', [1], 3, 'overdue', '2026-03-05'],
    ['daily, missed yesterday and ticked today', 'daily', [3], 3, 'done', '2026-03-05'],
    ['weekly, in the week in which the stage began', 'weekly', [], 5, 'due', '2026-03-08'],
    ['weekly, a week that was not whole is not missed', 'weekly', [], 8, 'due', '2026-03-15'],
    ['weekly, ticked on Tuesday, seen on Sunday', 'weekly', [1], 6, 'done', '2026-03-08'],
    ['weekly, ticked in this week', 'weekly', [7], 9, 'done', '2026-03-15'],
    ['weekly, a whole week missed', 'weekly', [1], 14, 'overdue', '2026-03-22'],
    ['quarterly, in the first quarter', 'quarterly', [], 20, 'due', '2026-03-31'],
    ['quarterly, ticked in this quarter', 'quarterly', [3], 20, 'done', '2026-03-31'],
    ['quarterly, ticked in the one before', 'quarterly', [3], 31, 'due', '2026-06-30'],
    ['once, open', 'once', [], 119, 'due', '2026-06-30'],
    ['once, done', 'once', [2], 119, 'done', '2026-06-30'],
    ['stage, open', 'stage', [], 119, 'due', '2026-06-30'],
    ['stage, done', 'stage', [2], 119, 'done', '2026-06-30'],
  ] as const)('%s', (...row) => {
    const [, frequency, ticked, day, state, dueOn] = row;
    expect(itemOn({ frequency, ticked, day })).toMatchObject({ state, dueOn, stageId: 'S1' });
  });

  it('a task of the stage is overdue once the stage has outlasted its days', () => {
    const late = smallPlan({ tasks: { S1: [task('t', 'once')] }, exits: { S1: [{ kind: 'required-tasks' }] } });
    const states = [3, 4].map((day) => checklistOf(signedOff(), late, onDay(day))[0]?.state);
    expect(states).toEqual(['due', 'overdue']);
  });

  it('after a drop, a stage has its days anew', () => {
    const late = smallPlan({ tasks: { S3: [task('t', 'stage')] } });
    const dropped = [0, 1, 2].map((hours) => seen('too_frequent_prompt', onDay(20, `1${hours}:00`)));
    const items = [20, 26].map((day) => checklistOf(signedOff({ signals: dropped }), late, onDay(day, '13:00'))[0]);
    expect(items[0]).toMatchObject({ state: 'due', dueOn: '2026-03-29' });
    expect(items[1]).toBeUndefined();
  });

  it('names the tick that made it done', () => {
    expect(itemOn({ frequency: 'daily', ticked: [2], day: 2 })?.tick).toMatchObject({ at: onDay(2), by: '小王' });
  });

  it('is not done by a tick without the proof that it asks for', () => {
    const proven = smallPlan({ tasks: { S0: [task('t', 'once', { proof: '档案号' })] } });
    const stateWith = (proof: string | null) =>
      checklistOf(started({ tasks: [tick('S0', 't', onDay(0), { proof })] }), proven, onDay(0, '12:00'))[0]?.state;
    expect([stateWith(null), stateWith('A-17')]).toEqual(['due', 'done']);
  });

  it('is not done by a tick that comes later', () => {
    expect(itemOn({ frequency: 'daily', ticked: [2], day: 1 })?.state).toBe('due');
  });

  it('is empty before the start', () => {
    expect(checklistOf(started({ startedOn: null }), plan('daily'), onDay(5))).toEqual([]);
  });

  it('is that of the stage that the account is in, in the order of the plan', () => {
    const tasks = { S1: [task('a', 'once')], S2: [task('c', 'daily'), task('b', 'once', { isRequired: false })] };
    const items = checklistOf(signedOff(), smallPlan({ tasks }), onDay(4));
    expect(items.map((item) => [item.task.id, item.task.isRequired])).toEqual([
      ['c', true],
      ['b', false],
    ]);
  });

  it('asks for a task of the stage in each stay, and for a single one until the account begins anew', () => {
    const tasks = { S1: [task('stay', 'stage'), task('single', 'once')] };
    const facts = signedOff({
      tasks: [tick('S1', 'stay', onDay(1)), tick('S1', 'single', onDay(1))],
      signOffs: [signOff('S1', onDay(1))],
    });
    const statesOf = (more: Partial<typeof facts>, at: number) =>
      checklistOf({ ...facts, ...more }, smallPlan({ tasks }), at).map(({ state }) => state);
    const dropped = [0, 1, 2].map((hours) => seen('too_frequent_prompt', onDay(5, `1${hours}:00`)));
    expect(statesOf({ signals: dropped }, onDay(5, '13:00'))).toEqual(['due', 'done']);
    expect(statesOf({ restarts: [restart('new-phone', onDay(5))] }, onDay(5, '13:00'))).toEqual(['due', 'due']);
  });
});
