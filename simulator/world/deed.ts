import type { DeedKind } from './act-log.ts';
import { groupLimits, roleIn, standingIn, type Group } from './group.ts';

/** A change of the world that somebody asks for. */
export type Deed =
  | { readonly kind: 'rename-group'; readonly groupId: string; readonly name: string }
  | { readonly kind: 'dissolve-group' | 'leave-group'; readonly groupId: string }
  | { readonly kind: 'clear-history'; readonly groupId: string }
  | {
      readonly kind: 'remove-member' | 'join-group' | 'transfer-owner';
      readonly groupId: string;
      readonly personId: string;
    }
  | { readonly kind: 'set-admin'; readonly groupId: string; readonly personId: string; readonly isAdmin: boolean }
  | { readonly kind: 'restrict-rename'; readonly groupId: string; readonly isRestricted: boolean }
  | { readonly kind: 'set-saved'; readonly groupId: string; readonly isSaved: boolean }
  | { readonly kind: 'set-remark' | 'set-alias'; readonly groupId: string; readonly text: string };

/** Who asks, and when. */
export interface Actor {
  /** One of the desk's own accounts; null for somebody outside, who is taken to have every right in the group. */
  readonly accountId: string | null;
  readonly at: number;
}

export type Refusal =
  | 'dissolved'
  | 'not-inside'
  | 'owner-or-admin-only'
  | 'owner-only'
  | 'empty-name'
  | 'not-a-member'
  | 'already-a-member'
  | 'protected'
  | 'admins-full'
  | 'group-full';

/** Deeds that only the owner may do, and those that admins may do as well. */
const ownerOnly: ReadonlySet<DeedKind> = new Set<DeedKind>(['dissolve-group', 'transfer-owner', 'set-admin']);
const ownerOrAdmin: ReadonlySet<DeedKind> = new Set<DeedKind>(['remove-member', 'restrict-rename']);

/**
 * Why the messenger would not let this happen; null when it would. Renaming a group of more than 100 members, or one that
 * is so set, takes its owner or an admin; admins cannot touch the owner or each other.
 * @param isMember whether the person that the deed is about is in the group
 */
export function judgeDeed(group: Group, deed: Deed, actor: Actor, isMember: boolean): Refusal | null {
  if (group.isDissolved) return 'dissolved';
  const { accountId } = actor;
  if (accountId !== null && standingIn(group, accountId) !== 'inside') return 'not-inside';
  return judgeRights(group, deed, accountId) ?? judgeObject(group, deed, isMember);
}

/** Whether this account may change the group's name. */
export function mayRename(group: Group, accountId: string): boolean {
  const isOpen = !group.isRenameRestricted && group.memberCount <= groupLimits.renameByAnyoneUpTo;
  return isOpen || roleIn(group, accountId) !== 'member';
}

function judgeRights(group: Group, deed: Deed, accountId: string | null): Refusal | null {
  if (accountId === null) return null;
  const role = roleIn(group, accountId);
  if (deed.kind === 'rename-group' && !mayRename(group, accountId)) return 'owner-or-admin-only';
  if (ownerOnly.has(deed.kind) && role !== 'owner') return 'owner-only';
  if (ownerOrAdmin.has(deed.kind) && role === 'member') return 'owner-or-admin-only';
  if (deed.kind === 'remove-member' && role === 'admin' && roleIn(group, deed.personId) !== 'member')
    return 'protected';
  return null;
}

function judgeObject(group: Group, deed: Deed, isMember: boolean): Refusal | null {
  switch (deed.kind) {
    case 'rename-group':
      return deed.name.trim() === '' ? 'empty-name' : null;
    case 'remove-member':
      if (!isMember) return 'not-a-member';
      return deed.personId === group.ownerId ? 'protected' : null;
    case 'transfer-owner':
      return isMember ? null : 'not-a-member';
    case 'set-admin':
      if (!isMember) return 'not-a-member';
      return deed.isAdmin && group.adminIds.length >= groupLimits.admins ? 'admins-full' : null;
    case 'join-group':
      if (isMember) return 'already-a-member';
      return group.memberCount >= groupLimits.members ? 'group-full' : null;
    case 'dissolve-group':
    case 'leave-group':
    case 'clear-history':
    case 'restrict-rename':
    case 'set-saved':
    case 'set-remark':
    case 'set-alias':
      return null;
  }
}
