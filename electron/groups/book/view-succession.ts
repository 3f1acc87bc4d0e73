import { groupNameOf, type ViewFacts, type ViewRecord } from './group-records.ts';

/** One of an account's groups went from its list, and one came: the group may have been renamed. */
export interface Succession {
  readonly former: ViewRecord;
  /** What the list shows in its place. */
  readonly name: string;
}

/**
 * The one group that a list may show under another name: of two lists that were read to their ends, the later is without one
 * name and has one more that the account never listed. Null where more changed, or the name that went was listed twice.
 * @param known every view of the account on that phone, those that it does not list any more among them
 */
export function findSuccession(known: readonly ViewRecord[], names: readonly string[]): Succession | null {
  const before = known.filter(({ isListed }) => isListed);
  const left = [...names];
  const gone = before.filter(({ name }) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const [former] = gone;
  const [name] = left;
  if (former === undefined || name === undefined || gone.length > 1 || left.length > 1) return null;
  const isDoubled = before.filter((view) => view.name === former.name).length > 1;
  return isDoubled || known.some((view) => view.name === name) ? null : { former, name };
}

export interface ProvenSuccession {
  readonly former: ViewRecord;
  readonly next: ViewRecord;
}

/**
 * A view that surely goes on under another name: its group is called so by another account's view by now, or was called so
 * all along and only its remark went. Null without one.
 */
export function findProven(views: readonly ViewRecord[]): ProvenSuccession | null {
  const byId = new Map(views.map((view) => [view.groupViewId, view]));
  for (const next of views) {
    const former = next.formerViewId === null ? undefined : byId.get(next.formerViewId);
    if (former !== undefined && isProven(former, next, views)) return { former, next };
  }
  return null;
}

function isProven(former: ViewRecord, next: ViewRecord, views: readonly ViewRecord[]): boolean {
  const name = groupNameOf(next);
  if (former.presentName !== null && former.presentName === name) return true;
  return views.some(
    (view) =>
      view !== next &&
      view.accountId !== former.accountId &&
      view.groupId !== null &&
      view.groupId === former.groupId &&
      groupNameOf(view) === name,
  );
}

/**
 * Whether the pages of the group that came say that it is the one that went: exactly as many members, and the same role in it.
 * Anything else is a question, as an account may leave one group and enter another between two readings.
 */
export function speaksForFormer(
  former: Pick<ViewRecord, 'memberCount' | 'role'>,
  { memberCount, role }: Pick<ViewFacts, 'memberCount' | 'role'>,
): boolean {
  const isSameSize = former.memberCount !== null && former.memberCount === memberCount;
  return isSameSize && former.role !== null && former.role === role;
}
