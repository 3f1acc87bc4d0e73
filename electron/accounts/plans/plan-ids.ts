/** The names that every plan goes by. */

import { actionIds, type ActionId } from '../../contract/plan-ids.ts';

export { actionIds, stageIds, type ActionId, type StageId } from '../../contract/plan-ids.ts';

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
