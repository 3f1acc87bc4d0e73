import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { addDays, startOfDay } from '../standing/calendar-day.ts';
import type { TimelineStart, TimelineStore } from '../store/timeline-store.ts';
import { findState, type AccountGround } from './account-ground.ts';

type Wanted = ProcedureInput<'accounts.timeline'>;

/** One page of what happened to an account; `account-not-found`. */
export function timelinePage(
  ground: AccountGround,
  timeline: TimelineStore,
  wanted: Wanted,
): Outcome<ProcedureOutput<'accounts.timeline'>> {
  const found = findState(ground, wanted.accountId);
  if (!found.ok) return found;
  const { accountId, kind, limit } = wanted;
  const entries = timeline.entries(accountId, kind, startOf(wanted), limit + 1);
  return succeed({ entries: entries.slice(0, limit), hasMore: entries.length > limit });
}

function startOf({ before, untilDay }: Wanted): TimelineStart {
  if (before !== null) return before;
  if (untilDay === null) return { at: Number.MAX_SAFE_INTEGER, key: null };
  return { at: startOfDay(addDays(untilDay, 1)) - 1, key: null };
}
