import { expect } from 'vitest';
import { phoneFaults } from '../../../electron/accounts/desk/phone-fitness.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, type ActionId } from '../../../electron/accounts/plans/plan.ts';
import { conditionFor } from '../../../electron/accounts/standing/for-action.ts';
import type { HealthCheck } from '../../../electron/contract/phones.ts';
import { healthWith } from '../../support/accounts/fit-health.ts';
import { closed, results, seen } from '../../support/accounts/account-life.ts';
import { byHand } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import {
  afterHours,
  conditionsAt,
  endOnceClosed,
  noted,
  seenAt,
  standingIn,
  troubledActions,
} from './signal-ground.ts';
import { expectTighter, template, withRule, withRules } from './template.ts';

/** What fails too often, and a phone that is not fit. */

const rate = 'health.signals.failure_rate';
const wellThenBad = (bad: number) => ({
  results: results('group_rename', seenAt - 3_600_000, `${'o'.repeat(20 - bad)}${'x'.repeat(bad)}`),
});

function checkRateWhen(): void {
  const path = `${rate}.when`;
  const spoilt = (facts: ReturnType<typeof wellThenBad>, plan = template): ActionId[] =>
    troubledActions(facts, 0, plan);
  expect([spoilt(wellThenBad(4)), spoilt(wellThenBad(5))]).toEqual([[], ['group_rename']]);
  expect(spoilt(wellThenBad(5), withRule(path, 'over 25 % of the last 20 attempts failed'))).toEqual([]);
  expect(spoilt(wellThenBad(4), withRule(path, 'over 19 % of the last 20 attempts failed'))).toEqual(['group_rename']);
  expectTighter(path, 'over 19 % of the last 20 attempts failed', 'over 21 % of the last 20 attempts failed');
  // The first failure is the twenty-first from the end: it counts no more, but where one looks back further.
  const long = { results: results('group_rename', seenAt - 3_600_000, `x${'o'.repeat(16)}xxxx`) };
  expect(spoilt(long)).toEqual([]);
  expect(spoilt(long, withRule(path, 'over 20 % of the last 21 attempts failed'))).toEqual(['group_rename']);
}

function checkRateTo(): void {
  const standing = standingIn(wellThenBad(5));
  expect(conditionFor(standing, 'group_rename')).toBe('warning');
  const severe = standingIn(wellThenBad(5), withRule(`${rate}.to`, 'cooldown'));
  expect(conditionFor(severe, 'group_rename')).toBe('cooldown');
}

function checkRateScope(): void {
  expect(troubledActions(wellThenBad(5))).toEqual(['group_rename']);
  expect(conditionsAt(wellThenBad(5), [0])).toEqual(['normal']);
  expect(conditionsAt(wellThenBad(5), [0], withRule(`${rate}.scope`, 'all'))).toEqual(['warning']);
  expect(troubledActions(wellThenBad(5), 0, withRule(`${rate}.scope`, 'group_join'))).toEqual(['group_join']);
}

const entered = (cause: string | null) =>
  seen('failure_rate', seenAt, { tool: 'group_rename', closing: closed(afterHours(3), { cause }) });

function checkRateRecover(): void {
  expect([endOnceClosed(entered(null)), endOnceClosed(entered(' '))]).toEqual([Infinity, Infinity]);
  expect(endOnceClosed(entered('新版改了菜单'))).toBe(afterHours(3));
  expect(endOnceClosed(entered(null), {}, withRule(`${rate}.recover`, 'manual'))).toBe(afterHours(3));
}

const device = 'health.signals.device_unhealthy';
const unfit = { signals: [noted('device_unhealthy')] };
const sick = { isHealthy: false, faults: ['storage'] };

const phoneCheck = (battery: number, storage: number, clock: number): string =>
  `battery < ${battery} % uncharged, storage < ${storage} %, offline, clock off > ${clock} s, messenger version changed`;

/** What the check finds of a phone that is fit but for this. */
function faultsOf(
  off: Parameters<typeof healthWith>[0],
  plan = template,
  more: Parameters<typeof phoneFaults>[2] = {},
): readonly string[] {
  return phoneFaults({ state: 'ready', health: healthWith(off) }, plan, more);
}

