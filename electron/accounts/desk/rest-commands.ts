import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import type { Outcome } from '../../contract/outcome.ts';
import { dayMs, midnightAfter, nextWindowStart, windowEnd } from '../standing/calendar-day.ts';
import type { RestWindow } from '../plans/plan.ts';
import type { StoredWaiver } from '../store/waiver-store.ts';
import { findState, record, refuse, sayerOf, supervisorOf, type AccountGround } from './account-ground.ts';
import { timeOf } from './timed-entry.ts';

/** In so many days an operator sets a rest aside once; after that it is a loosening like any other. */
const waivedOnceInDays = 7;

/** How often a rest was set aside in the last days. */
export function waivedLately(waivers: readonly StoredWaiver[], windowId: string, now: number): number {
  const from = now - waivedOnceInDays * dayMs;
  return waivers.filter((one) => one.windowId === windowId && one.startsAt > from).length;
}

/**
 * An operator sets aside one occasion of a rest window that the plan lets people set aside; a second one within seven days takes a
 * supervisor. A hard one stands.
 */
export function waive(
  ground: AccountGround,
  { accountId, windowId, reason }: ProcedureInput<'accounts.waive'>,
): Outcome<ProcedureOutput<'accounts.waive'>> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const found = findState(ground, accountId);
  if (!found.ok) return found;
  const { plan, waivers, isPractice } = found.value;
  if (isPractice) return refuse('accountId', 'under-a-plan');
  const timed = timeOf(ground);
  if (!timed.ok) return timed;
  const window = plan.restWindows.find(({ id }) => id === windowId);
  if (window === undefined) return refuse('windowId', 'known-window');
  if (window.isHard) return refuse('windowId', 'soft-window', { windowId });
  const now = ground.time.now();
  const untilAt = occasionEnd(window, now);
  if (waivers.some((one) => one.windowId === windowId && one.untilAt >= untilAt))
    return refuse('windowId', 'not-waived', { untilAt });
  const before = waivedLately(waivers, windowId, now);
  const permitted = before > 0 ? supervisorOf(ground) : sayer;
  if (!permitted.ok) return permitted;
  const params = { windowId, reason, untilAt, waivedLately: before };
  return record(ground, accountId, { action: 'accounts.waive', params }, () => {
    ground.waivers.add({ accountId, windowId, reason, by: sayer.value.name, startsAt: now, untilAt });
    return { untilAt };
  });
}

/** When the occasion of a window that is on now is over, or else that of the next one. Of days of rest it is today. */
export function occasionEnd(window: RestWindow, now: number): number {
  if (window.kind === 'rest-days') return midnightAfter(now);
  return windowEnd(now, window) ?? windowEnd(nextWindowStart(now, window), window) ?? now;
}

/** What a supervisor loosened is as planned again before its time: that is no loosening, and anybody may say so. */
export function endLoosening(
  ground: AccountGround,
  { accountId, looseningId }: ProcedureInput<'accounts.endLoosening'>,
): Outcome<null> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const found = findState(ground, accountId);
  if (!found.ok) return found;
  const at = ground.time.now();
  const loosening = found.value.loosenings.find((one) => one.looseningId === looseningId);
  if (loosening === undefined || loosening.untilAt <= at) return refuse('looseningId', 'in-force');
  const { path, value, untilAt } = loosening;
  const params = { path, value, untilAt };
  return record(ground, accountId, { action: 'accounts.endLoosening', params }, () => {
    ground.plans.endLoosening({ looseningId, at, by: sayer.value.name });
    return null;
  });
}
