import { fixedPhrase, type Phrase } from './phrases.ts';
import type {
  ConfirmRule,
  Counting,
  ExitRule,
  Health,
  OverrideRule,
  Postcheck,
  RecoverRule,
  ReOnboardingEvent,
  SignalTrigger,
  Undo,
} from './plan.ts';
import { stageIds } from './plan.ts';

/** The words of each rule that a plan says in words. One form a rule: what a person wrote is what is written back. */

export const exitWords: readonly Phrase<ExitRule>[] = [
  daysPhrase('day >= {n}', 'day', (atLeast) => ({ kind: 'day', atLeast })),
  fixedPhrase('required tasks done', { kind: 'required-tasks' }),
  fixedPhrase('supervisor sign-off', { kind: 'sign-off' }),
  daysPhrase('health normal for {n} days', 'health-normal', (days) => ({ kind: 'health-normal', days })),
  daysPhrase('no warning for {n} days', 'no-warning', (days) => ({ kind: 'no-warning', days })),
  daysPhrase('no cooldown for {n} days', 'no-cooldown', (days) => ({ kind: 'no-cooldown', days })),
];

function daysPhrase(form: string, kind: ExitRule['kind'], read: (days: number) => ExitRule): Phrase<ExitRule> {
  return {
    form,
    read: ([days = 0]) => read(days),
    write: (rule) => {
      if (rule.kind !== kind) return null;
      if (rule.kind === 'day') return [rule.atLeast];
      return 'days' in rule ? [rule.days] : [];
    },
  };
}

export const recoverWords: readonly Phrase<RecoverRule>[] = [
  {
    form: '0 prompts for {n} h',
    read: ([hours = 0]) => ({ kind: 'no-prompts', hours }),
    write: (rule) => (rule.kind === 'no-prompts' ? [rule.hours] : null),
  },
  {
    form: '{n} normal days',
    read: ([days = 0]) => ({ kind: 'normal-days', days }),
    write: (rule) => (rule.kind === 'normal-days' ? [rule.days] : null),
  },
  fixedPhrase('supervisor', { kind: 'supervisor' }),
  fixedPhrase('manual', { kind: 'manual' }),
  fixedPhrase('re_onboarding', { kind: 're-onboarding' }),
  fixedPhrase('root cause noted', { kind: 'cause-noted' }),
  fixedPhrase('phone check passes', { kind: 'phone-check-passes' }),
];

/** A signal without any of these words is reported by a person. */
export const triggerWords: readonly Phrase<SignalTrigger>[] = [
  {
    form: '{n} prompts within {n} h',
    read: ([count = 0, withinHours = 0]) => ({ kind: 'prompts', count, withinHours }),
    write: (rule) => (rule.kind === 'prompts' ? [rule.count, rule.withinHours] : null),
  },
  {
    form: 'over {n} % of the last {n} attempts failed',
    accepts: ([percent = 0, attempts = 0]) => percent < 100 && attempts >= 1,
    read: ([overPercent = 0, lastAttempts = 0]) => ({ kind: 'failure-rate', overPercent, lastAttempts }),
    write: (rule) => (rule.kind === 'failure-rate' ? [rule.overPercent, rule.lastAttempts] : null),
  },
  {
    form: 'battery < {n} % uncharged, storage < {n} %, offline, clock off > {n} s, messenger version changed',
    accepts: ([battery = 0, storage = 0]) => battery <= 100 && storage <= 100,
    read: ([batteryBelowPercent = 0, storageBelowPercent = 0, clockOffSeconds = 0]) => ({
      kind: 'phone-check',
      batteryBelowPercent,
      storageBelowPercent,
      clockOffSeconds,
      whenOffline: true,
      whenMessengerChanged: true,
    }),
    write: (rule) =>
      rule.kind === 'phone-check' ? [rule.batteryBelowPercent, rule.storageBelowPercent, rule.clockOffSeconds] : null,
  },
];

export const thirdWords: readonly Phrase<{ readonly kind: 'drop-stages'; readonly stages: number }>[] = [
  {
    form: 'drop {n} stage',
    accepts: ([stages = 0]) => stages >= 1 && stages < stageIds.length,
    read: ([stages = 0]) => ({ kind: 'drop-stages', stages }),
    write: ({ stages }) => [stages],
  },
];

/** An event, and for `no-login` after how many days. */
export interface SaidEvent {
  readonly kind: ReOnboardingEvent;
  readonly days?: number;
}

