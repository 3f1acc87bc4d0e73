import type { Alert } from '@contract/alerts.ts';
import type { Dispatch, KeyboardEvent, SetStateAction } from 'react';
import { snoozeChoices } from './snooze-times.ts';
import type { AlertActs } from './use-alert-acts.ts';

export interface AlertKeysOptions {
  readonly alerts: readonly Alert[];
  readonly chosen: readonly Alert[];
  readonly cursorId: number | null;
  readonly setCursorId: (alertId: number | null) => void;
  readonly setChosenIds: Dispatch<SetStateAction<ReadonlySet<number>>>;
  readonly acts: AlertActs;
}

const linesPerPage = 10;

/**
 * The keyboard of the list of active alerts: arrows, Home, End and paging move, Space chooses, Ctrl+A chooses all, Enter
 * opens, A acknowledges, 1 to 3 snooze for as long as the menu lists them, 0 wakes. Acts are for what is chosen, else for
 * the line with the cursor.
 */
export function useAlertKeys(options: AlertKeysOptions): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.altKey || isFieldKey(event)) return;
    if (move(event.key, options) || act(event, options)) event.preventDefault();
  };
}

function move(key: string, { alerts, cursorId, setCursorId }: AlertKeysOptions): boolean {
  const here = alerts.findIndex(({ alertId }) => alertId === cursorId);
  const last = alerts.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowUp: here < 0 ? last : here - 1,
    PageDown: here + linesPerPage,
    PageUp: here - linesPerPage,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  if (target === undefined) return false;
  setCursorId(alerts[Math.max(0, Math.min(last, target))]?.alertId ?? null);
  return true;
}

function act(event: KeyboardEvent<HTMLElement>, options: AlertKeysOptions): boolean {
  const { alerts, chosen, cursorId, setChosenIds, acts } = options;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key !== 'a') return false;
    setChosenIds(new Set(alerts.map(({ alertId }) => alertId)));
    return true;
  }
  const atCursor = alerts.find(({ alertId }) => alertId === cursorId);
  const subjects = chosen.length > 0 ? chosen : atCursor === undefined ? [] : [atCursor];
  const choice = snoozeChoices[Number(key) - 1];
  if (key === 'escape') setChosenIds(new Set());
  else if (key === ' ' && atCursor !== undefined) setChosenIds((before) => toggle(before, atCursor.alertId));
  else if (key === 'enter' && atCursor !== undefined) acts.open(atCursor);
  else if (key === 'a') acts.acknowledge(subjects.filter(({ acknowledgedAt }) => acknowledgedAt === null));
  else if (key === '0') acts.wake(subjects);
  else if (choice !== undefined) acts.snooze(subjects, choice);
  else return false;
  return true;
}

function toggle(before: ReadonlySet<number>, alertId: number): ReadonlySet<number> {
  const next = new Set(before);
  if (!next.delete(alertId)) next.add(alertId);
  return next;
}

function isFieldKey({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), .ant-select') !== null;
}
