import { planRowsLimit } from '../../contract/jobs.ts';
import type { BookedGroup } from '../book/group-book.ts';
import { readersOf } from '../roster/roster-right.ts';
import type { RosterHead } from '../roster/roster-store.ts';

/** What was read since then is not read a second time: a run by hand right after another one reads nothing twice. */
const freshMs = 4 * 3_600_000;

export interface DueSight {
  readonly now: number;
  /** The phones through which groups are read. */
  readonly phoneIds: ReadonlySet<string>;
  /** Of each view whose members are kept: when they were read. */
  readonly rosters: ReadonlyMap<number, Pick<RosterHead, 'readAt'>>;
}

/** A group of which something may be read on these phones that is not fresh: a view's own page, or its members. */
export function isDue(group: BookedGroup, { now, phoneIds, rosters }: DueSight): boolean {
  const views = group.views.filter(({ isListed, phoneId }) => isListed && phoneIds.has(phoneId));
  const isOld = (at: number | null | undefined): boolean => at === null || at === undefined || now - at >= freshMs;
  if (views.some(({ infoReadAt }) => isOld(infoReadAt))) return true;
  return readersOf({ ...group, views }, now).some(({ groupViewId }) => isOld(rosters.get(groupViewId)?.readAt));
}

/** Groups in as many parts as plans take; each view is a row of its plan. */
export function inPlans(groups: readonly BookedGroup[], phoneIds: ReadonlySet<string>): BookedGroup[][] {
  const parts: BookedGroup[][] = [];
  let room = 0;
  for (const group of groups) {
    const rows = group.views.filter(({ isListed, phoneId }) => isListed && phoneIds.has(phoneId)).length;
    const part = parts.at(-1);
    if (part === undefined || rows > room) {
      parts.push([group]);
      room = planRowsLimit - rows;
    } else {
      part.push(group);
      room -= rows;
    }
  }
  return parts;
}
