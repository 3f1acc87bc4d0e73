import {
  stageIds,
  type ActionId,
  type Cap,
  type Execution,
  type Plan,
  type Stage,
  type StageId,
  type ToolGate,
  type ToolName,
} from '../../../electron/accounts/plans/plan.ts';

/** A cap by its numbers alone. */
export type CapNumbers = Pick<Cap, 'perHour' | 'perDay' | 'perWeek' | 'perMonth'>;

/** What a test's plan has otherwise than the plainest one, which limits next to nothing. */
export interface PlanChanges {
  readonly execution?: Partial<Record<ActionId, Execution>>;
  readonly caps?: Partial<Record<StageId, Partial<Record<ActionId, CapNumbers>>>>;
  readonly counting?: Partial<Plan['counting']>;
  readonly intervals?: Partial<Plan['intervals']>;
  readonly restWindows?: Plan['restWindows'];
  readonly states?: Partial<Record<keyof Plan['health']['states'], Partial<Plan['health']['states']['normal']>>>;
  readonly tools?: Partial<Record<ToolName, Partial<ToolGate>>>;
}

export const wide = 1_000_000;

/** The day of each stage's beginning and end, as the shipped template has them. */
const stageDays: Readonly<Record<StageId, readonly [number, number | null]>> = {
  S0: [0, 0],
  S1: [1, 3],
  S2: [4, 7],
  S3: [8, 14],
  S4: [15, 30],
  S5: [31, 90],
  S6: [91, null],
};

const both = { zh: '', en: '' };

/** A plan in which nothing is in the way but what `changes` puts there. */
export function gatePlan(changes: PlanChanges = {}): Plan {
  return {
    planId: 'test',
    version: 1,
    title: both,
    sources: {},
    actions: byAction((action) => ({ ...both, unit: 'x', execution: changes.execution?.[action] ?? 'assisted' })),
    counting: { ...plainCounting, ...changes.counting },
    stages: stageIds.map((id) => stageOf(id, changes)),
    intervals: { ...plainIntervals, ...changes.intervals },
    restWindows: changes.restWindows ?? [],
    health: { ...plainHealth, states: statesOf(changes) },
    reOnboarding: [],
    toolGates: toolsOf(changes),
  };
}

const plainCounting: Plan['counting'] = {
  timeZone: 'Asia/Shanghai',
  dayOneAfterSignOffOf: 'S0',
  windows: { hourMinutes: 60, weekDays: 7, monthDays: 30 },
  counts: ['done', 'failed', 'unknown'],
  sharedOverAccounts: [],
  perGroup: {},
  isHeldFailure: false,
  override: { needsSupervisor: true, needsReason: true, maxDays: 7, hardZeroStages: ['S0', 'S1', 'S2', 'S3'] },
};

const plainIntervals: Plan['intervals'] = {
  minSeconds: {},
  minSecondsPerGroup: {},
  oneWriteTaskPerAccount: true,
  maxContinuousBatchMinutes: wide,
  pauseBetweenBatchesMinutes: 0,
};

const plainHealth: Omit<Plan['health'], 'states'> = {
  riskScoreReference: { warning: 0.2, cooldown: 0.4, suspended: 0.6, source: 'A' },
  recordedBy: ['operator'],
  signals: [],
  recovery: { suspendedEnds: 'by-hand', cooldownNeeds: ['timer'], loweredStages: 1, loweredDays: 3 },
};

const everyHealth = ['normal', 'warning', 'cooldown', 'suspended'] as const;

function toolsOf({ tools = {} }: PlanChanges): Plan['toolGates'] {
  const tool = (name: ToolName, action: ActionId | null): ToolGate => {
    return { action, minStage: 'S0', health: everyHealth, confirm: [], ...tools[name] };
  };
  return {
    批量改群名: tool('批量改群名', 'group_rename'),
    批量改群主: tool('批量改群主', 'group_owner_transfer'),
    群成员去重: tool('群成员去重', 'group_member_remove'),
    群公告: tool('群公告', 'group_announcement'),
    邀请入群: tool('邀请入群', 'group_invite_people'),
    关键词拉群: tool('关键词拉群', 'group_invite_people'),
    消息群发: tool('消息群发', 'group_message_campaign'),
    素材下发到手机: tool('素材下发到手机', null),
    设备信息: tool('设备信息', null),
  };
}

function statesOf({ states = {} }: PlanChanges): Plan['health']['states'] {
  return {
    normal: { ...both, capFactor: 1, closes: [], ...states.normal },
    warning: { ...both, capFactor: 0.5, closes: ['group_message_campaign'], ...states.warning },
    cooldown: { ...both, capFactor: 1, closes: ['assisted', 'outbound'], ...states.cooldown },
    suspended: { ...both, capFactor: 1, closes: ['all'], ...states.suspended },
  };
}

function stageOf(id: StageId, { caps = {} }: PlanChanges): Stage {
  const [dayFrom, dayTo] = stageDays[id];
  const capOf = (action: ActionId): Cap => ({
    ...(caps[id]?.[action] ?? { perDay: wide }),
    evidence: 'assumption',
    sources: ['A'],
  });
  return { ...both, id, dayFrom, dayTo, summary: '', tasks: [], exitGate: [], caps: byAction(capOf) };
}

function byAction<Value>(valueOf: (action: ActionId) => Value): Record<ActionId, Value> {
  return {
    friend_add_outbound: valueOf('friend_add_outbound'),
    friend_accept_inbound: valueOf('friend_accept_inbound'),
    proactive_private_chat_contacts: valueOf('proactive_private_chat_contacts'),
    moments_post: valueOf('moments_post'),
    group_join: valueOf('group_join'),
    group_create: valueOf('group_create'),
    group_invite_people: valueOf('group_invite_people'),
    group_rename: valueOf('group_rename'),
    group_owner_transfer: valueOf('group_owner_transfer'),
    group_member_remove: valueOf('group_member_remove'),
    group_announcement: valueOf('group_announcement'),
    group_message_campaign: valueOf('group_message_campaign'),
    profile_field_edit: valueOf('profile_field_edit'),
  };
}
