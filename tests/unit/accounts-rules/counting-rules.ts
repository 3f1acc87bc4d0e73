import { expect } from 'vitest';
import { actionIds, attemptEnds, groupActionIds, type Plan } from '../../../electron/accounts/plans/plan.ts';
import { judgeChange, type ChangeRequest } from '../../../electron/accounts/plans/plan-change.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { judgeAttempt } from '../../../electron/jobs/attempt-judgement.ts';
import { nextItemState } from '../../../electron/jobs/states/item-state.ts';
import { onDay, signOff } from '../../support/accounts/account-life.ts';
import { groupOf, ledgerOf } from '../../support/gate/gate-questions.ts';
import { at, dayMs, minuteMs } from '../../support/gate/times.ts';
import { answerAt, answerFor, byHand, inStage, morning } from './asked.ts';
import { countedAfter, type Tried } from './ended-acts.ts';
import { lived } from './life.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { refusalOf, template, withRule } from './template.ts';

const dayPath = 'counting_rules.day_boundary';

function usedUp(doneAt: number): ReturnType<typeof answerFor> {
  return answerFor('day-cap', byHand({ ledger: ledgerOf([{ at: doneAt, amount: 30 }]) }));
}

/** Midnight of Shanghai begins the day of a cap, and its end; there is no other boundary. */
function checkDayBoundary(): void {
  expect(usedUp(Date.UTC(2026, 10, 21, 16) - 1)).toBeNull();
  expect(usedUp(Date.UTC(2026, 10, 21, 16))).toMatchObject({ kind: 'held', until: Date.UTC(2026, 10, 22, 16) });
  expect(refusalOf(dayPath, '00:00 UTC')).toBe('word-unknown');
  expect(refusalOf(dayPath, '04:00 Asia/Shanghai')).toBe('word-unknown');
}

const accountDayPath = 'counting_rules.account_day';

function checkAccountDay(): void {
  const ofFirstStage = lived(1).tasks;
  const dayAfter = (signedAt: number, count: number): number =>
    standingOf({ ...lived(0), tasks: ofFirstStage, signOffs: [signOff('S0', signedAt)] }, template, onDay(count)).day;
  expect([0, 1, 2].map((count) => dayAfter(onDay(0, '23:59'), count))).toEqual([0, 1, 2]);
  expect([0, 1, 2].map((count) => dayAfter(onDay(1, '00:00'), count))).toEqual([0, 0, 1]);
  expect(refusalOf(accountDayPath, 'day 1 is the day of registration')).toBe('word-unknown');
}

const windowPath = 'counting_rules.window';
const windowOf = (minutes: number, weekDays: number, monthDays: number): Plan =>
  withRule(
    windowPath,
    `hour = rolling ${minutes} min; week = rolling ${weekDays} days; month = rolling ${monthDays} days`,
  );

/** Done up to a cap so long ago; `[action, reason, cap, how long it counts, a plan in which it counts for less]`. */
const windows = [
  ['friend_add_outbound', 'hour-cap', 3, 60 * minuteMs, () => windowOf(59, 7, 30), minuteMs],
  ['moments_post', 'week-cap', 14, 7 * dayMs, () => windowOf(60, 6, 30), dayMs],
  ['group_message_campaign', 'month-cap', 4, 30 * dayMs, () => windowOf(60, 7, 29), dayMs],
] as const;

function checkWindows(): void {
  for (const [action, reason, amount, length, shorter, less] of windows) {
    const asked = (plan: Plan, ago: number): ReturnType<typeof answerFor> =>
      answerFor(reason, byHand({ plan, action, ledger: ledgerOf([{ action, at: morning - ago, amount }]) }));
    expect(asked(template, length)).toBeNull();
    expect(asked(template, length - 1)).toMatchObject({ kind: 'held', until: morning + 1 });
    expect(asked(shorter(), length - less)).toBeNull();
    expect(asked(shorter(), length - less - 1)).toMatchObject({ kind: 'held', until: morning + 1 });
  }
}

const countsPath = 'counting_rules.counts';

/** Whoever reached the phone has used up an act, however it ended, and nobody else: no plan can leave one of the ends out. */
function checkCounts(): void {
  const plan = withRule('stages.S6.caps.group_rename.per_day', 1);
  const next = (tried: Tried | null): ReturnType<typeof answerFor> =>
    answerFor('day-cap', byHand({ plan, ledger: countedAfter(tried, morning - dayMs / 24) }));
  for (const end of attemptEnds) {
    expect(next({ end, isMarked: true }) !== null).toBe(template.counting.counts.includes(end));
    expect(next({ end, isMarked: false })).toBeNull();
  }
  expect(next(null)).toBeNull();
  expect(template.counting.counts).toEqual(['done', 'failed', 'unknown']);
  expect(refusalOf(countsPath, 'reached the phone: done, failed')).toBe('word-unknown');
  expect(refusalOf(countsPath, 'reached the phone: done, unknown')).toBe('word-unknown');
  expect(refusalOf(countsPath, 'reached the phone: failed, unknown')).toBe('word-unknown');
  expect(refusalOf(countsPath, 'reached the phone: done, failed, unknown, planned')).toBe('word-unknown');
}

const sharedPath = 'counting_rules.shared_owner';

