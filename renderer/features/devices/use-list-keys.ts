import { useEffect } from 'react';
import { clearSelection, moveCursor, selectAll, togglePhone } from '../../stores/selection-store.ts';
import type { ConsoleStores } from '../../stores/console-stores.ts';
import { useConsole } from '../../stores/use-console.ts';

export const listSelector = '[data-phone-list]';
export const searchSelector = '[data-phone-search] input';

export interface ListKeysOptions {
  readonly shownIds: readonly string[];
  /** How many phones stand side by side. */
  readonly perLine: number;
  /** How many lines fit on the screen. */
  readonly linesPerPage: number;
}

/**
 * The keyboard of the phone list: arrows, Home, End and paging move, Shift extends, Space chooses, Enter opens, F2
 * renames, `/` searches, Ctrl+A chooses all, Escape goes back one step. Keys pressed in a text field, a button or a
 * dialog are theirs.
 */
export function useListKeys({ shownIds, perLine, linesPerPage }: ListKeysOptions): void {
  const stores = useConsole();
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      const isHandled = handleGlobalKey(event, stores) || (isOnList(event.target) && handleListKey());
      if (isHandled) event.preventDefault();

      function handleListKey(): boolean {
        const by = cursorSteps(event.key, { perLine, linesPerPage, count: shownIds.length });
        if (by !== null) {
          const isExtending = event.shiftKey;
          stores.selection.setState((selection) => moveCursor(selection, { shownIds, by, isExtending }), true);
          return true;
        }
        return handleActionKey(event, stores, shownIds);
      }
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [stores, shownIds, perLine, linesPerPage]);
}

function handleGlobalKey(event: KeyboardEvent, { ui, selection }: ConsoleStores): boolean {
  if (isInDialog(event.target)) return false;
  if (event.key === '/') {
    document.querySelector<HTMLInputElement>(searchSelector)?.focus();
    return true;
  }
  if (event.key !== 'Escape') return false;
  if (ui.getState().openPhoneId !== null) ui.setState({ openPhoneId: null });
  else selection.setState(clearSelection, true);
  focusList();
  return true;
}

/** Puts the keyboard back where arrows move the cursor. */
export function focusList(): void {
  document.querySelector<HTMLElement>(listSelector)?.focus({ preventScroll: true });
}

function handleActionKey(event: KeyboardEvent, { ui, selection }: ConsoleStores, shownIds: readonly string[]): boolean {
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

interface ListShape {
  readonly perLine: number;
  readonly linesPerPage: number;
  readonly count: number;
}

/** How far a key moves the cursor, in phones; null for keys that do not move it. */
export function cursorSteps(key: string, { perLine, linesPerPage, count }: ListShape): number | null {
  switch (key) {
    case 'ArrowDown':
      return perLine;
    case 'ArrowUp':
      return -perLine;
    case 'ArrowRight':
      return perLine > 1 ? 1 : null;
    case 'ArrowLeft':
      return perLine > 1 ? -1 : null;
    case 'PageDown':
      return perLine * linesPerPage;
    case 'PageUp':
      return -perLine * linesPerPage;
    case 'Home':
      return -count;
    case 'End':
      return count;
    default:
      return null;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select') !== null;
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog]') !== null;
}

function isOnList(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof HTMLElement && target.closest(listSelector) !== null);
}
