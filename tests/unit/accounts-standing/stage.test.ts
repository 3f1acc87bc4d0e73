import { describe, expect, it } from 'vitest';
import type { ExitRule, Plan } from '../../../electron/accounts/plans/plan.ts';
import type { AccountFacts, SignalFact, TaskTick } from '../../../electron/accounts/standing/facts.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import {
  closed,
  firstDay,
  onDay,
  restart,
  seen,
  signedOff,
  signOff,
  started,
  tick,
} from '../../support/accounts/account-life.ts';
import { endless, smallPlan, task } from '../../support/accounts/small-plan.ts';

/** Account days on which the stage is S2 or higher, the first of them; S2 could begin on day 4. */
function daysInS1(plan: Plan, facts: AccountFacts): number {
  for (let day = 1; day < 60; day += 1) {
    if (standingOf(facts, plan, onDay(day, '00:00')).stageId !== 'S1') return day - 1;
  }
  return Infinity;
}

const stageAt = (facts: AccountFacts, plan: Plan, at: number) => standingOf(facts, plan, at).stageId;
const leavingS1 = (...rules: ExitRule[]) => smallPlan({ exits: { S1: rules } });

const ticking = (frequency: Parameters<typeof task>[1], days: readonly number[], changes: Partial<TaskTick> = {}) => ({
  plan: smallPlan({ tasks: { S1: [task('t', frequency)] }, exits: { S1: [{ kind: 'required-tasks' }] } }),
  facts: signedOff({ tasks: days.map((day) => tick('S1', 't', onDay(day), changes)) }),
});
const tickedOn = (...days: number[]) => signedOff({ tasks: days.map((day) => tick('S1', 't', onDay(day))) });
const proven = (proof: string | null) => signedOff({ tasks: [tick('S1', 't', onDay(2), { proof })] });
const dateOf = (count: number) => new Date(Date.parse(firstDay) + count * 86_400_000).toISOString().slice(0, 10);
const missingOn = (plan: Plan, facts: AccountFacts, count: number) => standingOf(facts, plan, onDay(count)).missing;
const prompts = (...days: number[]) => days.map((day) => seen('too_frequent_prompt', onDay(day)));

describe('the first stage', () => {
  it('lasts as long as the account has not begun', () => {
    const standing = standingOf(signedOff({ startedOn: null }), smallPlan(), onDay(50));
    expect(standing).toMatchObject({ stageId: 'S0', day: 0, missing: [{ kind: 'start' }], nextChangeAt: null });
  });

  it('does not begin before the day it was begun on', () => {
    expect(standingOf(started(), smallPlan(), onDay(-1)).missing).toMatchObject([{ kind: 'start' }]);
  });

  it('lasts until it is signed off', () => {
    expect(standingOf(started(), smallPlan(), onDay(50))).toMatchObject({ stageId: 'S0', day: 0 });
  });

  it('is over with the day of its sign-off, whose morrow is account day 1', () => {
    const facts = signedOff();
    expect(standingOf(facts, smallPlan(), onDay(1, '00:00') - 1)).toMatchObject({ stageId: 'S0', day: 0 });
    expect(standingOf(facts, smallPlan(), onDay(1, '00:00'))).toMatchObject({ stageId: 'S1', day: 1 });
  });

  it('takes no sign-off from before the start', () => {
    const facts = started({ signOffs: [signOff('S0', onDay(-1))] });
    expect(stageAt(facts, smallPlan(), onDay(5))).toBe('S0');
  });
});

