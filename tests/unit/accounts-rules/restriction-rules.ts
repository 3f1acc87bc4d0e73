import { expect } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, groupActionIds, type ActionId, type SignalId } from '../../../electron/accounts/plans/plan.ts';
import { conditionFor } from '../../../electron/accounts/standing/for-action.ts';
import { closed, restart } from '../../support/accounts/account-life.ts';
import { byHand } from './asked.ts';
import { dawnOf } from './life.ts';
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
import { judged, withRule } from './template.ts';

/** What the messenger takes away from an account. */

interface Restriction {
  readonly signalId: SignalId;
  readonly actions: readonly ActionId[];
  readonly recover: (days: number) => string;
  /** A person's word that it asks for besides its time. */
  readonly isBySupervisor: boolean;
}

const restrictions: readonly Restriction[] = [
  {
    signalId: 'friend_add_restricted',
    actions: ['friend_add_outbound'],
    recover: (days) => `${days} normal days`,
    isBySupervisor: false,
  },
  {
    signalId: 'moments_restricted',
    actions: ['moments_post'],
    recover: (days) => `${days} normal days`,
    isBySupervisor: false,
  },
  {
    signalId: 'group_function_restricted',
    actions: groupActionIds,
    recover: (days) => `${days} normal days + supervisor`,
    isBySupervisor: true,
  },
];

const soon = closed(afterHours(1), { isSupervisor: true });

function restricted({ signalId, isBySupervisor }: Restriction): ReturnType<typeof noted> {
  return noted(signalId, 0, isBySupervisor ? { closing: soon } : {});
}

function checkTo(row: Restriction): void {
  const facts = { signals: [restricted(row)] };
  const [first = 'group_rename'] = row.actions;
  expect(conditionFor(standingIn(facts), first)).toBe('cooldown');
  expect(conditionsAt(facts, [0])).toEqual(['normal']);
  const path = `health.signals.${row.signalId}`;
  const answer = mayAct(byHand({ action: first, standing: standingIn(facts), now: seenAt }));
  expect(answer).toMatchObject({ kind: 'held', reason: 'cooldown', path });
  expect(conditionFor(standingIn(facts, withRule(`${path}.to`, 'suspended')), first)).toBe('suspended');
  expect(conditionFor(standingIn(facts, withRule(`${path}.to`, 'warning')), first)).toBe('warning');
}

function checkScope(row: Restriction): void {
  const facts = { signals: [restricted(row)] };
  const path = `health.signals.${row.signalId}.scope`;
  expect(troubledActions(facts)).toEqual(row.actions);
  expect(troubledActions(facts, 0, withRule(path, 'profile_field_edit'))).toEqual(['profile_field_edit']);
  expect(conditionsAt(facts, [0], withRule(path, 'all'))).toEqual(['cooldown']);
}

function checkHours(row: Restriction): void {
  const path = `health.signals.${row.signalId}.hours`;
  const signal = restricted(row);
  expect(endOnceClosed(signal)).toBe(afterHours(168));
  expect(troubledActions({ signals: [signal] }, 168 - 1 / 3_600_000)).toEqual(row.actions);
  expect(troubledActions({ signals: [signal] }, 168)).toEqual([]);
  expect(endOnceClosed(signal, {}, withRule(path, 169))).toBe(afterHours(169));
  expect(endOnceClosed(signal, {}, withRule(path, 167))).toBe(afterHours(167));
}

/** A complaint on the sixth day after it spoils four days: the account waits for three good ones after these. */
function checkRecover(row: Restriction): void {
  const path = `health.signals.${row.signalId}.recover`;
  const complained = { signals: [noted('member_complaint', 6 * 24)] };
  const signal = restricted(row);
  expect(endOnceClosed(signal, complained)).toBe(dawnOf(113));
  expect(endOnceClosed(signal, complained, withRule(path, row.recover(4)))).toBe(dawnOf(114));
  expect(endOnceClosed(signal, complained, withRule(path, row.recover(2)))).toBe(dawnOf(112));
  if (row.isBySupervisor) checkSupervisor(row, path);
  else expect(endOnceClosed(signal, complained, withRule(path, undefined))).toBe(afterHours(168));
}

