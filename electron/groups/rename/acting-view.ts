import type { GroupRole } from '../book/view-records.ts';
import type { ViaReason, ViewStanding } from '../../contract/group-rename.ts';
import type { ActingStanding } from './acting-standing.ts';

/** An own account's view of a group, with whether it could act in it now. */
export interface StandingView extends ActingStanding {
  readonly groupViewId: number;
  /** Null when not read. */
  readonly role: GroupRole | null;
}

/** Only owner and admins rename a group of more members than this (messenger's dialog 当前群聊人数较多). */
export const openRenameMembers = 100;

const roleRanks = { owner: 0, admin: 1, member: 2 } as const;
const standingRanks: Readonly<Record<ViewStanding, number>> = {
  ready: 0,
  waits: 1,
  away: 2,
  resting: 3,
  'no-mode': 4,
  held: 5,
};
/** Longer than any time until something opens. */
const rankStep = 1e14;

/** What one view is fitter in than another, the weightiest first. */
const criteria = [
  ['may-rename', (view, memberCount) => (mayRename(view.role, memberCount) ? 0 : 1)],
  ['standing', standingRank],
  ['role', (view) => (view.role === null ? 3 : roleRanks[view.role])],
] as const satisfies readonly (readonly [ViaReason, (view: StandingView, memberCount: number | null) => number])[];

/** Of those that their plans let act later, the one that opens first. */
function standingRank({ standing, held }: StandingView): number {
  return standingRanks[standing] * rankStep + (standing === 'waits' ? (held?.untilAt ?? 0) : 0);
}

/** Whether an account of that role may rename a group of that size, as far as both are known. */
export function mayRename(role: GroupRole | null, memberCount: number | null): boolean {
  return role === 'owner' || role === 'admin' || (memberCount !== null && memberCount <= openRenameMembers);
}

/**
 * Views in the order of their fitness to rename the group: who may at all, then who could act now, then the higher role, then
 * the view that was known first.
 */
export function rankViews<V extends StandingView>(views: readonly V[], memberCount: number | null): readonly V[] {
  const byFitness = (left: V, right: V): number => {
    for (const [, rank] of criteria) {
      const difference = rank(left, memberCount) - rank(right, memberCount);
      if (difference !== 0) return difference;
    }
    return left.groupViewId - right.groupViewId;
  };
  return views.toSorted(byFitness);
}

/**
 * The view that a rename goes through and why: the one that an operator picked as long as it is there, else the fittest. Null
 * without views.
 */
export function chooseView<V extends StandingView>(
  ranked: readonly V[],
  memberCount: number | null,
  pickedId: number | null,
): { readonly view: V; readonly reason: ViaReason } | null {
  const picked = ranked.find(({ groupViewId }) => groupViewId === pickedId);
  if (picked !== undefined) return { view: picked, reason: 'picked' };
  const [best, next] = ranked;
  if (best === undefined) return null;
  if (next === undefined) return { view: best, reason: 'only' };
  const decisive = criteria.find(([, rank]) => rank(best, memberCount) !== rank(next, memberCount));
  return { view: best, reason: decisive?.[0] ?? 'first' };
}
