import { describe, expect, it } from 'vitest';
import { actionIds, reOnboardingEvents, type ReOnboardingEvent } from '../../../electron/accounts/plans/plan.ts';
import { conditionFor } from '../../../electron/accounts/standing/for-action.ts';
import { nextUnblock } from '../../../electron/accounts/standing/re-onboarding.ts';
import { dayOf } from '../../../electron/accounts/standing/calendar-day.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { china, onDay, restart, signedOff, signOff, started } from '../../support/accounts/account-life.ts';
import { smallPlan } from '../../support/accounts/small-plan.ts';

const event = onDay(100, '15:00');
/** So many days after the event, at the given time. */
const after = (days: number, time = '10:00') => onDay(100 + days, time);
const afterEvent = (name: ReOnboardingEvent, at: number) =>
  standingOf(signedOff({ restarts: [restart(name, event)] }), smallPlan(), at);

/** Whole days after the one of the event that pass before the restart stage is left; S0 is signed off every day. */
function daysHeld(name: ReOnboardingEvent): number {
  const yes = Array.from({ length: 60 }, (_unused, count) => signOff('S0', after(count, '16:00')));
  const facts = signedOff({ restarts: [restart(name, event)], signOffs: yes });
  const { stageId } = standingOf(facts, smallPlan(), event);
  for (let day = 1; day < 60; day += 1) {
    if (standingOf(facts, smallPlan(), after(day, '00:00')).stageId !== stageId) return day - 1;
  }
  return Infinity;
}

describe('a re-onboarding', () => {
  it.each([
    ['new-phone', 'S1', 7],
    ['remote-login', 'S1', 7],
    ['risk-prompt', 'S1', 7],
    ['identity-change', 'S1', 7],
    ['first-unblock', 'S1', 10],
    ['second-unblock', 'S1', 15],
    ['third-unblock', 'S0', 30],
    ['no-login', 'S1', 30],
    ['custodian-change', 'S2', 4],
  ] as const)('after %s: %s at once, and %i whole days there at least', (name, stageId, days) => {
    expect(afterEvent(name, event - 1).stageId).toBe('S6');
    expect(afterEvent(name, event).stageId).toBe(stageId);
    expect(daysHeld(name)).toBe(days);
  });

  it('is known for every event', () => {
    const stages = reOnboardingEvents.map((name) => afterEvent(name, event).stageId);
    expect(stages).not.toContain('S6');
  });

  it.each([
    ['new-phone', 0, 1],
    ['custodian-change', 3, 4],
    ['third-unblock', 0, 0],
  ] as const)('counts the account days anew: after %s day %i, then %i', (name, today, tomorrow) => {
    expect(afterEvent(name, event).day).toBe(today);
    expect(afterEvent(name, after(1)).day).toBe(tomorrow);
  });

  it('from S0 wants its sign-off again', () => {
    expect(afterEvent('third-unblock', after(59)).stageId).toBe('S0');
  });

  it('never leads up: a new custodian of an account in S1 begins S1 again', () => {
    const facts = signedOff({ restarts: [restart('custodian-change', onDay(2, '15:00'))] });
    expect(standingOf(facts, smallPlan(), onDay(2, '16:00'))).toMatchObject({ stageId: 'S1', day: 0 });
    expect(standingOf(facts, smallPlan(), onDay(5))).toMatchObject({ stageId: 'S1', day: 3 });
    expect(standingOf(facts, smallPlan(), onDay(6))).toMatchObject({ stageId: 'S2', day: 4 });
  });

  it('does not start an account that was never begun', () => {
    const facts = started({ restarts: [restart('new-phone', onDay(1))] });
    expect(standingOf(facts, smallPlan(), onDay(9)).stageId).toBe('S0');
  });

  it.each(['first-unblock', 'third-unblock'] as const)(
    'keeps its minimum where the start is put after it: %s',
    (name) => {
      const yes = Array.from({ length: 60 }, (_unused, count) => signOff('S0', after(count, '16:00')));
      const facts = signedOff({ restarts: [restart(name, event)], signOffs: yes });
      const later = { ...facts, startedOn: dayOf(after(1)) };
      const days = name === 'first-unblock' ? 10 : 30;
      expect(standingOf(later, smallPlan(), after(days)).stageId).toBe('S0');
      expect(standingOf(later, smallPlan(), after(days + 1)).stageId).toBe('S1');
    },
  );

  it('that is shorter does not shorten one under way', () => {
    const restarts = [restart('no-login', event), restart('new-phone', after(1))];
    const facts = signedOff({ restarts });
    expect(standingOf(facts, smallPlan(), after(30)).stageId).toBe('S1');
    expect(standingOf(facts, smallPlan(), after(31)).stageId).toBe('S2');
  });

  it('says what its minimum holds up, and until when', () => {
    const { missing } = afterEvent('new-phone', after(5));
    const earliestOn = '2026-06-17';
    expect(missing).toEqual([{ kind: 'min-days', path: 're_onboarding.0.min_days', earliestOn }]);
    expect(after(7, '00:00')).toBe(china(`${earliestOn}T00:00`));
  });

  it('changes nothing under a plan without a rule for it', () => {
    const facts = signedOff({ restarts: [restart('new-phone', event)] });
    expect(standingOf(facts, smallPlan({ reOnboarding: [] }), after(1)).stageId).toBe('S6');
  });
});

describe('silent days', () => {
  const end = after(4, '00:00');

  it('close every action, from the event to the end of the third whole day', () => {
    const standing = afterEvent('first-unblock', event);
    const limit = {
      effect: 'closed',
      signalId: null,
      path: 're_onboarding.1.silent_days',
      sinceAt: event,
      untilAt: end,
    };
    expect(standing.limits).toMatchObject([limit]);
    expect(new Set(actionIds.map((action) => conditionFor(standing, action)))).toEqual(new Set(['cooldown']));
    expect(afterEvent('first-unblock', end - 1).limits).toHaveLength(1);
    expect(afterEvent('first-unblock', end).limits).toEqual([]);
  });

  it('are only those of the rules that have them', () => {
    expect(afterEvent('second-unblock', event).limits).toEqual([]);
  });
});

describe('the number of an unblock', () => {
  it.each([
    [[], 'first-unblock'],
    [['new-phone'], 'first-unblock'],
    [['first-unblock'], 'second-unblock'],
    [['first-unblock', 'second-unblock'], 'third-unblock'],
    [['first-unblock', 'second-unblock', 'third-unblock'], 'third-unblock'],
  ] as const)('after %j it is the %s', (events, next) => {
    expect(nextUnblock(events.map((name) => restart(name, event)))).toBe(next);
  });
});
