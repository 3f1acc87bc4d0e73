/** The names that every 养号 plan goes by: stages, actions, conditions, signals, events, tools. */

export const stageIds = ['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const;
export type StageId = (typeof stageIds)[number];

export const actionIds = [
  'friend_add_outbound',
  'friend_accept_inbound',
  'proactive_private_chat_contacts',
  'moments_post',
  'group_join',
  'group_create',
  'group_invite_people',
  'group_rename',
  'group_owner_transfer',
  'group_member_remove',
  'group_announcement',
  'group_message_campaign',
  'profile_field_edit',
] as const;
export type ActionId = (typeof actionIds)[number];

export const conditions = ['normal', 'warning', 'cooldown', 'suspended'] as const;
export type Condition = (typeof conditions)[number];

export const signalIds = [
  'too_frequent_prompt',
  'verification_prompt_3',
  'friend_add_restricted',
  'moments_restricted',
  'group_function_restricted',
  'feature_ban',
  'login_restricted',
  'member_complaint',
  'failure_rate',
  'device_unhealthy',
] as const;
export type SignalId = (typeof signalIds)[number];

export const reOnboardingEvents = [
  'new-phone',
  'remote-login',
  'risk-prompt',
  'identity-change',
  'first-unblock',
  'second-unblock',
  'third-unblock',
  'no-login',
  'custodian-change',
] as const;
export type ReOnboardingEvent = (typeof reOnboardingEvents)[number];

export const toolNames = [
  '批量改群名',
  '批量改群主',
  '群成员去重',
  '群公告',
  '邀请入群',
  '关键词拉群',
  '消息群发',
  '素材下发到手机',
  '设备信息',
] as const;
export type ToolName = (typeof toolNames)[number];