function checkSupervisor({ signalId }: Restriction, path: string): void {
  const unsaid = noted(signalId);
  const byAnybody = noted(signalId, 0, { closing: closed(afterHours(1)) });
  const late = noted(signalId, 0, { closing: closed(afterHours(200), { isSupervisor: true }) });
  expect([endOnceClosed(unsaid), endOnceClosed(byAnybody)]).toEqual([Infinity, Infinity]);
  expect(endOnceClosed(late)).toBe(afterHours(200));
  expect(endOnceClosed(unsaid, {}, withRule(path, '3 normal days'))).toBe(afterHours(168));
}

const ban = 'health.signals.feature_ban';
const login = 'health.signals.login_restricted';

function checkSuspends(path: string, signalId: SignalId): void {
  const facts = { signals: [noted(signalId)] };
  expect(conditionsAt(facts, [-1, 0])).toEqual(['normal', 'suspended']);
  expect(mayAct(byHand({ standing: standingIn(facts), now: seenAt }))).toMatchObject({ reason: 'suspended', path });
  expect(conditionsAt(facts, [0], withRule(`${path}.to`, 'cooldown'))).toEqual(['cooldown']);
}

function checkSuspendsAll(path: string, signalId: SignalId): void {
  const facts = { signals: [noted(signalId)] };
  expect(troubledActions(facts)).toEqual([...actionIds]);
  expect(troubledActions(facts, 0, withRule(`${path}.scope`, 'moments_post'))).toEqual(['moments_post']);
}

function checkBanRecover(): void {
  expect(standingIn({ signals: [noted('feature_ban')] }).limits).toMatchObject([{ recover: [{ kind: 'manual' }] }]);
  // What suspends ends by a person's word, said or not.
  expect(judged({ [`${ban}.recover`]: undefined })).toMatchObject({ kind: 'allowed', raised: [] });
  const byAnybody = noted('feature_ban', 0, { closing: closed(afterHours(5)) });
  expect(endOnceClosed(noted('feature_ban'))).toBe(Infinity);
  expect(endOnceClosed(byAnybody)).toBe(afterHours(5));
  expect(endOnceClosed(byAnybody, {}, withRule(`${ban}.recover`, 'manual + supervisor'))).toBe(Infinity);
}

const restartAt = (hours: number) => ({ restarts: [restart('first-unblock', afterHours(hours))] });

/** A person's word is not enough: the account has to begin anew as well, and after it. */
function checkLoginRecover(): void {
  const [limit] = standingIn({ signals: [noted('login_restricted')] }).limits;
  expect(limit?.recover).toEqual([{ kind: 'manual' }, { kind: 're-onboarding' }]);
  const handled = noted('login_restricted', 0, { closing: closed(afterHours(5)) });
  expect([endOnceClosed(handled), endOnceClosed(noted('login_restricted'), restartAt(9))]).toEqual([
    Infinity,
    Infinity,
  ]);
  expect(endOnceClosed(handled, restartAt(9))).toBe(afterHours(9));
  expect(endOnceClosed(handled, restartAt(4))).toBe(Infinity);
  const handedOver = { restarts: [restart('custodian-change', afterHours(9))] };
  expect(endOnceClosed(handled, handedOver)).toBe(Infinity);
  expect(endOnceClosed(handled, {}, withRule(`${login}.recover`, 'manual'))).toBe(afterHours(5));
}

export const restrictionRules: readonly RuleTest[] = [
  ...restrictions.flatMap((row) => {
    const ground = `health.signals.${row.signalId}`;
    return [
      rule(`${ground}.to`, () => checkTo(row)),
      rule(`${ground}.scope`, () => checkScope(row)),
      rule(`${ground}.hours`, () => checkHours(row)),
      rule(`${ground}.recover`, () => checkRecover(row)),
    ];
  }),
  rule(`${ban}.to`, () => checkSuspends(ban, 'feature_ban')),
  rule(`${ban}.scope`, () => checkSuspendsAll(ban, 'feature_ban')),
  rule(`${ban}.recover`, checkBanRecover),
  rule(`${login}.to`, () => checkSuspends(login, 'login_restricted')),
  rule(`${login}.scope`, () => checkSuspendsAll(login, 'login_restricted')),
  rule(`${login}.recover`, checkLoginRecover),
];
