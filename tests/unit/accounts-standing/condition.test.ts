import { describe, expect, it } from 'vitest';
import { groupActionIds, type ActionId, type Signal } from '../../../electron/accounts/plans/plan.ts';
import type { SignalFact } from '../../../electron/accounts/standing/facts.ts';
import { conditionFor, stageFor } from '../../../electron/accounts/standing/for-action.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { closed, onDay, restart, seen, signedOff } from '../../support/accounts/account-life.ts';
import { endless, signal, smallPlan } from '../../support/accounts/small-plan.ts';

const hour = 3_600_000;
const start = onDay(100, '10:00');
const standingAt = (at: number, ...signals: SignalFact[]) => standingOf(signedOff({ signals }), smallPlan(), at);
const conditionAt = (at: number, ...signals: SignalFact[]) => standingAt(at, ...signals).condition;
/** A signal of the plan at `start`, closed when and how the test says. */
const at = (signalId: SignalFact['signalId'], closing: SignalFact['closing'] = null) =>
  seen(signalId, start, { closing });

const prompts = (...hours: number[]) => hours.map((after) => seen('verification_prompt_3', start + after * hour));
const conditionWith = (cooldownNeeds: readonly ('timer' | 'rules')[], when: number) => {
  const restricted = signal('too_frequent_prompt', { recover: [{ kind: 'supervisor' }] });
  const plan = smallPlan({ signals: [restricted], recovery: { cooldownNeeds } });
  const fact = at('too_frequent_prompt', closed(start + 30 * hour, { isSupervisor: true }));
  return standingOf(signedOff({ signals: [fact] }), plan, start + when * hour).condition;
};
const standingUnder = (changed: Signal, facts: SignalFact[], when: number) =>
  standingOf(signedOff({ signals: facts }), smallPlan({ signals: [changed] }), when);
const open = (after: number, ...hours: number[]) => conditionAt(start + after * hour, ...prompts(...hours));

describe('a signal with a time', () => {
  it.each([
    ['too_frequent_prompt', 'cooldown', 'closed', 24],
    ['member_complaint', 'warning', 'half', 72],
  ] as const)('%s: %s for its hours, to the millisecond', (signalId, condition, effect, hours) => {
    const end = start + hours * hour;
    const path = `health.signals.${signalId}`;
    const limit = { scope: 'all', effect, signalId, path, sinceAt: start, untilAt: end, recover: [] };
    expect(conditionAt(start - 1, at(signalId))).toBe('normal');
    expect(standingAt(start, at(signalId))).toMatchObject({ condition, limits: [limit] });
    expect(conditionAt(end - 1, at(signalId))).toBe(condition);
    expect(standingAt(end, at(signalId))).toMatchObject({ condition: 'normal', limits: [] });
  });

  it('is not ended before its time by anybody', () => {
    const closing = closed(start + hour, { isSupervisor: true, cause: '手滑' });
    expect(conditionAt(start + 2 * hour, at('too_frequent_prompt', closing))).toBe('cooldown');
  });
});

describe('a signal that comes again', () => {
  it.each([
    ['two prompts within a week: the second holds for 72 h', 'too_frequent_prompt', 24 * 7, 'cooldown', 72],
    ['two prompts in more than a week: 24 h each', 'too_frequent_prompt', 24 * 7 + 1, 'cooldown', 24],
    ['two complaints within thirty days: a cooldown of 168 h', 'member_complaint', 24 * 30, 'cooldown', 168],
    ['two complaints in more than thirty days: a warning each', 'member_complaint', 24 * 30 + 1, 'warning', 72],
  ] as const)('%s', (...row) => {
    const [, signalId, apart, condition, hours] = row;
    const signals = [seen(signalId, start - apart * hour), at(signalId)];
    const [limit] = standingAt(start, ...signals).limits;
    expect(limit?.untilAt).toBe(start + hours * hour);
    expect(conditionAt(start, ...signals)).toBe(condition);
  });

  it('names the rule for the repeat', () => {
    const signals = [seen('member_complaint', start - 24 * 8 * hour), at('member_complaint')];
    expect(standingAt(start, ...signals).limits).toMatchObject([{ path: 'health.signals.member_complaint.repeat' }]);
  });

  it('is not made a repeat by another signal', () => {
    const signals = [seen('member_complaint', start - 80 * hour), at('too_frequent_prompt')];
    expect(standingAt(start, ...signals).limits).toMatchObject([{ untilAt: start + 24 * hour }]);
  });
});

