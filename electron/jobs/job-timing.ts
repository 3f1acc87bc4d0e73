import { askAtOf, type OpenItem } from './lanes/open-item.ts';
import type { LiveJob } from './live-jobs.ts';

/** When the job next begins something by itself; null while something could begin now, or nothing waits for a time. */
export function nextRunOf({ record, items }: LiveJob, now: number): number | null {
  const { startAt } = record.window;
  if (startAt !== null && startAt > now) return startAt;
  const open = [...items.values()];
  if (open.some(({ state }) => state !== 'held')) return null;
  const times = open.flatMap(({ heldUntilAt }) => (heldUntilAt === null ? [] : [heldUntilAt]));
  return times.length === 0 ? null : Math.min(...times);
}

/** When somebody has to look next because of a time: a window opens or closes, a held item is to be asked about. */
export function nextLookOf(jobs: readonly LiveJob[], now: number): number | null {
  let nextAt: number | null = null;
  const consider = (at: number | null): void => {
    if (at !== null && at > now && (nextAt === null || at < nextAt)) nextAt = at;
  };
  for (const { record, items } of jobs) {
    consider(record.window.startAt);
    consider(record.window.endAt);
    for (const item of items.values()) consider(askAtOf(item));
  }
  return nextAt;
}

/** Items that did not begin within their job's window. They never will; a console that was off meanwhile makes no exception. */
export function lateItems({ record, items }: LiveJob, now: number): readonly OpenItem[] {
  const { endAt } = record.window;
  if (endAt === null || now < endAt) return [];
  return [...items.values()].filter(({ state }) => state === 'ready' || state === 'held');
}

/** Gaps and pauses between two acts are waited for awake; a rest of hours, or a gate that names no time, is not. */
const awakeForMs = 15 * 60_000;

/**
 * Confirmed, not paused, its window has begun, and something of it is done or can begin soon: the computer must not fall asleep over
 * it. What is held for longer is asked about when the computer wakes.
 */
export function isUnderWay({ record, items }: LiveJob, now: number): boolean {
  if (record.state !== 'running' || (record.window.startAt ?? 0) > now) return false;
  const isSoon = ({ state, heldUntilAt }: OpenItem): boolean =>
    state !== 'held' || (heldUntilAt !== null && heldUntilAt - now <= awakeForMs);
  return [...items.values()].some(isSoon);
}
