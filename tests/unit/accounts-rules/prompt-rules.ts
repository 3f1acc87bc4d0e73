import { expect } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, groupActionIds } from '../../../electron/accounts/plans/plan.ts';
import { byHand } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { afterHours, conditionsAt, endOfLatest, noted, seenAt, standingIn, troubledActions } from './signal-ground.ts';
import { withRule, withRules } from './template.ts';

/** "Too frequent", prompts to verify, and complaints: what is told of an account as a whole. */

const frequent = 'health.signals.too_frequent_prompt';
const once = { signals: [noted('too_frequent_prompt')] };
const justBefore24 = 24 - 1 / 3_600_000;

function checkFrequentTo(): void {
  expect(conditionsAt(once, [-1, 0])).toEqual(['normal', 'cooldown']);
  expect(mayAct(byHand({ standing: standingIn(once), now: seenAt }))).toMatchObject({
    reason: 'cooldown',
    path: frequent,
  });
  expect(conditionsAt(once, [0], withRule(`${frequent}.to`, 'warning'))).toEqual(['warning']);
  expect(conditionsAt(once, [0], withRule(`${frequent}.to`, 'suspended'))).toEqual(['suspended']);
}

function checkFrequentScope(): void {
  expect(troubledActions(once)).toEqual([...actionIds]);
  const groupsOnly = withRule(`${frequent}.scope`, 'group_*');
  expect(conditionsAt(once, [0], groupsOnly)).toEqual(['normal']);
  expect(troubledActions(once, 0, groupsOnly)).toEqual(groupActionIds);
}

function checkFrequentHours(): void {
  expect(conditionsAt(once, [justBefore24, 24])).toEqual(['cooldown', 'normal']);
  expect(conditionsAt(once, [24, 25], withRule(`${frequent}.hours`, 25))).toEqual(['cooldown', 'normal']);
  expect(conditionsAt(once, [23], withRule(`${frequent}.hours`, 23))).toEqual(['normal']);
}

const twice = { signals: [noted('too_frequent_prompt', -48), noted('too_frequent_prompt')] };

function checkFrequentCount(): void {
  expect([endOfLatest(once), endOfLatest(twice)]).toEqual([afterHours(24), afterHours(72)]);
  expect(endOfLatest(twice, withRule(`${frequent}.repeat.count`, 3))).toBe(afterHours(24));
}

function checkFrequentRepeatHours(): void {
  expect(conditionsAt(twice, [71, 72])).toEqual(['cooldown', 'normal']);
  expect(endOfLatest(twice, withRule(`${frequent}.repeat.hours`, 73))).toBe(afterHours(73));
}

const frequentApart = (hours: number) => ({
  signals: [noted('too_frequent_prompt', -hours), noted('too_frequent_prompt')],
});

function checkFrequentWithin(): void {
  const more = 1 / 3_600_000;
  expect([endOfLatest(frequentApart(168)), endOfLatest(frequentApart(168 + more))]).toEqual([
    afterHours(72),
    afterHours(24),
  ]);
  expect(endOfLatest(frequentApart(168 + more), withRule(`${frequent}.repeat.within_days`, 8))).toBe(afterHours(72));
  expect(endOfLatest(frequentApart(168), withRule(`${frequent}.repeat.within_days`, 6))).toBe(afterHours(24));
}

function checkFrequentThird(): void {
  const thrice = (first: number) => ({ signals: [noted('too_frequent_prompt', first), ...twice.signals] });
  expect(standingIn(twice).stageId).toBe('S6');
  expect(standingIn(thrice(-168)).stageId).toBe('S5');
  expect(standingIn(thrice(-169)).stageId).toBe('S6');
  expect(standingIn(thrice(-168), withRule(`${frequent}.third`, 'drop 2 stage')).stageId).toBe('S4');
  expect(standingIn(thrice(-168), withRule(`${frequent}.third`, undefined)).stageId).toBe('S6');
}

const verification = 'health.signals.verification_prompt_3';

/** So many prompts to verify, after so many hours each. */
function prompts(...hours: readonly number[]) {
  return { signals: hours.map((hour) => noted('verification_prompt_3', hour)) };
}

function checkVerificationWhen(): void {
  expect(conditionsAt(prompts(-24, 0), [0])).toEqual(['normal']);
  expect(conditionsAt(prompts(-24, -12, 0), [-12, 0])).toEqual(['normal', 'cooldown']);
  expect(conditionsAt(prompts(-25, -12, 0), [0])).toEqual(['normal']);
  const path = `${verification}.when`;
  expect(conditionsAt(prompts(-25, -12, 0), [0], withRule(path, '3 prompts within 25 h'))).toEqual(['cooldown']);
  expect(conditionsAt(prompts(-24, 0), [0], withRule(path, '2 prompts within 24 h'))).toEqual(['cooldown']);
  expect(conditionsAt(prompts(-24, -12, 0), [0], withRule(path, '4 prompts within 24 h'))).toEqual(['normal']);
}

const crowd = prompts(-2, -1, 0);

function checkVerificationTo(): void {
  expect(conditionsAt(crowd, [0])).toEqual(['cooldown']);
  expect(conditionsAt(crowd, [0], withRule(`${verification}.to`, 'suspended'))).toEqual(['suspended']);
  expect(conditionsAt(crowd, [0], withRule(`${verification}.to`, 'warning'))).toEqual(['warning']);
}

function checkVerificationScope(): void {
  expect(troubledActions(crowd)).toEqual([...actionIds]);
  expect(troubledActions(crowd, 0, withRule(`${verification}.scope`, 'moments_post'))).toEqual(['moments_post']);
}