describe('prompts to verify', () => {
  it.each([
    ['two mean nothing', [0, 1], 1, 'normal'],
    ['the third within 24 h cools down', [0, 1, 2], 2, 'cooldown'],
    ['the third after 24 h to the hour still does', [0, 12, 24], 24, 'cooldown'],
    ['the third later does not', [0, 12, 25], 25, 'normal'],
  ] as const)('%s', (_name, hours, after, condition) => {
    expect(open(after, ...hours)).toBe(condition);
  });

  it('keep the account cooled down until 24 h without any', () => {
    const hours = [0, 1, 2, 25.5];
    expect(open(26, ...hours)).toBe('cooldown');
    expect(open(49.4, ...hours)).toBe('cooldown');
    expect(open(49.5, ...hours)).toBe('normal');
  });

  it('do not bring back a cooldown that was over', () => {
    expect(open(26.5, 0, 1, 2, 26.5)).toBe('normal');
  });
});

describe('a restriction of some actions', () => {
  const days = 24 * hour;

  it.each([
    ['friend_add_restricted', ['friend_add_outbound']],
    ['moments_restricted', ['moments_post']],
    ['group_function_restricted', groupActionIds],
  ] as const)('%s closes those and no others', (signalId, scope) => {
    const standing = standingAt(start, at(signalId));
    expect(standing).toMatchObject({ condition: 'normal', limits: [{ scope, effect: 'closed' }] });
    expect(scope.map((action) => conditionFor(standing, action))).toEqual(scope.map(() => 'cooldown'));
    expect(conditionFor(standing, 'profile_field_edit')).toBe('normal');
  });

  it('ends with its time where the last three days were normal', () => {
    const [limit] = standingAt(start, at('moments_restricted')).limits;
    expect(limit?.untilAt).toBe(start + 7 * days);
  });

  it('waits after its time for the third normal day in a row', () => {
    const other = seen('too_frequent_prompt', start + 5 * days);
    const [limit] = standingAt(start + 6.5 * days, at('moments_restricted'), other).limits;
    expect(limit).toMatchObject({ untilAt: onDay(110, '00:00'), recover: [{ kind: 'normal-days', days: 3 }] });
  });

  it('begins its normal days anew with each signal', () => {
    const others = [5, 8].map((day) => seen('member_complaint', start + day * days));
    const [limit] = standingAt(start + 8.5 * days, at('moments_restricted'), ...others).limits;
    expect(limit?.untilAt).toBe(onDay(119, '00:00'));
  });

  it('counts no normal day before the morrow of the signal', () => {
    const short = signal('moments_restricted', { recover: [{ kind: 'normal-days', days: 3 }] });
    const [limit] = standingUnder(short, [at('moments_restricted')], start).limits;
    expect(limit?.untilAt).toBe(onDay(104, '00:00'));
  });

  it('has no end in sight as long as something else has none', () => {
    const [limit] = standingAt(start, at('moments_restricted'), at('feature_ban')).limits;
    expect(limit).toMatchObject({ untilAt: null, recover: [{ kind: 'normal-days' }] });
  });

  it('is not held up by another that waits for normal days too', () => {
    const both = [at('moments_restricted'), at('friend_add_restricted')];
    expect(standingAt(start, ...both).limits.map(({ untilAt }) => untilAt)).toEqual([
      onDay(111, '00:00'),
      onDay(111, '00:00'),
    ]);
  });

  it.each([
    ['nobody', null, null],
    ['an operator', closed(start + 2 * days), null],
    ['a supervisor, before its time', closed(start + 2 * days, { isSupervisor: true }), start + 7 * days],
    ['a supervisor, late', closed(start + 9 * days, { isSupervisor: true }), start + 9 * days],
  ])('of groups ends with the word of a supervisor: %s', (_name, closing, untilAt) => {
    const standing = standingAt(start + 9 * days, at('group_function_restricted', closing));
    const asked = standingAt(start + 2 * days, at('group_function_restricted', closing));
    expect(asked.limits[0]?.untilAt).toBe(closing !== null && untilAt === start + 7 * days ? untilAt : null);
    expect(standing.limits.map((limit) => limit.untilAt)).toEqual(untilAt === null ? [null] : []);
  });
});

