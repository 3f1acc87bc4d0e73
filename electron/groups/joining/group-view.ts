/** A group as one own account sees it: what of it speaks for or against being the same chat as another view. */
export interface GroupView {
  readonly viewId: number;
  readonly accountId: string;
  /** The group's own name, as far as the view tells. */
  readonly name: string;
  /** N of the page's title; null when that page was not read. */
  readonly memberCount: number | null;
  /** Since when the view goes by that name. */
  readonly namedAt: number;
  /** When the name was last read. */
  readonly readAt: number;
  /** When the account's list first held it. */
  readonly firstSeenAt: number;
  /** When the account's list last held it; null while the last reading of the list does. */
  readonly listedUntil: number | null;
  /** When the count was last read; null with it. */
  readonly countReadAt: number | null;
  /** By what that reading said, the viewing account owns the group. */
  readonly isOwner: boolean;
  /**
   * Which own accounts were seen among the members, the viewing one aside, as far as each is called as no other. Null when the
   * members' page was not looked at.
   */
  readonly ownAccountsSeen: ReadonlySet<string> | null;
  /** What the viewing account alone is called in the group, by its own page; null when that was not read or tells nobody apart. */
  readonly ownAlias: string | null;
  /** The viewing account is called, here or everywhere, as no other own account is: who shows members would show it. */
  readonly isTellable: boolean;
  /** Every cell of the members' page was seen. */
  readonly isMembersComplete: boolean;
  /** Names of members as this account sees them, kept only where members may be read; null elsewhere. Asked only where it matters. */
  readonly memberNames: (() => ReadonlySet<string>) | null;
  /** The group that it was joined to before; null for a view that is new. */
  readonly groupId: string | null;
  /** The view that went from the same list when this one came, which may be this one under another name; null without. */
  readonly formerViewId: number | null;
}

/**
 * Whether two views of one account are proven to be two groups: its list held both at a time. Of which the one came when the other
 * was gone, may be one group under another name.
 */
export function areSideBySide(left: GroupView, right: GroupView): boolean {
  if (left.accountId !== right.accountId) return false;
  return !isAfter(left, right) && !isAfter(right, left);
}

function isAfter({ firstSeenAt }: GroupView, { listedUntil }: GroupView): boolean {
  return listedUntil !== null && listedUntil < firstSeenAt;
}

/** What an operator said of two views. */
export interface JoinDecision {
  readonly leftViewId: number;
  readonly rightViewId: number;
  readonly isSame: boolean;
}
