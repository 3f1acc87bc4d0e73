import type { ProcedureOutput } from '@contract/procedures.ts';

/** What is held of a timeline: from its newest entry, or the day that was asked for, without a gap. */
export type TimelinePage = ProcedureOutput<'accounts.timeline'>;

/** As many are asked for at once. */
export const pageSize = 20;
/** More does main not answer at once. */
const longestPage = 200;

/** How many entries are read anew where so many are held: what was held may have ended meanwhile. */
export function readAnew(held: TimelinePage | null): number {
  return Math.min(longestPage, Math.max(pageSize, held?.entries.length ?? 0));
}

/** The page behind the last entry that is held. */
export function withOlder(held: TimelinePage, older: TimelinePage): TimelinePage {
  return { entries: [...held.entries, ...older.entries], hasMore: older.hasMore };
}

/**
 * The newest entries read anew, and what was held behind them. Where they do not reach what was held, only they are shown: nothing
 * may be missing in between.
 */
export function withNewest(held: TimelinePage | null, newest: TimelinePage): TimelinePage {
  const last = newest.entries.at(-1);
  if (held === null || last === undefined || !newest.hasMore) return newest;
  const joint = held.entries.findIndex(({ key }) => key === last.key);
  if (joint === -1) return newest;
  return { entries: [...newest.entries, ...held.entries.slice(joint + 1)], hasMore: held.hasMore };
}
