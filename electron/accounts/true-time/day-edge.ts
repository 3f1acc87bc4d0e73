import { midnightAfter, sinceMidnight } from '../standing/calendar-day.ts';
import { agreementMs } from './judge-time.ts';

/**
 * Until when nobody can say which day it is: phones that agree may be a minute apart, so a minute before and after midnight an
 * act might count for the wrong day. Null at all other times.
 */
export function dayTurningUntil(now: number): number | null {
  const past = sinceMidnight(now);
  if (past < agreementMs) return now - past + agreementMs;
  const midnight = midnightAfter(now);
  return midnight - now <= agreementMs ? midnight + agreementMs : null;
}