describe('a stage', () => {
  it.each([
    ['S1', 1],
    ['S1', 3],
    ['S2', 4],
    ['S3', 8],
    ['S4', 15],
    ['S5', 31],
    ['S6', 91],
    ['S6', 400],
  ])('is %s on day %i where only days count', (stageId, day) => {
    expect(standingOf(signedOff(), smallPlan(), onDay(day))).toMatchObject({ stageId, day });
  });

  it('is not left before the first day of the next, whatever its gate says', () => {
    expect(daysInS1(leavingS1({ kind: 'day', atLeast: 2 }), signedOff())).toBe(3);
  });

  it('is not left before the day of its gate, whatever the next stage says', () => {
    expect(daysInS1(leavingS1({ kind: 'day', atLeast: 5 }), signedOff())).toBe(5);
  });

  it('lasts a day at least, however late the account is', () => {
    const plan = smallPlan({ exits: { S1: [{ kind: 'sign-off' }] } });
    const facts = signedOff({ signOffs: [signOff('S1', onDay(40))] });
    const days = [40, 41, 42, 43, 44].map((day) => stageAt(facts, plan, onDay(day)));
    expect(days).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
  });

  it('is left at midnight and at no other time', () => {
    const plan = leavingS1({ kind: 'sign-off' });
    const facts = signedOff({ signOffs: [signOff('S1', onDay(5, '09:00'))] });
    expect(stageAt(facts, plan, onDay(6, '00:00') - 1)).toBe('S1');
    expect(stageAt(facts, plan, onDay(6, '00:00'))).toBe('S2');
  });

  it('is left only when all of its rules hold', () => {
    const plan = leavingS1({ kind: 'day', atLeast: 3 }, { kind: 'sign-off' }, { kind: 'no-warning', days: 4 });
    expect(daysInS1(plan, signedOff({ signOffs: [signOff('S1', onDay(2))] }))).toBe(3);
    expect(daysInS1(plan, signedOff())).toBe(Infinity);
    const late = { signOffs: [signOff('S1', onDay(2))], signals: [seen('member_complaint', onDay(2))] };
    expect(daysInS1(plan, signedOff(late))).toBe(9);
  });
});

describe('a sign-off', () => {
  const plan = leavingS1({ kind: 'sign-off' });

  it('of another stage opens nothing', () => {
    expect(daysInS1(plan, signedOff({ signOffs: [signOff('S2', onDay(2))] }))).toBe(Infinity);
  });

  it('from before the stage opens nothing', () => {
    expect(daysInS1(plan, signedOff({ signOffs: [signOff('S1', onDay(0, '23:59'))] }))).toBe(Infinity);
  });

  it('from an earlier stay in the same stage opens nothing', () => {
    const facts = signedOff({ signOffs: [signOff('S1', onDay(2))], restarts: [restart('new-phone', onDay(10))] });
    expect(stageAt(facts, plan, onDay(9))).toBe('S3');
    expect(stageAt(facts, plan, onDay(50))).toBe('S1');
  });

  it('in time opens the stage on the next day', () => {
    expect(daysInS1(plan, signedOff({ signOffs: [signOff('S1', onDay(7))] }))).toBe(7);
  });
});