describe('a suspension', () => {
  const later = start + 365 * 24 * hour;

  it.each(['feature_ban', 'login_restricted'] as const)('by %s never ends by itself', (signalId) => {
    expect(standingAt(later, at(signalId))).toMatchObject({ condition: 'suspended', limits: [{ untilAt: null }] });
  });

  it('never ends by itself, even where its signal names no rule', () => {
    const plan = smallPlan({ signals: [signal('feature_ban', { to: 'suspended' })] });
    const facts = signedOff({ signals: [at('feature_ban')] });
    const [limit] = standingOf(facts, plan, later).limits;
    expect(limit).toMatchObject({ effect: 'suspended', untilAt: null, recover: [{ kind: 'manual' }] });
  });

  it('ends when a person says so', () => {
    const fact = at('feature_ban', closed(start + hour));
    expect(conditionAt(start + hour - 1, fact)).toBe('suspended');
    expect(conditionAt(start + hour, fact)).toBe('normal');
  });

  it.each([
    ['none', [], 'suspended'],
    ['before the word', [restart('first-unblock', start + hour - 1)], 'suspended'],
    ['with the word', [restart('first-unblock', start + hour)], 'normal'],
    ['a third one', [restart('third-unblock', start + hour)], 'normal'],
    ['of other hands', [restart('custodian-change', start + hour)], 'suspended'],
    ['of another phone', [restart('new-phone', start + hour)], 'suspended'],
    ['of silent weeks', [restart('no-login', start + hour)], 'suspended'],
  ] as const)('of the login ends with an unblocking after the word: %s', (_name, restarts, condition) => {
    const facts = signedOff({ signals: [at('login_restricted', closed(start + hour))], restarts });
    expect(standingOf(facts, smallPlan(), start + 2 * hour).condition).toBe(condition);
  });

  it('is worse than a cooldown, which is worse than a warning', () => {
    const all = [at('member_complaint'), at('too_frequent_prompt'), at('feature_ban')];
    expect(conditionAt(start, ...all.slice(0, 2))).toBe('cooldown');
    expect(conditionAt(start, ...all)).toBe('suspended');
  });
});

describe('signals of other plans', () => {
  it('hold until somebody ends them where they have neither time nor rule', () => {
    const changed = endless('member_complaint', { to: 'warning' });
    const [limit] = standingUnder(changed, [at('member_complaint')], start + 900 * hour).limits;
    expect(limit).toMatchObject({ untilAt: null, recover: [{ kind: 'manual' }] });
  });

  it('of a phone that is not fit are none of the account', () => {
    expect(standingAt(start, at('device_unhealthy'))).toMatchObject({ condition: 'normal', limits: [] });
  });

  it('of one tool that name no tool are about every tool', () => {
    expect(conditionAt(start, at('failure_rate'))).toBe('warning');
  });

  it('of one tool come again only with the same tool', () => {
    const changed = signal('failure_rate', {
      scope: { kind: 'same-tool' },
      repeat: { count: 2, withinDays: 7, hours: 72 },
    });
    const untilOf = (tool: ActionId) => {
      const renaming = seen('failure_rate', start, { tool: 'group_rename' });
      return standingUnder(changed, [seen('failure_rate', start - 30 * hour, { tool }), renaming], start).limits.at(-1)
        ?.untilAt;
    };
    expect(untilOf('group_announcement')).toBe(start + 24 * hour);
    expect(untilOf('group_rename')).toBe(start + 72 * hour);
  });

  it('end by a passed check of the phone where they ask for one', () => {
    const changed = endless('device_unhealthy', { to: 'cooldown', recover: [{ kind: 'phone-check-passes' }] });
    const fact = at('device_unhealthy', closed(start + hour));
    expect(standingUnder(changed, [fact], start).condition).toBe('cooldown');
    expect(standingUnder(changed, [fact], start + hour).condition).toBe('normal');
  });
});

