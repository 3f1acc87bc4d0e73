import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import type { AccountFacts, PlanHistory } from '../../../electron/accounts/standing/facts.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { onDay, restart, seen, signedOff, signOff } from '../../support/accounts/account-life.ts';
import { signal, smallPlan } from '../../support/accounts/small-plan.ts';

const strict = smallPlan({ exits: { S1: [{ kind: 'sign-off' }] } });
const loose = smallPlan();

/** The first plan until that day, the second from its midnight on. */
function changedOn(day: number, first: Plan, second: Plan): PlanHistory {
  return { at: (moment) => (moment < onDay(day, '00:00') ? first : second) };
}

const stages = (facts: AccountFacts, plan: Plan, days: readonly number[]) =>
  days.map((day) => standingOf(facts, plan, onDay(day)).stageId);

describe('days that are past', () => {
  it('are judged by the plan that held then: a looser one opens stages one by one from its own days on', () => {
    const facts = signedOff({ plans: changedOn(60, strict, loose) });
    expect(stages(facts, loose, [60, 61, 62, 63, 64])).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
    expect(stages(signedOff(), loose, [60])).toEqual(['S5']);
  });

  it('are judged by the plan of now as well: a tighter one holds from the beginning', () => {
    const facts = signedOff({ plans: changedOn(60, loose, strict) });
    expect(stages(facts, strict, [60])).toEqual(['S1']);
  });

  it('are judged by both where each asks for something', () => {
    const signed = smallPlan({ exits: { S1: [{ kind: 'day', atLeast: 20 }] } });
    const facts = signedOff({
      signOffs: [signOff('S1', onDay(10))],
      plans: changedOn(15, signed, strict),
    });
    expect(stages(facts, strict, [14, 15, 16])).toEqual(['S1', 'S1', 'S2']);
  });

  it('are those of the plan of now where nobody knows of another', () => {
    const facts = signedOff({ plans: { at: () => loose } });
    expect(standingOf(facts, loose, onDay(60))).toEqual(standingOf(signedOff(), loose, onDay(60)));
  });
});

describe('an account that began anew', () => {
  const rule = { events: ['first-unblock'], minDays: 7, sources: [] } as const;
  const low = smallPlan({ reOnboarding: [{ ...rule, restartAt: 'S1' }] });
  const high = smallPlan({ reOnboarding: [{ ...rule, restartAt: 'S6', minDays: 1 }] });
  const restarts = [restart('first-unblock', onDay(100))];

  it('began by the plan of that day, whatever a later one says', () => {
    const facts = signedOff({ restarts, plans: changedOn(101, low, high) });
    expect(standingOf(facts, high, onDay(101))).toMatchObject({ stageId: 'S1', day: 1 });
    expect(stages(facts, high, [107, 108])).toEqual(['S1', 'S2']);
  });

  it('begins lower by a later plan that asks for it', () => {
    const facts = signedOff({ restarts, plans: changedOn(101, high, low) });
    expect(standingOf(facts, low, onDay(101))).toMatchObject({ stageId: 'S1', day: 1 });
  });

  it('began anew though the later plan has no rule for it', () => {
    const none = smallPlan({ reOnboarding: [] });
    const facts = signedOff({ restarts, plans: changedOn(101, low, none) });
    expect(stages(facts, none, [101, 107, 108])).toEqual(['S1', 'S1', 'S2']);
  });
});

const prompt = (more: object) =>
  smallPlan({
    signals: [signal('too_frequent_prompt', { repeat: { count: 2, withinDays: 7, hours: 72 }, ...more })],
  });

describe('a drop', () => {
  const third = { kind: 'drop-stages', stages: 2 } as const;
  const signals = [1, 2, 3].map((count) => seen('too_frequent_prompt', onDay(40, `1${count}:00`)));

  it('stays one where a later plan knows of none', () => {
    const facts = signedOff({ signals, plans: changedOn(41, prompt({ third }), prompt({})) });
    expect(stages(facts, prompt({}), [39, 40])).toEqual(['S5', 'S5']);
    expect(standingOf(facts, prompt({}), onDay(40, '13:00')).stageId).toBe('S3');
  });

  it('is one drop where both plans have it', () => {
    const facts = signedOff({ signals, plans: changedOn(41, prompt({ third }), prompt({ third })) });
    expect(standingOf(facts, prompt({ third }), onDay(40, '13:00')).stageId).toBe('S3');
  });
});