describe('required tasks', () => {
  it.each([
    ['once, not done', 'once', [], Infinity],
    ['once, done in the stage', 'once', [2], 3],
    ['once, done late', 'once', [6], 6],
    ['once, done in the stage before', 'once', [0], 3],
    ['once, done before the account began', 'once', [-1], Infinity],
    ['stage, done in the stage', 'stage', [2], 3],
    ['stage, done in the stage before', 'stage', [0], Infinity],
    ['daily, each day of the stage', 'daily', [1, 2, 3], 3],
    ['daily, a missed day made up for', 'daily', [1, 3, 5], 5],
    ['daily, twice on one day', 'daily', [1, 1, 2], Infinity],
    ['weekly, once in a short stage', 'weekly', [2], 3],
    ['weekly, not done', 'weekly', [], Infinity],
    ['quarterly, done', 'quarterly', [3], 3],
  ] as const)('%s', (_name, frequency, days, lasted) => {
    const { plan, facts } = ticking(frequency, days);
    expect(daysInS1(plan, facts)).toBe(lasted);
  });

  it('weekly ones are due in as many weeks as fit into the stage', () => {
    const plan = smallPlan({
      starts: [0, 1, 17, 18, 19, 31, 91],
      tasks: { S1: [task('t', 'weekly')] },
      exits: { S1: [{ kind: 'required-tasks' }] },
    });
    expect(daysInS1(plan, tickedOn(1, 2, 6))).toBe(Infinity);
    expect(daysInS1(plan, tickedOn(6, 7))).toBe(16);
  });

  it('are not done by the tick of another stage', () => {
    const { plan, facts } = ticking('once', [2], { stageId: 'S2' });
    expect(daysInS1(plan, facts)).toBe(Infinity);
  });

  it('are not done ahead of their day', () => {
    const { plan, facts } = ticking('daily', [1, 1, 1]);
    const ahead = facts.tasks.map((one, index) => ({
      ...one,
      day: ['2026-03-03', '2026-03-04', '2026-03-05'][index] ?? '',
    }));
    expect(daysInS1(plan, { ...facts, tasks: ahead })).toBe(Infinity);
  });

  it('count from when they were ticked, not from the day that they were ticked for', () => {
    const { plan, facts } = ticking('daily', [1, 2]);
    const late = tick('S1', 't', onDay(6), { day: '2026-03-05' });
    expect(daysInS1(plan, { ...facts, tasks: [...facts.tasks, late] })).toBe(6);
  });

  it('are not done for days from before the stage', () => {
    const { plan, facts } = ticking('daily', [2]);
    const before = ['2026-03-01', '2026-03-02'].map((day) => tick('S1', 't', onDay(2), { day }));
    expect(daysInS1(plan, { ...facts, tasks: [...facts.tasks, ...before] })).toBe(Infinity);
  });

  it('need their proof', () => {
    const plan = smallPlan({
      tasks: { S1: [task('t', 'once', { proof: '档案号' })] },
      exits: { S1: [{ kind: 'required-tasks' }] },
    });
    expect(daysInS1(plan, proven(null))).toBe(Infinity);
    expect(daysInS1(plan, proven(' '))).toBe(Infinity);
    expect(daysInS1(plan, proven('A-17'))).toBe(3);
  });

  it('hold nothing up where they are not required', () => {
    const plan = smallPlan({
      tasks: { S1: [task('t', 'once', { isRequired: false })] },
      exits: { S1: [{ kind: 'required-tasks' }] },
    });
    expect(daysInS1(plan, signedOff())).toBe(3);
  });

  it('hold nothing up where the gate does not ask for them', () => {
    expect(daysInS1(smallPlan({ tasks: { S1: [task('t', 'once')] } }), signedOff())).toBe(3);
  });

  it('done once are done after a drop, and open again after a re-onboarding', () => {
    const { plan, facts } = ticking('once', [2]);
    const three = [0, 1, 2].map((hours) => seen('too_frequent_prompt', onDay(4, `1${hours}:00`)));
    expect(stageAt({ ...facts, signals: three }, plan, onDay(4, '13:00'))).toBe('S1');
    expect(stageAt({ ...facts, signals: three }, plan, onDay(5))).toBe('S2');
    const anew = { ...facts, restarts: [restart('new-phone', onDay(4))] };
    expect(stageAt(anew, plan, onDay(50))).toBe('S1');
  });
});

