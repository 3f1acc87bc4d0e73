import {
  groupActionIds,
  stageIds,
  type ActionId,
  type ExitRule,
  type Health,
  type Plan,
  type PlanAction,
  type PlanTask,
  type ReOnboardingRule,
  type Signal,
  type SignalId,
  type Stage,
  type StageId,
  type TaskFrequency,
  type ToolGate,
} from '../../../electron/accounts/plans/plan.ts';

const words = { zh: '词', en: 'word' };
const sources = ['A'];

/** What a small plan has other than usual. */
export interface SmallPlanChanges {
  /** First account day of each stage, S0 first. */
  readonly starts?: readonly number[];
  readonly exits?: Partial<Record<StageId, readonly ExitRule[]>>;
  readonly tasks?: Partial<Record<StageId, readonly PlanTask[]>>;
  /** In place of the signals of the same name. */
  readonly signals?: readonly Signal[];
  readonly recovery?: Partial<Health['recovery']>;
  readonly reOnboarding?: readonly ReOnboardingRule[];
}

/** A plan in which only days and S0's sign-off hold an account up, until the changes say otherwise. */
export function smallPlan({ starts, exits, tasks, signals, recovery, reOnboarding }: SmallPlanChanges = {}): Plan {
  const first = starts ?? [0, 1, 4, 8, 15, 31, 91];
  const stages = stageIds.map((id, index) => smallStage(id, first, index, { exits: exits ?? {}, tasks: tasks ?? {} }));
  return {
    planId: 'small',
    version: 1,
    title: words,
    sources: { A: { title: 'assumed', grade: 'A' } },
    actions: {
      ...everyAction<PlanAction>({ ...words, unit: 'one', execution: 'assisted' }),
      friend_accept_inbound: { ...words, unit: 'one', execution: 'human_only' },
      profile_field_edit: { ...words, unit: 'one', execution: 'human_only' },
    },
    counting: smallCounting,
    stages,
    intervals: {
      minSeconds: {},
      minSecondsPerGroup: {},
      oneWriteTaskPerAccount: true,
      maxContinuousBatchMinutes: 30,
      pauseBetweenBatchesMinutes: 30,
    },
    restWindows: [],
    health: smallHealth(signals ?? [], recovery ?? {}),
    reOnboarding: reOnboarding ?? usualReOnboarding,
    toolGates: openTools,
  };
}

export function task(id: string, frequency: TaskFrequency, changes: Partial<PlanTask> = {}): PlanTask {
  return { ...words, id, frequency, isRequired: true, sources, ...changes };
}

export function signal(id: SignalId, changes: Partial<Signal> = {}): Signal {
  const usual: Signal = {
    ...words,
    id,
    trigger: { kind: 'reported' },
    to: 'cooldown',
    scope: { kind: 'all' },
    hours: 24,
    recover: [],
    sources,
  };
  return { ...usual, ...changes };
}

function smallStage(
  id: StageId,
  first: readonly number[],
  index: number,
  { exits, tasks }: Required<Pick<SmallPlanChanges, 'exits' | 'tasks'>>,
): Stage {
  const next = first[index + 1];
  return {
    ...words,
    id,
    dayFrom: first[index] ?? 0,
    dayTo: next === undefined ? null : next - 1,
    summary: '',
    tasks: tasks[id] ?? [],
    exitGate: exits[id] ?? (id === 'S0' ? [{ kind: 'sign-off' }] : []),
    caps: everyAction({ perDay: index, evidence: 'assumption', sources }),
  };
}

function everyAction<V>(value: V): Record<ActionId, V> {
  return {
    friend_add_outbound: value,
    friend_accept_inbound: value,
    proactive_private_chat_contacts: value,
    moments_post: value,
    group_join: value,
    group_create: value,
    group_invite_people: value,
    group_rename: value,
    group_owner_transfer: value,
    group_member_remove: value,
    group_announcement: value,
    group_message_campaign: value,
    profile_field_edit: value,
  };
}

const openTool: ToolGate = { action: null, minStage: 'S0', health: [], confirm: [] };
const openTools: Plan['toolGates'] = {
  批量改群名: openTool,
  批量改群主: openTool,
  群成员去重: openTool,
  群公告: openTool,
  邀请入群: openTool,
  关键词拉群: openTool,
  消息群发: openTool,
  素材下发到手机: openTool,
  设备信息: openTool,
};