describe('for a cooldown', () => {
  const end = start + 24 * hour;

  it('the account runs a stage lower while it lasts, where its end is known', () => {
    const until = end + 72 * hour;
    const standing = standingAt(start, at('too_frequent_prompt'));
    expect(standing).toMatchObject({ stageId: 'S6', effectiveStageId: 'S5', loweredUntilAt: until });
    expect(standingAt(start, at('feature_ban')).lowered).toEqual([]);
  });

  it('the account runs a stage lower for three days after it', () => {
    const lowered = standingAt(end, at('too_frequent_prompt'));
    const until = end + 72 * hour;
    expect(lowered).toMatchObject({
      stageId: 'S6',
      effectiveStageId: 'S5',
      loweredUntilAt: until,
      condition: 'normal',
    });
    expect(standingAt(until - 1, at('too_frequent_prompt')).effectiveStageId).toBe('S5');
    expect(standingAt(until, at('too_frequent_prompt'))).toMatchObject({
      effectiveStageId: 'S6',
      loweredUntilAt: null,
    });
  });

  it('so many stages and days as the plan says', () => {
    const plan = smallPlan({ recovery: { loweredStages: 2, loweredDays: 1 } });
    const standing = standingOf(signedOff({ signals: [at('too_frequent_prompt')] }), plan, end);
    expect(standing).toMatchObject({ effectiveStageId: 'S4', loweredUntilAt: end + 24 * hour });
  });

  it('and after a suspension, which is no better', () => {
    const fact = at('feature_ban', closed(start + hour));
    expect(standingAt(start + hour, fact).effectiveStageId).toBe('S5');
  });

  it('but not after a warning', () => {
    expect(standingAt(start + 72 * hour, at('member_complaint')).lowered).toEqual([]);
  });

  it('of some actions, only those run lower', () => {
    const standing = standingAt(start + 168 * hour, at('moments_restricted'));
    expect(standing).toMatchObject({ effectiveStageId: 'S6', loweredUntilAt: null });
    expect(stageFor(standing, 'moments_post')).toBe('S5');
    expect(stageFor(standing, 'group_rename')).toBe('S6');
  });

  it('several lower no further than one', () => {
    const signals = [seen('verification_prompt_3', start - 2), seen('verification_prompt_3', start - 1)];
    const both = [at('too_frequent_prompt'), ...signals, at('verification_prompt_3')];
    const standing = standingAt(end, ...both);
    expect(standing.lowered).toHaveLength(2);
    expect(standing.effectiveStageId).toBe('S5');
    expect(stageFor(standing, 'group_rename')).toBe('S5');
  });

  it('there is no stage below the first', () => {
    const facts = signedOff({ signOffs: [], signals: [seen('too_frequent_prompt', onDay(0, '00:00'))] });
    const standing = standingOf({ ...facts, signOffs: [] }, smallPlan(), onDay(2));
    expect(standing).toMatchObject({ stageId: 'S0', effectiveStageId: 'S0' });
  });
});

describe('a cooldown needs what the plan says', () => {
  it.each([
    [['timer', 'rules'], 29, 'cooldown'],
    [['timer', 'rules'], 30, 'normal'],
    [['timer'], 23, 'cooldown'],
    [['timer'], 24, 'normal'],
  ] as const)('%j after %i h: %s', (needs, when, condition) => {
    expect(conditionWith(needs, when)).toBe(condition);
  });
});