describe('clean health', () => {
  it.each([
    ['health-normal, nothing seen', { kind: 'health-normal', days: 3 }, [], 3],
    ['health-normal, a warning of 72 h', { kind: 'health-normal', days: 3 }, [seen('member_complaint', onDay(2))], 8],
    [
      'health-normal, a cooldown of 24 h',
      { kind: 'health-normal', days: 3 },
      [seen('too_frequent_prompt', onDay(2))],
      6,
    ],
    [
      'health-normal, one action cooled down',
      { kind: 'health-normal', days: 3 },
      [seen('moments_restricted', onDay(2))],
      12,
    ],
    ['no-warning, a warning', { kind: 'no-warning', days: 4 }, [seen('member_complaint', onDay(2))], 9],
    ['no-warning, a cooldown is worse', { kind: 'no-warning', days: 4 }, [seen('too_frequent_prompt', onDay(2))], 7],
    ['no-cooldown, a warning is none', { kind: 'no-cooldown', days: 14 }, [seen('member_complaint', onDay(2))], 13],
    ['no-cooldown, a cooldown', { kind: 'no-cooldown', days: 14 }, [seen('too_frequent_prompt', onDay(2))], 17],
    [
      'no-cooldown, a suspension without end',
      { kind: 'no-cooldown', days: 1 },
      [seen('feature_ban', onDay(2))],
      Infinity,
    ],
    ['a phone that is not fit', { kind: 'health-normal', days: 3 }, [seen('device_unhealthy', onDay(2))], 3],
  ] as [string, ExitRule, SignalFact[], number][])('%s', (_name, rule, signals, lasted) => {
    expect(daysInS1(leavingS1(rule), signedOff({ signals }))).toBe(lasted);
  });

  it('is not spoiled by a signal that was over by midnight', () => {
    const plan = leavingS1({ kind: 'health-normal', days: 3 });
    const lasted = ['00:00', '00:01'].map((time) =>
      daysInS1(plan, signedOff({ signals: [seen('too_frequent_prompt', onDay(1, time))] })),
    );
    expect(lasted).toEqual([4, 5]);
  });

  it('counts no days from before the account began', () => {
    expect(daysInS1(leavingS1({ kind: 'health-normal', days: 6 }), signedOff())).toBe(5);
  });
});

describe('what the next stage lacks', () => {
  it('is nothing on the day whose midnight opens it', () => {
    expect(missingOn(smallPlan(), signedOff(), 3)).toEqual([]);
  });

  it('is nothing in the last stage', () => {
    expect(missingOn(smallPlan({ exits: { S6: [{ kind: 'sign-off' }] } }), signedOff(), 100)).toEqual([]);
  });

  it('names the day that is not reached, and its date', () => {
    const missing = missingOn(leavingS1({ kind: 'day', atLeast: 5 }), signedOff(), 2);
    expect(missing).toEqual([
      { kind: 'day', atLeast: 3, path: 'stages.S2.day_from', earliestOn: dateOf(3) },
      { kind: 'day', atLeast: 5, path: 'stages.S1.exit_gate.0', earliestOn: dateOf(5) },
    ]);
  });

  it.each([
    ['daily, nothing yet', 'daily', [], 3, { done: 0, needed: 3, earliestOn: dateOf(5) }],
    ['daily, today done', 'daily', [3], 3, { done: 1, needed: 3, earliestOn: dateOf(5) }],
    ['daily, today open', 'daily', [1, 2], 3, { done: 2, needed: 3, earliestOn: dateOf(3) }],
    ['once', 'once', [], 3, { done: 0, needed: 1, earliestOn: dateOf(3) }],
  ] as const)('names the task: %s', (...row) => {
    const [, frequency, done, on, need] = row;
    const plan = smallPlan({ tasks: { S1: [task('t', frequency)] }, exits: { S1: [{ kind: 'required-tasks' }] } });
    const facts = signedOff({ tasks: done.map((count) => tick('S1', 't', onDay(count))) });
    expect(missingOn(plan, facts, on)).toEqual([{ kind: 'task', taskId: 't', path: 'stages.S1.tasks.t', ...need }]);
  });

  it('names the week of a weekly task', () => {
    const plan = smallPlan({
      starts: [0, 1, 17, 18, 19, 31, 91],
      tasks: { S1: [task('t', 'weekly')] },
      exits: { S1: [{ kind: 'required-tasks' }] },
    });
    const facts = signedOff({ tasks: [tick('S1', 't', onDay(15))] });
    expect(missingOn(plan, facts, 16)).toMatchObject([{ kind: 'task', done: 1, needed: 2, earliestOn: dateOf(21) }]);
  });

  it('names the sign-off', () => {
    const missing = missingOn(leavingS1({ kind: 'sign-off' }), signedOff(), 5);
    expect(missing).toEqual([{ kind: 'sign-off', path: 'stages.S1.exit_gate.0', earliestOn: dateOf(5) }]);
  });

  it('names the clean days, counted from when the signal is over', () => {
    const facts = signedOff({ signals: [seen('member_complaint', onDay(2))] });
    const missing = missingOn(leavingS1({ kind: 'no-warning', days: 4 }), facts, 3);
    expect(missing).toMatchObject([{ kind: 'health', rule: 'no-warning', days: 4, earliestOn: dateOf(9) }]);
  });

  it('gives no date where a person must end the signal first', () => {
    const facts = signedOff({ signals: [seen('feature_ban', onDay(2))] });
    const missing = missingOn(leavingS1({ kind: 'no-warning', days: 4 }), facts, 5);
    expect(missing).toMatchObject([{ kind: 'health', earliestOn: null }]);
  });

  it('is met on the date that it gives, and not before', () => {
    const plan = leavingS1({ kind: 'health-normal', days: 3 });
    const signals = [seen('feature_ban', onDay(2), { closing: closed(onDay(4)) })];
    const [need] = missingOn(plan, signedOff({ signals }), 5);
    expect(need?.earliestOn).toBe(dateOf(7));
    expect(missingOn(plan, signedOff({ signals }), 6)).toHaveLength(1);
    expect(missingOn(plan, signedOff({ signals }), 7)).toEqual([]);
  });
});