export const eventWords: readonly Phrase<SaidEvent>[] = [
  fixedPhrase('new phone', { kind: 'new-phone' }),
  fixedPhrase('login elsewhere', { kind: 'remote-login' }),
  fixedPhrase('risk prompt', { kind: 'risk-prompt' }),
  fixedPhrase('new number or real name', { kind: 'identity-change' }),
  fixedPhrase('first unblock', { kind: 'first-unblock' }),
  fixedPhrase('second unblock', { kind: 'second-unblock' }),
  fixedPhrase('third unblock', { kind: 'third-unblock' }),
  {
    form: 'no login for {n} days',
    read: ([days = 0]) => ({ kind: 'no-login', days }),
    write: ({ kind, days }) => (kind === 'no-login' && days !== undefined ? [days] : null),
  },
  fixedPhrase('custodian change', { kind: 'custodian-change' }),
];

export const confirmWords: readonly Phrase<ConfirmRule>[] = [
  fixedPhrase('plan reviewed', { kind: 'review-plan' }),
  fixedPhrase('one click a batch', { kind: 'click-per-batch' }),
  fixedPhrase('second person agrees', { kind: 'second-person' }),
  fixedPhrase('group count typed in', { kind: 'type-group-count' }),
  fixedPhrase('rehearsed first', { kind: 'dry-run' }),
  fixedPhrase('preview of each group', { kind: 'preview-per-group' }),
  fixedPhrase('consent of each person', { kind: 'consent-per-person' }),
  fixedPhrase('suggested only', { kind: 'suggestion-only' }),
  fixedPhrase('sent by the operator', { kind: 'operator-sends' }),
  fixedPhrase('approver', { kind: 'approver' }),
  fixedPhrase('preview', { kind: 'preview' }),
  {
    form: 'recipients S5 <= {n} groups, S6 <= {n} groups',
    read: ([S5 = 0, S6 = 0]) => ({ kind: 'recipients-max', groups: { S5, S6 } }),
    write: (rule) => (rule.kind === 'recipients-max' ? [rule.groups.S5 ?? 0, rule.groups.S6 ?? 0] : null),
  },
];

export const postcheckWords: readonly Phrase<Postcheck>[] = [
  namedPhrase('name by re-read or operator', 'name-by-re-read-or-operator'),
  namedPhrase('owner by re-read', 'owner-by-re-read'),
  namedPhrase('members by re-read', 'members-by-re-read'),
];

export const undoWords: readonly Phrase<Undo>[] = [
  namedPhrase('restore plan', 'restore-plan'),
  namedPhrase('none', 'none'),
  namedPhrase('re-invite list', 're-invite-list'),
];

function namedPhrase<Name extends string>(form: string, name: Name): Phrase<Name> {
  return { form, read: () => name, write: (other) => (other === name ? [] : null) };
}

export const windowsWords: readonly Phrase<Counting['windows']>[] = [
  {
    form: 'hour = rolling {n} min; week = rolling {n} days; month = rolling {n} days',
    read: ([hourMinutes = 0, weekDays = 0, monthDays = 0]) => ({ hourMinutes, weekDays, monthDays }),
    write: ({ hourMinutes, weekDays, monthDays }) => [hourMinutes, weekDays, monthDays],
  },
];

export const overrideWords: readonly Phrase<OverrideRule>[] = [
  {
    form: 'supervisor + reason + at most {n} days; never a zero of S0-S{n}',
    accepts: ([days = 0, last = 0]) => days >= 1 && last < stageIds.length,
    read: ([maxDays = 0, last = 0]) => ({
      needsSupervisor: true,
      needsReason: true,
      maxDays,
      hardZeroStages: stageIds.slice(0, last + 1),
    }),
    write: ({ maxDays, hardZeroStages }) => [maxDays, hardZeroStages.length - 1],
  },
];

export const recoveryWords: readonly Phrase<Health['recovery']>[] = [
  {
    form: 'suspended ends by hand; cooldown needs timer + rules; then {n} stage lower for {n} days',
    read: ([loweredStages = 0, loweredDays = 0]) => ({
      suspendedEnds: 'by-hand',
      cooldownNeeds: ['timer', 'rules'],
      loweredStages,
      loweredDays,
    }),
    write: ({ loweredStages, loweredDays }) => [loweredStages, loweredDays],
  },
];

/** Rules that can be said in one way only: they are in every plan, so that a person reads what holds. */
export const fixedWords = {
  dayBoundary: '00:00 Asia/Shanghai',
  accountDay: 'day 1 follows the S0 sign-off',
  sharedOwner: 'group_* over all accounts',
  heldIsNoFailure: 'held is no failure',
  recordedBy: 'operator or confirmed prompt; no probing',
} as const;

export const restDaysWords: readonly Phrase<{ readonly restDays: number; readonly inDays: number }>[] = [
  {
    form: '{n} day in {n} without an assisted act',
    accepts: ([restDays = 0, inDays = 0]) => restDays >= 1 && inDays > restDays,
    read: ([restDays = 0, inDays = 0]) => ({ restDays, inDays }),
    write: ({ restDays, inDays }) => [restDays, inDays],
  },
];
