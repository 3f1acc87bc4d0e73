import { useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import {
  clearSelection,
  emptySelection,
  extendTo,
  moveCursor,
  selectAll,
  togglePhone,
  type Selection,
} from '../../stores/selection-store.ts';
import { cursorSteps } from '../devices/cursor-steps.ts';

const linesPerPage = 15;

export interface GroupSelection {
  readonly state: Selection;
  /** The row's own box: with Shift everything from the last one on. */
  readonly toggle: (groupId: string, isRange: boolean) => void;
  /** Everything that the filter shows. */
  readonly selectAll: () => void;
  readonly clear: () => void;
  /** A click sets the cursor; with Shift it chooses everything from there on, with Ctrl this one more. Buttons are their own. */
  readonly onPoint: (groupId: string, event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>, onOpen: (groupId: string) => void) => void;
}

/** Which groups are chosen, by mouse and by keyboard, in the order that is shown. Groups stay chosen when a filter hides them. */
export function useGroupSelection(shownIds: readonly string[]): GroupSelection {
  const [state, setState] = useState(emptySelection);
  return useMemo(() => {
    const toggle = (groupId: string, isRange: boolean): void =>
      setState((before) => (isRange ? extendTo(before, groupId, shownIds) : togglePhone(before, groupId)));
    const addAll = (): void => setState((before) => withAll(before, shownIds));
    return {
      state,
      toggle,
      selectAll: addAll,
      clear: () => setState(clearSelection),
      onPoint: (groupId, event) => {
        const { target } = event;
        if (target instanceof Element && target.closest('input, button') !== null) return;
        // Shift and the mouse would mark the texts between as well.
        if (event.shiftKey) event.preventDefault();
        if (event.shiftKey) setState((before) => extendTo(before, groupId, shownIds));
        else if (event.ctrlKey || event.metaKey) toggle(groupId, false);
        else setState((before) => ({ ...before, cursorId: groupId, anchorId: groupId }));
      },
      onKeyDown: (event, onOpen) => {
        const next = afterKey(event, { state, shownIds });
        if (next === 'open' && state.cursorId !== null) onOpen(state.cursorId);
        else if (next === null || next === 'open') return;
        else setState(next);
        event.preventDefault();
      },
    };
  }, [state, shownIds]);
}

function withAll(selection: Selection, groupIds: readonly string[]): Selection {
  return selectAll(selection, [...selection.selectedIds, ...groupIds]);
}

/** What a key makes of the selection; `open` asks for the row at the cursor, null leaves the key to others. */
function afterKey(
  { key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent<HTMLElement>,
  { state, shownIds }: { readonly state: Selection; readonly shownIds: readonly string[] },
): Selection | 'open' | null {
  if (altKey) return null;
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') return withAll(state, shownIds);
  const by = cursorSteps(key, { perLine: 1, linesPerPage, count: shownIds.length });
  if (by !== null) return moveCursor(state, { shownIds, by, isExtending: shiftKey });
  if (key === 'Escape' && state.selectedIds.size > 0) return clearSelection(state);
  if (state.cursorId === null) return null;
  if (key === ' ') return togglePhone(state, state.cursorId);
  return key === 'Enter' ? 'open' : null;
}
