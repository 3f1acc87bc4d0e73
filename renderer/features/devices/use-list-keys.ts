import { useCallback, type KeyboardEvent } from 'react';
import { moveCursor, selectAll, togglePhone } from '../../stores/selection-store.ts';
import type { ConsoleStores } from '../../stores/console-stores.ts';
import { useConsole } from '../../stores/use-console.ts';
import { cursorSteps } from './cursor-steps.ts';

export interface ListKeysOptions {
  readonly shownIds: readonly string[];
  /** How many phones stand side by side. */
  readonly perLine: number;
  /** How many lines fit on the screen. */
  readonly linesPerPage: number;
}

/**
 * The keyboard of the phone list: arrows, Home, End and paging move, Shift extends, Space chooses, Enter opens, F2
 * renames, Ctrl+A chooses all. Keys pressed in a field or on a button inside the list are theirs.
 */
export function useListKeys(options: ListKeysOptions): (event: KeyboardEvent<HTMLElement>) => void {
  const stores = useConsole();
  const { shownIds, perLine, linesPerPage } = options;
  return useCallback(
    (event) => {
      if (event.altKey || isFieldKey(event)) return;
      const by = cursorSteps(event.key, { perLine, linesPerPage, count: shownIds.length });
      if (by !== null) {
        const step = { shownIds, by, isExtending: event.shiftKey };
        stores.selection.setState((selection) => moveCursor(selection, step), true);
      } else if (!handleActionKey(event, stores, shownIds)) {
        return;
      }
      event.preventDefault();
    },
    [stores, shownIds, perLine, linesPerPage],
  );
}

function handleActionKey(
  event: KeyboardEvent<HTMLElement>,
  { ui, selection }: ConsoleStores,
  shownIds: readonly string[],
): boolean {
  const { cursorId } = selection.getState();
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
    selection.setState((state) => selectAll(state, shownIds), true);
    return true;
  }
  if (cursorId === null || event.ctrlKey || event.metaKey) return false;
  if (event.key === ' ') selection.setState((state) => togglePhone(state, cursorId), true);
  else if (event.key === 'Enter') ui.setState({ openPhoneId: cursorId });
  else if (event.key === 'F2') ui.setState({ edited: { phoneId: cursorId, field: 'label', place: 'list' } });
  else return false;
  return true;
}

function isFieldKey({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), button, .ant-select') !== null;
}
