import { expect } from 'vitest';
import { budgetsOf } from '../../../electron/accounts/gate/budget.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, type ActionId, type Plan, type SignalId } from '../../../electron/accounts/plans/plan.ts';
import type { SignalFact } from '../../../electron/accounts/standing/facts.ts';
import { stageFor } from '../../../electron/accounts/standing/for-action.ts';
import { standingOf, type Standing } from '../../../electron/accounts/standing/standing.ts';
import { closed, onDay, seen } from '../../support/accounts/account-life.ts';
import { dayMs, hourMs } from '../../support/gate/times.ts';
import { answerFor, byHand } from './asked.ts';
import { mature } from './life.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { expectNeverLooser, refusalOf, template, withRule } from './template.ts';

const seenAt = onDay(100);

function standing(signals: readonly SignalFact[], plan: Plan = template, at = seenAt): Standing {
  return standingOf(mature({ signals }), plan, at);
}

/** A mature account that a signal of that kind was just noted for, asking for one act by hand. */
function asked(signalId: SignalId | null, action: ActionId, plan: Plan = template): ReturnType<typeof byHand> {
  const signals = signalId === null ? [] : [seen(signalId, seenAt)];
  return byHand({ plan, action, standing: standing(signals, plan), now: seenAt });
}

function limitOf(signalId: SignalId | null, action: ActionId, plan: Plan = template): number | undefined {
  return budgetsOf(asked(signalId, action, plan)).find(({ window }) => window === 'perDay')?.limit;
}

function openFor(signalId: SignalId | null, plan: Plan = template): ActionId[] {
  return actionIds.filter((action) => mayAct(asked(signalId, action, plan)).kind === 'allowed');
}

const normalPath = 'health.states.normal.effect';

/** Caps as they stand in the stage, and nothing closed. */
function checkNormal(): void {
  expect(template.health.states.normal).toMatchObject({ capFactor: 1, closes: [] });
  expect([limitOf(null, 'group_rename'), limitOf(null, 'friend_accept_inbound')]).toEqual([30, 80]);
  expect(openFor(null)).toEqual([...actionIds]);
  expectNoOtherNormal();
}

/** No other effect would ever be asked for, so that none can be written down, a tighter one neither. */
function expectNoOtherNormal(): void {
  expect(withRule(normalPath, 'caps of the stage').health.states.normal.capFactor).toBe(1);
  for (const effect of ['caps x 0.5, rounded down', 'closed: group_rename', 'caps x 1, rounded down', 'caps x 2'])
    expect(refusalOf(normalPath, effect)).toBe('word-unknown');
}

const warningPath = 'health.states.warning.effect';

/** Half of every cap, rounded down, and no campaign at all. */
function checkWarning(): void {
  const limits = (['group_rename', 'friend_accept_inbound', 'group_join', 'group_create'] as const).map((action) =>
    limitOf('member_complaint', action),
  );
  expect(limits).toEqual([15, 40, 1, 1]);
  const campaign = asked('member_complaint', 'group_message_campaign');
  expect(answerFor('warning-closed', campaign)).toMatchObject({ kind: 'held', until: seenAt + 72 * hourMs });
  expect(answerFor('warning-closed', asked('member_complaint', 'group_announcement'))).toBeNull();
  const less = withRule(warningPath, 'caps x 0.4, rounded down; closed: group_message_campaign');
  expect([limitOf('member_complaint', 'group_rename', less), limitOf('member_complaint', 'group_join', less)]).toEqual([
    12, 1,
  ]);
  const open = withRule(warningPath, 'caps x 0.5, rounded down; closed: group_announcement');
  expect(answerFor('warning-closed', asked('member_complaint', 'group_message_campaign', open))).toBeNull();
  expect(answerFor('warning-closed', asked('member_complaint', 'group_announcement', open))).not.toBeNull();
}

const cooldownPath = 'health.states.cooldown.effect';

function closedBy(plan: Plan): ActionId[] {
  return actionIds.filter((action) => answerFor('cooldown', asked('too_frequent_prompt', action, plan)) !== null);
}