describe('a third prompt', () => {
  it('drops one stage at once, and the account days go on', () => {
    const facts = signedOff({ signals: prompts(16, 18, 20) });
    expect(standingOf(facts, smallPlan(), onDay(20) - 1)).toMatchObject({ stageId: 'S4', day: 20 });
    expect(standingOf(facts, smallPlan(), onDay(20))).toMatchObject({ stageId: 'S3', day: 20 });
  });

  it.each([
    ['within seven days to the millisecond', 16, 'S3'],
    ['outside of them', 15, 'S4'],
  ])('counts %s', (_name, first, stageId) => {
    const plan = smallPlan({ exits: { S3: [{ kind: 'sign-off' }] } });
    const facts = signedOff({ signOffs: [signOff('S3', onDay(9))], signals: prompts(first, 20, 23) });
    expect(stageAt(facts, plan, onDay(23))).toBe(stageId);
  });

  it('asks for the stage anew: its sign-off must be given in the new stay', () => {
    const plan = smallPlan({ exits: { S3: [{ kind: 'sign-off' }] } });
    const facts = signedOff({ signOffs: [signOff('S3', onDay(9))], signals: prompts(16, 18, 20) });
    expect(stageAt(facts, plan, onDay(60))).toBe('S3');
    const again = { ...facts, signOffs: [...facts.signOffs, signOff('S3', onDay(30))] };
    expect(stageAt(again, plan, onDay(31))).toBe('S4');
  });

  it('leaves the lowest stage where it is, and wants its sign-off again', () => {
    const facts = signedOff({
      signals: [1, 1, 1].map((day, index) => seen('too_frequent_prompt', onDay(day, `0${index}:00`))),
    });
    expect(standingOf(facts, smallPlan(), onDay(30))).toMatchObject({ stageId: 'S0', day: 0 });
  });

  it('does nothing to the stage where the plan has no such rule', () => {
    const plan = smallPlan({ signals: [endless('too_frequent_prompt', { recover: [{ kind: 'manual' }] })] });
    expect(stageAt(signedOff({ signals: prompts(16, 18, 20) }), plan, onDay(20))).toBe('S4');
  });
});
