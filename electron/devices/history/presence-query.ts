import { z } from 'zod';
import { phoneStateSchema, type PhoneState } from '../../contract/phones.ts';
import { presenceSpanSchema, type PresenceSpan } from '../../contract/history.ts';
import { findPhoneKey, type HistorySource } from './history-source.ts';
import { dayOf, nextDay, startOfDay, type LocalDay } from './local-days.ts';
import { spansOf, type StateMark, type Stretch } from './presence.ts';

/** States are kept this long; of what is longer ago, only the daily totals are known. */
const statesKeptMs = 90 * 86_400_000;

/** The name under which the history's thread offers `readPresenceTask`. */
export const presenceTask = 'history.presence';

const querySchema = z.strictObject({ phoneId: z.string(), fromAt: z.number(), toAt: z.number(), now: z.number() });
export type PresenceQuery = z.output<typeof querySchema>;

export const presenceAnswerSchema = z.array(presenceSpanSchema);

/** Up to 5 000 states, or two years of days. */
export function readPresence(source: HistorySource, query: PresenceQuery): PresenceSpan[] {
  const range = { fromAt: query.fromAt, toAt: Math.min(query.toAt, query.now) };
  const phoneKey = findPhoneKey(source, query.phoneId);
  if (range.toAt <= range.fromAt) return [];
  if (phoneKey === null) return spansOf(range, [], []);
  const isLong = query.now - range.fromAt > statesKeptMs;
  return isLong ? readDays(source, phoneKey, range) : readStates(source, phoneKey, range);
}

function readStates(source: HistorySource, phoneKey: number, range: Stretch): PresenceSpan[] {
  const stretches = source.prepare<[number, number], Stretch>(
    'SELECT fromAt, toAt FROM watchSession WHERE toAt > ? AND fromAt < ? ORDER BY fromAt',
  );
  const marks = source.prepare<[Readonly<Record<string, number>>], { at: number; state: string | null }>(
    `SELECT at, state FROM phoneStanding WHERE phoneKey = @phoneKey AND at < @toAt AND at >= IFNULL(
      (SELECT MAX(at) FROM phoneStanding WHERE phoneKey = @phoneKey AND at <= @fromAt), 0) ORDER BY at`,
  );
  const found = marks.all({ phoneKey, ...range });
  return spansOf(range, stretches.all(range.fromAt, range.toAt), found.map(toMark));
}

function toMark({ at, state }: { readonly at: number; readonly state: string | null }): StateMark {
  return { at, state: readState(state) };
}

/** A state of a later release counts as not known. */
function readState(text: string | null): PhoneState | null {
  const parsed = phoneStateSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}

interface DayRow {
  readonly day: LocalDay;
  readonly watchedMs: number;
  readonly availableMs: number;
}

function readDays(source: HistorySource, phoneKey: number, { fromAt, toAt }: Stretch): PresenceSpan[] {
  const sums = source.prepare<[number, number, number], DayRow>(
    `SELECT day, SUM(watchedMs) AS watchedMs, SUM(availableMs) AS availableMs FROM availabilityDay
      WHERE phoneKey = ? AND day >= ? AND day <= ? GROUP BY day`,
  );
  const rows = new Map(sums.all(phoneKey, dayOf(fromAt), dayOf(toAt)).map((row) => [row.day, row]));
  const spans: PresenceSpan[] = [];
  for (let day = dayOf(fromAt); startOfDay(day) < toAt; day = nextDay(day)) {
    const row = rows.get(day);
    const availableShare = row === undefined || row.watchedMs === 0 ? null : row.availableMs / row.watchedMs;
    const span = { fromAt: Math.max(fromAt, startOfDay(day)), toAt: Math.min(toAt, startOfDay(nextDay(day))) };
    spans.push({ ...span, state: null, availableShare });
  }
  return spans;
}

/** The thread's form of `readPresence`: parses what came over its border. */
export function readPresenceTask(source: HistorySource, input: unknown): unknown {
  return readPresence(source, querySchema.parse(input));
}