const smallCounting: Plan['counting'] = {
  timeZone: 'Asia/Shanghai',
  dayOneAfterSignOffOf: 'S0',
  windows: { hourMinutes: 60, weekDays: 7, monthDays: 30 },
  counts: ['done', 'failed', 'unknown'],
  sharedOverAccounts: groupActionIds,
  perGroup: {},
  isHeldFailure: false,
  override: { needsSupervisor: true, needsReason: true, maxDays: 7, hardZeroStages: ['S0', 'S1', 'S2', 'S3'] },
};

function smallHealth(changed: readonly Signal[], recovery: Partial<Health['recovery']>): Health {
  const kept = usualSignals.filter(({ id }) => !changed.some((other) => other.id === id));
  return {
    states: {
      normal: { ...words, capFactor: 1, closes: [] },
      warning: { ...words, capFactor: 0.5, closes: ['group_message_campaign'] },
      cooldown: { ...words, capFactor: 1, closes: ['assisted', 'outbound'] },
      suspended: { ...words, capFactor: 1, closes: ['all'] },
    },
    riskScoreReference: { warning: 0.2, cooldown: 0.4, suspended: 0.6, source: 'A' },
    recordedBy: ['operator', 'confirmed-prompt'],
    signals: [...kept, ...changed],
    recovery: {
      suspendedEnds: 'by-hand',
      cooldownNeeds: ['timer', 'rules'],
      loweredStages: 1,
      loweredDays: 3,
      ...recovery,
    },
  };
}

const scoped = (...actions: ActionId[]) => ({ kind: 'actions', actions }) as const;
const normalDays = { kind: 'normal-days', days: 3 } as const;

const usualSignals: readonly Signal[] = [
  signal('too_frequent_prompt', {
    repeat: { count: 2, withinDays: 7, hours: 72 },
    third: { kind: 'drop-stages', stages: 1 },
  }),
  signal('verification_prompt_3', {
    trigger: { kind: 'prompts', count: 3, withinHours: 24 },
    recover: [{ kind: 'no-prompts', hours: 24 }],
  }),
  signal('friend_add_restricted', { scope: scoped('friend_add_outbound'), hours: 168, recover: [normalDays] }),
  signal('moments_restricted', { scope: scoped('moments_post'), hours: 168, recover: [normalDays] }),
  signal('group_function_restricted', {
    scope: scoped(...groupActionIds),
    hours: 168,
    recover: [normalDays, { kind: 'supervisor' }],
  }),
  endless('feature_ban', { to: 'suspended', recover: [{ kind: 'manual' }] }),
  endless('login_restricted', { to: 'suspended', recover: [{ kind: 'manual' }, { kind: 're-onboarding' }] }),
  signal('member_complaint', {
    to: 'warning',
    hours: 72,
    repeat: { count: 2, withinDays: 30, to: 'cooldown', hours: 168 },
  }),
  endless('failure_rate', {
    trigger: { kind: 'failure-rate', overPercent: 20, lastAttempts: 20 },
    to: 'warning',
    scope: { kind: 'same-tool' },
    recover: [{ kind: 'cause-noted' }],
  }),
  endless('device_unhealthy', {
    to: 'hold',
    scope: { kind: 'phone-queue' },
    recover: [{ kind: 'phone-check-passes' }],
  }),
];

/** A signal without hours. */
export function endless(id: SignalId, changes: Partial<Signal>): Signal {
  const { hours: _hours, ...others } = signal(id, changes);
  return others;
}

const usualReOnboarding: readonly ReOnboardingRule[] = [
  { events: ['new-phone', 'remote-login', 'risk-prompt', 'identity-change'], restartAt: 'S1', minDays: 7, sources },
  { events: ['first-unblock'], restartAt: 'S1', silentDays: 3, minDays: 7, sources },
  { events: ['second-unblock'], restartAt: 'S1', minDays: 15, sources },
  { events: ['third-unblock'], restartAt: 'S0', minDays: 30, sources },
  { events: ['no-login'], noLoginDays: 30, restartAt: 'S1', minDays: 30, sources },
  { events: ['custodian-change'], restartAt: 'S2', minDays: 3, sources },
];