/** A phone at each bound of the template is fit, and one a little beyond it is not; so it is where the plan has another bound. */
function checkDeviceFinds(): void {
  expect(faultsOf({ 'battery-level': 20, storage: 10, 'clock-skew': -60 })).toEqual([]);
  expect(faultsOf({ 'battery-level': 19 })).toEqual(['battery-low']);
  expect(faultsOf({ storage: 9.9 })).toEqual(['storage-low']);
  expect([faultsOf({ 'clock-skew': 61 }), faultsOf({ 'clock-skew': -61 })]).toEqual([['clock-off'], ['clock-off']]);
  expect(faultsOf({}, template, { isMessengerChanged: true })).toEqual(['messenger-changed']);
  expect(phoneFaults({ state: 'offline', health: healthWith() }, template)).toEqual(['offline']);
  const charging = { ...healthWith(), checks: healthWith({ 'battery-level': 5 }).checks.map(onCharger) };
  expect(phoneFaults({ state: 'ready', health: charging }, template)).toEqual([]);
  const stricter = withRule(`${device}.when`, phoneCheck(21, 11, 59));
  expect(faultsOf({ 'battery-level': 20 }, stricter)).toEqual(['battery-low']);
  expect(faultsOf({ storage: 10 }, stricter)).toEqual(['storage-low']);
  expect(faultsOf({ 'clock-skew': 60 }, stricter)).toEqual(['clock-off']);
}

function onCharger(check: HealthCheck): HealthCheck {
  return check.id === 'battery-level' ? { ...check, textCode: 'charging' } : check;
}

/** Which phone is not fit, what a plan may ask of it, and who may ask for less. */
function checkDeviceWhen(): void {
  checkDeviceFinds();
  expect(template.health.signals.find(({ id }) => id === 'device_unhealthy')?.trigger).toEqual({
    kind: 'phone-check',
    batteryBelowPercent: 20,
    storageBelowPercent: 10,
    clockOffSeconds: 60,
    whenOffline: true,
    whenMessengerChanged: true,
  });
  expectTighter(`${device}.when`, phoneCheck(21, 10, 60), phoneCheck(19, 10, 60));
  expectTighter(`${device}.when`, phoneCheck(20, 11, 60), phoneCheck(20, 9, 60));
  expectTighter(`${device}.when`, phoneCheck(20, 10, 59), phoneCheck(20, 10, 61));
}

/** It is the phone that waits: the account is as it was. */
function checkDeviceTo(): void {
  expect(conditionsAt(unfit, [0])).toEqual(['normal']);
  expect(conditionsAt(unfit, [0], withRule(`${device}.to`, 'warning'))).toEqual(['warning']);
  expect(mayAct(byHand({ phone: sick }))).toMatchObject({ kind: 'held', reason: 'device-hold', path: device });
}

/** Whatever waits for the phone, and not for another one. */
function checkDeviceScope(): void {
  const held = actionIds.filter((action) => mayAct(byHand({ action, phone: sick })).kind === 'held');
  expect(held).toEqual([...actionIds]);
  expect(mayAct({ ...byHand({ phone: sick }), action: null })).toMatchObject({ reason: 'device-hold' });
  const warned = { [`${device}.to`]: 'warning' };
  expect(troubledActions(unfit, 0, withRules(warned))).toEqual([...actionIds]);
  const narrow = withRules({ ...warned, [`${device}.scope`]: 'group_rename' });
  expect(troubledActions(unfit, 0, narrow)).toEqual(['group_rename']);
}

function checkDeviceRecover(): void {
  expect(mayAct(byHand({ phone: sick }))).toMatchObject({ kind: 'held', until: null });
  expect(mayAct(byHand())).toEqual({ kind: 'allowed' });
  const warned = { [`${device}.to`]: 'warning' };
  const [waiting] = standingIn(unfit, withRules(warned)).limits;
  expect(waiting).toMatchObject({ untilAt: null, recover: [{ kind: 'phone-check-passes' }] });
  const passed = noted('device_unhealthy', 0, { closing: closed(afterHours(2)) });
  expect(endOnceClosed(noted('device_unhealthy'), {}, withRules(warned))).toBe(Infinity);
  expect(endOnceClosed(passed, {}, withRules(warned))).toBe(afterHours(2));
  expect(endOnceClosed(passed, {}, withRules({ ...warned, [`${device}.recover`]: 'supervisor' }))).toBe(Infinity);
}

export const failureRules: readonly RuleTest[] = [
  rule(`${rate}.when`, checkRateWhen),
  rule(`${rate}.to`, checkRateTo),
  rule(`${rate}.scope`, checkRateScope),
  rule(`${rate}.recover`, checkRateRecover),
  rule(`${device}.when`, checkDeviceWhen),
  rule(`${device}.to`, checkDeviceTo),
  rule(`${device}.scope`, checkDeviceScope),
  rule(`${device}.recover`, checkDeviceRecover),
];
