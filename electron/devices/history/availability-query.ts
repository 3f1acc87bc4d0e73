import { z } from 'zod';
import {
  availabilityRowSchema,
  availabilityScopes,
  type AvailabilityRow,
  type AvailabilityScope,
} from '../../contract/history.ts';
import type { HistorySource } from './history-source.ts';
import { dayOf } from './local-days.ts';

/** The name under which the history's thread offers `readAvailabilityTask`. */
export const availabilityTask = 'history.availability';

const querySchema = z.strictObject({ scope: z.enum(availabilityScopes), fromAt: z.number(), toAt: z.number() });
export type AvailabilityQuery = z.output<typeof querySchema>;

export const availabilityAnswerSchema = z.array(availabilityRowSchema);

const columns: Readonly<Record<AvailabilityScope, { readonly select: string; readonly where: string }>> = {
  phone: { select: 'phoneId, NULL AS hostId, NULL AS hub', where: 'phoneId IS NOT NULL' },
  hub: { select: "NULL AS phoneId, NULLIF(hostId, '') AS hostId, hub", where: "hub <> '' AND phoneId IS NOT NULL" },
  host: { select: "NULL AS phoneId, NULLIF(hostId, '') AS hostId, NULL AS hub", where: 'phoneId IS NOT NULL' },
};
const groups: Readonly<Record<AvailabilityScope, string>> = { phone: 'phoneId', hub: 'hostId, hub', host: 'hostId' };

/** Sums of daily totals; one row for each phone, hub or host with watched time or a drop. Worst share first. */
export function readAvailability(source: HistorySource, { scope, fromAt, toAt }: AvailabilityQuery): AvailabilityRow[] {
  const { select, where } = columns[scope];
  const sum = source.prepare<[number, number], AvailabilityRow>(
    `SELECT ${select}, COUNT(DISTINCT phoneKey) AS phoneCount, SUM(watchedMs) AS watchedMs,
      SUM(availableMs) AS availableMs, SUM(dropCount) AS dropCount, COUNT(DISTINCT day) AS dayCount
      FROM availabilityDay JOIN historyPlace USING (placeKey) JOIN historyPhone USING (phoneKey)
      WHERE day >= ? AND day <= ? AND ${where} GROUP BY ${groups[scope]}`,
  );
  const rows = sum.all(dayOf(fromAt), dayOf(toAt));
  return rows.toSorted((left, right) => shareOf(left) - shareOf(right) || right.dropCount - left.dropCount);
}

function shareOf({ watchedMs, availableMs }: AvailabilityRow): number {
  return watchedMs === 0 ? 1 : availableMs / watchedMs;
}

/** The thread's form of `readAvailability`: parses what came over its border. */
export function readAvailabilityTask(source: HistorySource, input: unknown): unknown {
  return readAvailability(source, querySchema.parse(input));
}
