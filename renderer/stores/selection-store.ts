import { createStore, type StoreApi } from 'zustand/vanilla';

/** Which phones are chosen, and where the keyboard is. */
export interface Selection {
  readonly selectedIds: ReadonlySet<string>;
  readonly cursorId: string | null;
  /** Where a range chosen with Shift begins. */
  readonly anchorId: string | null;
}

export type SelectionStore = StoreApi<Selection>;

export const emptySelection: Selection = { selectedIds: new Set(), cursorId: null, anchorId: null };

export function createSelectionStore(): SelectionStore {
  return createStore<Selection>(() => emptySelection);
}

export function togglePhone(selection: Selection, phoneId: string): Selection {
  const selectedIds = new Set(selection.selectedIds);
  if (!selectedIds.delete(phoneId)) selectedIds.add(phoneId);
  return { selectedIds, cursorId: phoneId, anchorId: phoneId };
}

/** Adds everything between the anchor and `phoneId`, both included, in the order that is shown. */
export function extendTo(selection: Selection, phoneId: string, shownIds: readonly string[]): Selection {
  const anchorId = selection.anchorId ?? selection.cursorId ?? phoneId;
  const from = shownIds.indexOf(anchorId);
  const to = shownIds.indexOf(phoneId);
  if (to < 0) return selection;
  const start = from < 0 ? to : Math.min(from, to);
  const end = Math.max(from, to);
  const selectedIds = new Set([...selection.selectedIds, ...shownIds.slice(start, end + 1)]);
  return { selectedIds, cursorId: phoneId, anchorId: from < 0 ? phoneId : anchorId };
}

export function selectAll(selection: Selection, shownIds: readonly string[]): Selection {
  return { ...selection, selectedIds: new Set(shownIds) };
}

export function clearSelection(selection: Selection): Selection {
  return { ...selection, selectedIds: new Set(), anchorId: null };
}

export interface CursorStep {
  readonly shownIds: readonly string[];
  /** How many places to go; a step past either end stops there. */
  readonly by: number;
  readonly isExtending: boolean;
}

export function moveCursor(selection: Selection, { shownIds, by, isExtending }: CursorStep): Selection {
  const target = shownIds[placeAfter(selection, shownIds, by)];
  if (target === undefined) return selection;
  if (isExtending) return extendTo(selection, target, shownIds);
  return { ...selection, cursorId: target, anchorId: target };
}

/** Without a cursor a step down enters at the top and a step up at the bottom; a step as long as the list is Home or End. */
function placeAfter({ cursorId }: Selection, shownIds: readonly string[], by: number): number {
  const last = shownIds.length - 1;
  const here = cursorId === null ? -1 : shownIds.indexOf(cursorId);
  const start = here >= 0 ? here : by > 0 ? -1 : shownIds.length;
  return Math.max(0, Math.min(last, start + by));
}

/** Phones that no longer exist can be neither chosen nor acted on. */
export function keepExisting(selection: Selection, exists: (phoneId: string) => boolean): Selection {
  const kept = [...selection.selectedIds].filter(exists);
  const cursorId = selection.cursorId !== null && exists(selection.cursorId) ? selection.cursorId : null;
  if (kept.length === selection.selectedIds.size && cursorId === selection.cursorId) return selection;
  const anchorId = selection.anchorId !== null && exists(selection.anchorId) ? selection.anchorId : null;
  return { selectedIds: new Set(kept), cursorId, anchorId };
}
