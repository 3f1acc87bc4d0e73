import type { ActionId, Condition, StageId, ToolName } from '../../../electron/accounts/plans/plan.ts';

export type Role = 'owner' | 'admin' | 'member';

export interface ToolRow {
  readonly tool: ToolName;
  readonly action: ActionId | null;
  readonly minStage: StageId;
  readonly health: readonly Condition[];
  readonly confirm: string;
  readonly maxBatch?: number;
  readonly roles?: readonly Role[];
  readonly postcheck?: string;
  readonly undo?: string;
}

const both: readonly Role[] = ['owner', 'admin'];

/** Each tool as the template has it. */
export const tools: readonly ToolRow[] = [
  {
    tool: '批量改群名',
    action: 'group_rename',
    minStage: 'S4',
    health: ['normal'],
    confirm: 'plan reviewed + one click a batch',
    maxBatch: 10,
    roles: both,
    postcheck: 'name by re-read or operator',
    undo: 'restore plan',
  },
  {
    tool: '批量改群主',
    action: 'group_owner_transfer',
    minStage: 'S4',
    health: ['normal'],
    confirm: 'second person agrees + group count typed in',
    maxBatch: 5,
    roles: ['owner'],
    postcheck: 'owner by re-read',
    undo: 'none',
  },
  {
    tool: '群成员去重',
    action: 'group_member_remove',
    minStage: 'S4',
    health: ['normal'],
    confirm: 'rehearsed first + second person agrees',
    maxBatch: 20,
    roles: both,
    postcheck: 'members by re-read',
    undo: 're-invite list',
  },
  {
    tool: '群公告',
    action: 'group_announcement',
    minStage: 'S4',
    health: ['normal', 'warning'],
    confirm: 'preview of each group',
    maxBatch: 10,
    roles: both,
  },
  {
    tool: '邀请入群',
    action: 'group_invite_people',
    minStage: 'S4',
    health: ['normal'],
    confirm: 'consent of each person',
    maxBatch: 10,
  },
  {
    tool: '关键词拉群',
    action: 'group_invite_people',
    minStage: 'S5',
    health: ['normal'],
    confirm: 'suggested only + sent by the operator',
    maxBatch: 1,
  },
  {
    tool: '消息群发',
    action: 'group_message_campaign',
    minStage: 'S5',
    health: ['normal'],
    confirm: 'approver + preview + recipients S5 <= 20 groups, S6 <= 50 groups',
    maxBatch: 1,
  },
  {
    tool: '素材下发到手机',
    action: null,
    minStage: 'S0',
    health: ['normal', 'warning', 'cooldown'],
    confirm: 'none',
  },
  {
    tool: '设备信息',
    action: null,
    minStage: 'S0',
    health: ['normal', 'warning', 'cooldown', 'suspended'],
    confirm: 'none',
  },
];
