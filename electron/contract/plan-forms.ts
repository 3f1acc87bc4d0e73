import { actionIds, conditions, stageIds } from './plan-ids.ts';

/**
 * The forms in which the file of a 养号 plan says its rules in words; `{n}` is a whole number. An editor offers them and the reader of
 * plans takes no others.
 */
export const planForms = {
  exit: [
    'day >= {n}',
    'required tasks done',
    'supervisor sign-off',
    'health normal for {n} days',
    'no warning for {n} days',
    'no cooldown for {n} days',
  ],
  recover: [
    '0 prompts for {n} h',
    '{n} normal days',
    'supervisor',
    'manual',
    're_onboarding',
    'root cause noted',
    'phone check passes',
  ],
  trigger: [
    '{n} prompts within {n} h',
    'over {n} % of the last {n} attempts failed',
    'battery < {n} % uncharged, storage < {n} %, offline, clock off > {n} s, messenger version changed',
  ],
  third: ['drop {n} stage'],
  event: [
    'new phone',
    'login elsewhere',
    'risk prompt',
    'new number or real name',
    'first unblock',
    'second unblock',
    'third unblock',
    'no login for {n} days',
    'custodian change',
  ],
  confirm: [
    'plan reviewed',
    'one click a batch',
    'second person agrees',
    'group count typed in',
    'rehearsed first',
    'preview of each group',
    'consent of each person',
    'suggested only',
    'sent by the operator',
    'approver',
    'preview',
    'recipients S5 <= {n} groups, S6 <= {n} groups',
  ],
  postcheck: ['name by re-read or operator', 'owner by re-read', 'members by re-read'],
  undo: ['restore plan', 'none', 're-invite list'],
  windows: ['hour = rolling {n} min; week = rolling {n} days; month = rolling {n} days'],
  override: ['supervisor + reason + at most {n} days; never a zero of S0-S{n}'],
  recovery: ['suspended ends by hand; cooldown needs timer + rules; then {n} stage lower for {n} days'],
  restDays: ['{n} day in {n} without an assisted act'],
} as const;
export type PlanForm = keyof typeof planForms;

/** Single words that a field of a plan takes, in the order in which they are offered. */
export const planWordLists = {
  execution: ['human_only', 'assisted'],
  frequency: ['once', 'daily', 'weekly', 'stage', 'quarterly'],
  evidence: ['published', 'official-analog', 'assumption'],
  stage: stageIds,
  signalTo: ['warning', 'cooldown', 'suspended', 'hold'],
  repeatTo: ['warning', 'cooldown', 'suspended'],
  condition: conditions,
  role: ['owner', 'admin'],
  scope: ['all', 'group_*', 'that tool', 'queue of the phone', ...actionIds],
  windowScope: ['all write actions', 'group_*', ...actionIds],
  closed: ['all write actions', 'assisted', 'outbound', ...actionIds],
} as const;
export type PlanWordList = keyof typeof planWordLists;