/** Whatever the console helps with, and whatever reaches out; to accept somebody and one's own profile stay open. */
function checkCooldown(): void {
  expect(openFor('too_frequent_prompt')).toEqual(['friend_accept_inbound', 'profile_field_edit']);
  expect(closedBy(template)).toHaveLength(11);
  expect(closedBy(withRule(cooldownPath, 'closed: outbound'))).toEqual([
    'friend_add_outbound',
    'proactive_private_chat_contacts',
    'moments_post',
    'group_join',
    'group_create',
  ]);
  expect(closedBy(withRule(cooldownPath, 'closed: assisted, outbound, profile_field_edit'))).toHaveLength(12);
}

const suspendedPath = 'health.states.suspended.effect';

function checkSuspended(): void {
  expect(openFor('feature_ban')).toEqual([]);
  for (const action of actionIds) {
    expect(mayAct(asked('feature_ban', action))).toMatchObject({ kind: 'held', reason: 'suspended', until: null });
  }
  const less = withRule(suspendedPath, 'closed: assisted, outbound');
  expect(openFor('feature_ban', less)).toEqual(['friend_accept_inbound', 'profile_field_edit']);
}

const recordedPath = 'health.recorded_by';

/** The standing knows only signals that somebody entered: an account of which nothing was noted is well. */
function checkRecordedBy(): void {
  expect(template.health.recordedBy).toEqual(['operator', 'confirmed-prompt']);
  expect([standing([]).condition, standing([seen('feature_ban', seenAt)]).condition]).toEqual(['normal', 'suspended']);
  expect(refusalOf(recordedPath, 'test messages of the console')).toBe('word-unknown');
}

const recoveryPath = 'health.recovery';
const recoveryWords = (stages: number, days: number): string =>
  `suspended ends by hand; cooldown needs timer + rules; then ${stages} stage lower for ${days} days`;
const recovery = (stages: number, days: number): Plan => withRule(recoveryPath, recoveryWords(stages, days));

/** A cooldown of a day, and then three days by the caps of the stage below. */
function checkRecovery(): void {
  const over = seenAt + dayMs;
  const stageAt = (at: number, plan: Plan = template): string =>
    standing([seen('too_frequent_prompt', seenAt)], plan, at).effectiveStageId;
  expect([stageAt(over), stageAt(over + 3 * dayMs - 1), stageAt(over + 3 * dayMs)]).toEqual(['S5', 'S5', 'S6']);
  expect(stageAt(over + 3 * dayMs, recovery(1, 4))).toBe('S5');
  expect(stageAt(over, recovery(2, 3))).toBe('S4');
  const lowered = standing([seen('too_frequent_prompt', seenAt)], template, over);
  expect(stageFor(lowered, 'group_rename')).toBe('S5');
  const afterwards = byHand({ standing: lowered, now: over });
  expect(budgetsOf(afterwards)[0]).toMatchObject({ path: 'stages.S5.caps.group_rename.per_day', limit: 15 });
}

/** A suspension lasts until a person ends it; a cooldown until its time is over and its rules are met, whichever is later. */
function checkEnds(): void {
  const year = seenAt + 365 * dayMs;
  const at = (signals: readonly SignalFact[], now: number): string => standing(signals, template, now).condition;
  expect(at([seen('feature_ban', seenAt)], year)).toBe('suspended');
  expect(at([seen('feature_ban', seenAt, { closing: closed(seenAt + hourMs) })], seenAt + hourMs)).toBe('normal');
  const bySupervisor = (hours: number): SignalFact =>
    seen('group_function_restricted', seenAt, { closing: closed(seenAt + hours * hourMs, { isSupervisor: true }) });
  const untilOf = (signal: SignalFact): number | null | undefined =>
    standing([signal], template, seenAt + 160 * hourMs).limits[0]?.untilAt;
  expect(untilOf(seen('group_function_restricted', seenAt))).toBeNull();
  expect(untilOf(bySupervisor(1))).toBe(seenAt + 168 * hourMs);
  expect(standing([bySupervisor(200)], template, seenAt + 200 * hourMs).limits).toEqual([]);
  expect(standing([bySupervisor(200)], template, seenAt + 200 * hourMs - 1).limits).toHaveLength(1);
  expectNeverLooser(recoveryPath, recoveryWords(1, 4), recoveryWords(1, 2));
}

export const conditionRules: readonly RuleTest[] = [
  rule(normalPath, checkNormal),
  rule(warningPath, checkWarning),
  rule(cooldownPath, checkCooldown),
  rule(suspendedPath, checkSuspended),
  rule(recordedPath, checkRecordedBy),
  rule(recoveryPath, () => {
    checkRecovery();
    checkEnds();
  }),
];
