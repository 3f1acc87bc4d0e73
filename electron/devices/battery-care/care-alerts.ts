import type { CareRow } from '../../contract/battery-care.ts';
import type { AlertSource } from '../alerts/alert-source.ts';
import { fine, trouble, type Finding } from '../alerts/finding.ts';
import type { BatteryCare } from './battery-care.ts';
import { dayMs } from './care-rules.ts';

/** A look that is overdue for longer than this is no longer a reminder. */
const badAfterMs = 14 * dayMs;

/** Looks at batteries that are overdue, and batteries that have been full for too long, as alerts. */
export function createCareAlerts(care: Pick<BatteryCare, 'rows' | 'subscribe'>, clock: { now(): number }): AlertSource {
  return {
    kinds: ['swell-check', 'battery-rest'],
    findings: () => care.rows().flatMap((row) => findingsOf(row, clock.now())),
    subscribe: (listener) => care.subscribe(listener),
  };
}

function findingsOf({ phoneId, swelling, rest }: CareRow, now: number): Finding[] {
  const subject = { type: 'phone', phoneId } as const;
  const overdueMs = swelling.dueAt === null ? 0 : now - swelling.dueAt;
  return [
    {
      kind: 'swell-check',
      subject,
      verdict: swelling.isOverdue
        ? trouble(overdueMs > badAfterMs ? 'bad' : 'warn', 'overdue', { days: Math.floor(overdueMs / dayMs) })
        : fine,
    },
    {
      kind: 'battery-rest',
      subject,
      verdict:
        rest.isDue && rest.fullSinceAt !== null
          ? trouble('warn', 'due', { days: Math.floor((now - rest.fullSinceAt) / dayMs) })
          : fine,
    },
  ];
}