/** What each account may do with a group in a day, all of them may do together. */
function checkShared(): void {
  const perDay = { group_join: 3, group_create: 2, group_invite_people: 60, group_member_remove: 50 } as const;
  for (const action of ['group_join', 'group_create', 'group_invite_people', 'group_member_remove'] as const) {
    const others = (amount: number): ReturnType<typeof ledgerOf> =>
      ledgerOf([{ action, accountId: 'a2', groupId: 'g1', at: at(22, 0, 30), amount }]);
    const asked = (groupId: string, amount: number): ReturnType<typeof answerAt> =>
      answerAt(sharedPath, byHand({ action, group: groupOf({ groupId }), ledger: others(amount) }));
    expect(asked('g1', perDay[action] - 1)).toBeNull();
    expect(asked('g1', perDay[action])).toMatchObject({ kind: 'held', until: at(23) });
    expect(asked('g2', perDay[action])).toBeNull();
  }
  expect(actionIds.filter((action) => template.counting.sharedOverAccounts.includes(action))).toEqual(groupActionIds);
  expect(refusalOf(sharedPath, 'each account for itself')).toBe('word-unknown');
}

const heldPath = 'counting_rules.blocked_is_not_failure';

/** An act that was held ends as held, and so is no result that a rate of failures could be made of. */
function checkHeldIsNoFailure(): void {
  for (const state of ['planned', 'ready', 'running', 'waiting-for-operator'] as const) {
    expect(nextItemState(state, 'hold')).toBe('held');
  }
  expect(nextItemState('held', 'fail')).toBeNull();
  const end = { state: 'failed', code: null, detail: {}, after: null, verifiedBy: null, cooldownMs: null } as const;
  const attempt = { purpose: 'run', end, isMarked: false, stop: null, before: null, afterMark: 'review' } as const;
  const after = { wasTried: false, isByHandNow: false, mayLandUntilAt: null } as const;
  const judgement = judgeAttempt({ ...attempt, ...after, refusal: { kind: 'held', reason: 'cooldown', until: 5 } });
  expect(judgement).toMatchObject({ attempt: { state: 'skipped' }, item: { event: 'hold' } });
  expect(judgeAttempt({ ...attempt, ...after, refusal: null })).toMatchObject({ attempt: { state: 'failed' } });
  expect(refusalOf(heldPath, 'held is a failure')).toBe('word-unknown');
}

const overridePath = 'counting_rules.override';
const cap = 'stages.S4.caps.group_rename.per_day';
const now = 1_700_000_000_000;
const supervisor: ChangeRequest = { isSupervisor: true, reason: '客户活动', untilAt: now + 7 * dayMs, now };

function override(days: number, lastStage: string): Plan {
  return withRule(overridePath, `supervisor + reason + at most ${days} days; never a zero of S0-${lastStage}`);
}

/** A cap of the template raised to that, for a week, where the template says of raising what `bounds` says. */
function raising(
  [path, value]: readonly [path: string, value: number],
  request: Partial<ChangeRequest>,
  bounds = template,
): ReturnType<typeof judgeChange> {
  const next = { ...withRule(path, value), counting: bounds.counting };
  return judgeChange({ current: bounds, next, template: bounds }, { ...supervisor, ...request });
}

function checkOverride(): void {
  expect(raising([cap, 6], {})).toMatchObject({ kind: 'allowed', untilAt: now + 7 * dayMs });
  expect(raising([cap, 6], { isSupervisor: false })).toMatchObject({ kind: 'lacking', needs: ['supervisor'] });
  expect(raising([cap, 6], { reason: ' ' })).toMatchObject({ kind: 'lacking', needs: ['reason'] });
  expect(raising([cap, 6], { untilAt: null })).toMatchObject({ kind: 'lacking', needs: ['expiry'] });
  expect(raising([cap, 6], { untilAt: now + 7 * dayMs + 1 })).toMatchObject({ needs: ['expiry-too-late'] });
  expect(raising([cap, 6], { untilAt: now + 6 * dayMs + 1 }, override(6, 'S3'))).toMatchObject({
    needs: ['expiry-too-late'],
  });
  expect(raising([cap, 6], { untilAt: now + 8 * dayMs }, override(8, 'S3'))).toMatchObject({ kind: 'allowed' });
  const ofS3 = ['stages.S3.caps.group_rename.per_day', 1] as const;
  expect(raising(ofS3, {})).toMatchObject({ kind: 'never', problems: [{ code: 'zero-loosened' }] });
  expect(raising(ofS3, {}, override(7, 'S2'))).toMatchObject({ kind: 'allowed' });
  const ofS4 = ['stages.S4.caps.group_message_campaign.per_day', 1] as const;
  expect(raising(ofS4, {})).toMatchObject({ kind: 'allowed' });
  expect(raising(ofS4, {}, override(7, 'S4'))).toMatchObject({ kind: 'never' });
}

/** The gate ends what was raised for longer than that by itself. */
function checkOverrideEnds(): void {
  const startsAt = morning - 7 * dayMs;
  const loosening = { path: cap, value: 6, reason: 'r', supervisor: 's', startsAt, untilAt: morning + 90 * dayMs };
  const ledger = ledgerOf([{ at: at(22, 0, 30), amount: 5 }]);
  const asked = { ...byHand({ ledger, standing: inStage('S4') }), loosenings: [loosening] };
  expect(answerAt(cap, asked)).toMatchObject({ kind: 'held' });
  expect(answerAt(cap, { ...asked, now: morning - 1 })).toBeNull();
}

export const countingRules: readonly RuleTest[] = [
  rule(dayPath, checkDayBoundary),
  rule(accountDayPath, checkAccountDay),
  rule(windowPath, checkWindows),
  rule(countsPath, checkCounts),
  rule(sharedPath, checkShared),
  rule(heldPath, checkHeldIsNoFailure),
  rule(overridePath, () => {
    checkOverride();
    checkOverrideEnds();
  }),
];
