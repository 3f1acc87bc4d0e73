/** The names that every plan goes by. */

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

/** What `group_*` stands for. */
export const groupActionIds: readonly ActionId[] = actionIds.filter((action) => action.startsWith('group_'));

/** What a cooldown calls outbound: acts by which the account reaches out of its own accord. Replies and inbound requests are none. */
export const outboundActionIds: readonly ActionId[] = [
  'friend_add_outbound',
  'proactive_private_chat_contacts',
  'moments_post',
  'group_join',
  'group_create',
];

export interface InBothLanguages {
  readonly zh: string;
  readonly en: string;
}
