/** A group chat as the whole world knows it; each account only sees the ones that it is in. */
export interface Group {
  readonly groupId: string;
  /** Empty for a group that nobody has named yet. */
  readonly name: string;
  readonly announcement: string;
  readonly memberCount: number;
  /** An own account or somebody outside the desk. */
  readonly ownerId: string;
  readonly adminIds: readonly string[];
  /** Own accounts inside, by id. */
  readonly ownAccounts: readonly string[];
  /** 仅群主/群管理员可修改群聊名称. */
  readonly isRenameRestricted: boolean;
  readonly isDissolved: boolean;
}

/** One person in one group. */
export interface Member {
  readonly personId: string;
  /** What the person is called in this group alone; null without such a name. */
  readonly alias: string | null;
  readonly joinedAt: number;
}

export type Role = 'owner' | 'admin' | 'member';

/** How an account stands to a group. */
export type Standing = 'inside' | 'outside' | 'dissolved';

export const groupLimits = { members: 500, admins: 3, renameByAnyoneUpTo: 100 } as const;

export function roleIn(group: Group, personId: string): Role {
  if (group.ownerId === personId) return 'owner';
  return group.adminIds.includes(personId) ? 'admin' : 'member';
}

export function standingIn(group: Group, accountId: string): Standing {
  if (group.isDissolved) return 'dissolved';
  return group.ownAccounts.includes(accountId) ? 'inside' : 'outside';
}
