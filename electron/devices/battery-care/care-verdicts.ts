import type { CareRow } from '../../contract/battery-care.ts';
import { fine, trouble, type Verdict } from '../alerts/finding.ts';
import { dayMs, type CareSettings } from './care-rules.ts';
import { listPhones } from './phone-list.ts';

/** What the desk's batteries say of one kind of care. */
export interface CareVerdict<K extends 'swell-check' | 'battery-rest'> {
  readonly verdict: Verdict<K>;
  /** The phones that speak for an alert now. */
  readonly phoneIds: readonly string[];
}

interface CareContext {
  readonly settings: CareSettings;
  readonly now: number;
}

/** A look that is overdue for longer than this is no longer a reminder. */
const badAfterMs = 14 * dayMs;

/**
 * An alert goes on while another phone falls due within a day, or a seventh of a shorter period: those that were looked at
 * one after the other fall due one after the other, and are one round.
 */
function roundMs(periodDays: number): number {
  return Math.min(dayMs, (periodDays * dayMs) / 7);
}

/**
 * Looks at batteries that are overdue. A desk that was set up in a day falls due in a day: one incident, dealt with on one
 * page, whatever the count. Pure.
 */
export function judgeLooks(rows: readonly CareRow[], { settings, now }: CareContext): CareVerdict<'swell-check'> {
  const watched = rows.filter(({ isSetAside }) => !isSetAside);
  const overdue = watched.filter(({ swelling }) => swelling.isOverdue);
  const phoneIds = overdue.map(({ phoneId }) => phoneId);
  if (overdue.length > 0) {
    const longestMs = Math.max(0, ...overdue.map(({ swelling }) => now - (swelling.dueAt ?? now)));
    const params = { count: overdue.length, days: Math.floor(longestMs / dayMs), phones: listPhones(overdue) };
    return { verdict: trouble(longestMs > badAfterMs ? 'bad' : 'warn', 'overdue', params), phoneIds };
  }
  const soonMs = roundMs(settings.swellCheckDays);
  const soon = watched.filter(({ swelling }) => swelling.dueAt !== null && swelling.dueAt - now < soonMs);
  return { verdict: soon.length === 0 ? fine : soonWords(soon), phoneIds };
}

/**
 * Batteries that have been full on the charger for too long, by what was read: while the last of them are not read,
 * nothing is known. Pure.
 */
export function judgeRests(rows: readonly CareRow[], { settings }: CareContext): CareVerdict<'battery-rest'> {
  const full = rows.flatMap((row) => {
    const { fullSinceAt, lastReadAt, dueAt } = row.rest;
    const isFull = !row.isSetAside && fullSinceAt !== null && lastReadAt !== null && dueAt !== null;
    return isFull ? [{ row, fullMs: lastReadAt - fullSinceAt, lastReadAt, leftMs: dueAt - lastReadAt }] : [];
  });
  const long = full.filter(({ leftMs }) => leftMs <= 0);
  const phoneIds = long.map(({ row }) => row.phoneId);
  const due = long.filter(({ row }) => row.rest.isDue);
  if (due.length > 0) {
    const days = Math.floor(Math.max(...due.map(({ fullMs }) => fullMs)) / dayMs);
    const phones = listPhones(due.map(({ row }) => row));
    return {
      verdict: trouble('warn', 'due', { count: due.length, days, limit: settings.batteryRestDays, phones }),
      phoneIds,
    };
  }
  if (long.length > 0) {
    const sinceAt = Math.max(...long.map(({ lastReadAt }) => lastReadAt));
    return { verdict: { is: 'unknown', sinceAt }, phoneIds };
  }
  const soonMs = roundMs(settings.batteryRestDays);
  const soon = full.filter(({ row, leftMs }) => !row.rest.isUnread && leftMs < soonMs).map(({ row }) => row);
  return { verdict: soon.length === 0 ? fine : soonWords(soon, { limit: settings.batteryRestDays }), phoneIds };
}

function soonWords(
  rows: readonly CareRow[],
  params: Readonly<Record<string, number>> = {},
): { is: 'within'; words: { textCode: 'soon'; params: Record<string, string | number> } } {
  return {
    is: 'within',
    words: { textCode: 'soon', params: { count: rows.length, ...params, phones: listPhones(rows) } },
  };
}
