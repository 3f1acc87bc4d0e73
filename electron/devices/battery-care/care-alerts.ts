import type { CareRow } from '../../contract/battery-care.ts';
import type { AlertSource } from '../alerts/alert-source.ts';
import { fine, trouble, type Finding, type Verdict } from '../alerts/finding.ts';
import type { BatteryCare } from './battery-care.ts';
import { dayMs } from './care-rules.ts';

/** A look that is overdue for longer than this is no longer a reminder. */
const badAfterMs = 14 * dayMs;

/** Looks at batteries that are overdue, as one alert of the desk, and batteries that have been full for too long. */
export function createCareAlerts(care: Pick<BatteryCare, 'rows' | 'subscribe'>, clock: { now(): number }): AlertSource {
  return {
    kinds: ['swell-check', 'battery-rest'],
    findings: () => {
      const rows = care.rows();
      return [judgeLooks(rows, clock.now()), ...rows.map(judgeRest)];
    },
    subscribe: (listener) => care.subscribe(listener),
  };
}

/** A desk that was set up in a day falls due in a day: one incident, dealt with on one page, whatever the count. */
export function judgeLooks(rows: readonly CareRow[], now: number): Finding {
  const watched = rows.filter(({ isSetAside, swelling }) => !isSetAside && swelling.isOverdue);
  const overdueMs = Math.max(0, ...watched.map(({ swelling }) => now - (swelling.dueAt ?? now)));
  const params = { count: watched.length, days: Math.floor(overdueMs / dayMs) };
  const severity = overdueMs > badAfterMs ? 'bad' : 'warn';
  return {
    kind: 'swell-check',
    subject: { type: 'desk' },
    verdict: watched.length === 0 ? fine : trouble(severity, 'overdue', params),
  };
}

/** Counts only the days over which it was read as full; while it is not read, nothing is known. */
export function judgeRest({ phoneId, rest }: CareRow): Finding {
  return { kind: 'battery-rest', subject: { type: 'phone', phoneId }, verdict: restVerdict(rest) };
}

function restVerdict({ fullSinceAt, lastReadAt, isDue }: CareRow['rest']): Verdict<'battery-rest'> {
  if (lastReadAt === null) return fine;
  if (fullSinceAt === null) return { is: 'unknown', sinceAt: lastReadAt };
  return isDue ? trouble('warn', 'due', { days: Math.floor((lastReadAt - fullSinceAt) / dayMs) }) : fine;
}
