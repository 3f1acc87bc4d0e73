import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import type { AccountFacts } from '../../../electron/accounts/standing/facts.ts';
import { onDay, restart, seen, signedOff, signOff, tick } from '../../support/accounts/account-life.ts';
import { smallPlan } from '../../support/accounts/small-plan.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';

/** Its S1 is left by a supervisor's yes from day 3 on, and has one task that must be done in it. */
function planOf(): Plan {
  const plan = smallPlan();
  return {
    ...plan,
    stages: plan.stages.map((stage) =>
      stage.id === 'S1'
        ? { ...stage, tasks: [reviewed], exitGate: [{ kind: 'required-tasks' }, { kind: 'sign-off' }] }
        : stage,
    ),
  };
}

const reviewed = {
  id: 'review',
  zh: '复核',
  en: 'review',
  frequency: 'stage',
  isRequired: true,
  sources: [],
} as const;

function lacksSignOff(facts: AccountFacts, at: number): boolean {
  return standingOf(facts, planOf(), at).missing.some(({ kind }) => kind === 'sign-off');
}

const review = tick('S1', 'review', onDay(1, '09:00'));
const early = signedOff({ tasks: [review], signOffs: [signOff('S1', onDay(1))] });

describe('a supervisor’s yes to leaving a stage', () => {
  it('may be given before the days of the stage are over', () => {
    expect(standingOf(early, planOf(), onDay(1)).stageId).toBe('S1');
    expect(lacksSignOff(early, onDay(2))).toBe(false);
  });

  it('lapses with any signal that comes after it, and is wanted again', () => {
    const facts = { ...early, signals: [seen('member_complaint', onDay(1, '11:00'))] };
    expect(lacksSignOff(facts, onDay(1, '10:30'))).toBe(false);
    expect(lacksSignOff(facts, onDay(1, '11:00'))).toBe(true);
    const again = { ...facts, signOffs: [...facts.signOffs, signOff('S1', onDay(1, '12:00'))] };
    expect(lacksSignOff(again, onDay(1, '12:00'))).toBe(false);
  });

  it('was given in view of a signal that came before it', () => {
    const facts = { ...early, signals: [seen('member_complaint', onDay(1, '09:30'))] };
    expect(lacksSignOff(facts, onDay(2))).toBe(false);
  });

  it('is none to what was not there: a task that must be done once is done by the end of its day', () => {
    const none = { ...early, tasks: [] };
    const same = { ...early, tasks: [tick('S1', 'review', onDay(1, '18:00'))] };
    const later = { ...early, tasks: [tick('S1', 'review', onDay(2, '09:00'))] };
    expect([none, same, later].map((facts) => lacksSignOff(facts, onDay(2)))).toEqual([true, false, true]);
  });

  it('lapses with a new beginning', () => {
    const facts = { ...early, restarts: [restart('new-phone', onDay(1, '11:00'))] };
    expect(lacksSignOff(facts, onDay(2))).toBe(true);
  });
});