/** Its time and its quiet are as long as each other: each is looked at where the other is short. */
function checkVerificationHours(): void {
  const path = `${verification}.hours`;
  const soonQuiet = { [`${verification}.recover`]: '0 prompts for 1 h' };
  expect(conditionsAt(crowd, [justBefore24, 24], withRules(soonQuiet))).toEqual(['cooldown', 'normal']);
  expect(endOfLatest(crowd, withRules({ ...soonQuiet, [path]: 25 }))).toBe(afterHours(25));
  expect(endOfLatest(crowd, withRules({ ...soonQuiet, [path]: 23 }))).toBe(afterHours(23));
  expect(endOfLatest(crowd, withRule(path, 30))).toBe(afterHours(30));
}

function checkVerificationRecover(): void {
  const path = `${verification}.recover`;
  const short = { [`${verification}.hours`]: 1 };
  expect(endOfLatest(crowd, withRules(short))).toBe(afterHours(24));
  expect(endOfLatest(crowd, withRules({ ...short, [path]: '0 prompts for 12 h' }))).toBe(afterHours(12));
  // Another prompt an hour before the end, by itself none of three, begins the quiet anew.
  expect(conditionsAt(prompts(-24, -12, 0, 23), [24, 46, 47])).toEqual(['cooldown', 'cooldown', 'normal']);
  expect(conditionsAt(prompts(-24, -12, 0, 23), [24], withRule(path, undefined))).toEqual(['normal']);
}

const complaint = 'health.signals.member_complaint';
const complained = { signals: [noted('member_complaint')] };
const again = { signals: [noted('member_complaint', -240), noted('member_complaint')] };

function checkComplaintTo(): void {
  expect(conditionsAt(complained, [-1, 0])).toEqual(['normal', 'warning']);
  expect(conditionsAt(complained, [0], withRule(`${complaint}.to`, 'cooldown'))).toEqual(['cooldown']);
}

function checkComplaintScope(): void {
  expect(troubledActions(complained)).toEqual([...actionIds]);
  expect(troubledActions(complained, 0, withRule(`${complaint}.scope`, 'group_rename'))).toEqual(['group_rename']);
}

function checkComplaintHours(): void {
  expect(conditionsAt(complained, [72 - 1 / 3_600_000, 72])).toEqual(['warning', 'normal']);
  expect(endOfLatest(complained, withRule(`${complaint}.hours`, 73))).toBe(afterHours(73));
  expect(endOfLatest(complained, withRule(`${complaint}.hours`, 71))).toBe(afterHours(71));
}

function checkComplaintCount(): void {
  expect([conditionsAt(complained, [0]), conditionsAt(again, [0])]).toEqual([['warning'], ['cooldown']]);
  const third = withRule(`${complaint}.repeat.count`, 3);
  expect(conditionsAt(again, [0], third)).toEqual(['warning']);
  const three = { signals: [noted('member_complaint', -480), ...again.signals] };
  expect(conditionsAt(three, [0], third)).toEqual(['cooldown']);
}

function checkComplaintRepeatHours(): void {
  expect(conditionsAt(again, [168 - 1 / 3_600_000, 168])).toEqual(['cooldown', 'normal']);
  expect(endOfLatest(again, withRule(`${complaint}.repeat.hours`, 169))).toBe(afterHours(169));
  expect(endOfLatest(again, withRule(`${complaint}.repeat.hours`, 167))).toBe(afterHours(167));
}

function checkComplaintRepeatTo(): void {
  expect(conditionsAt(again, [0])).toEqual(['cooldown']);
  expect(conditionsAt(again, [0], withRule(`${complaint}.repeat.to`, 'suspended'))).toEqual(['suspended']);
  expect(conditionsAt(again, [0], withRule(`${complaint}.repeat.to`, undefined))).toEqual(['warning']);
}

const complaintsApart = (hours: number) => ({
  signals: [noted('member_complaint', -hours), noted('member_complaint')],
});

function checkComplaintWithin(): void {
  const [month, more] = [720, 720 + 1 / 3_600_000];
  expect([conditionsAt(complaintsApart(month), [0]), conditionsAt(complaintsApart(more), [0])]).toEqual([
    ['cooldown'],
    ['warning'],
  ]);
  expect(conditionsAt(complaintsApart(more), [0], withRule(`${complaint}.repeat.within_days`, 31))).toEqual([
    'cooldown',
  ]);
  expect(conditionsAt(complaintsApart(month), [0], withRule(`${complaint}.repeat.within_days`, 29))).toEqual([
    'warning',
  ]);
}

export const promptRules: readonly RuleTest[] = [
  rule(`${frequent}.to`, checkFrequentTo),
  rule(`${frequent}.scope`, checkFrequentScope),
  rule(`${frequent}.hours`, checkFrequentHours),
  rule(`${frequent}.repeat.count`, checkFrequentCount),
  rule(`${frequent}.repeat.hours`, checkFrequentRepeatHours),
  rule(`${frequent}.repeat.within_days`, checkFrequentWithin),
  rule(`${frequent}.third`, checkFrequentThird),
  rule(`${verification}.when`, checkVerificationWhen),
  rule(`${verification}.to`, checkVerificationTo),
  rule(`${verification}.scope`, checkVerificationScope),
  rule(`${verification}.hours`, checkVerificationHours),
  rule(`${verification}.recover`, checkVerificationRecover),
  rule(`${complaint}.to`, checkComplaintTo),
  rule(`${complaint}.scope`, checkComplaintScope),
  rule(`${complaint}.hours`, checkComplaintHours),
  rule(`${complaint}.repeat.count`, checkComplaintCount),
  rule(`${complaint}.repeat.hours`, checkComplaintRepeatHours),
  rule(`${complaint}.repeat.to`, checkComplaintRepeatTo),
  rule(`${complaint}.repeat.within_days`, checkComplaintWithin),
];
