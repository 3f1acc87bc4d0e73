import { useEffect } from 'react';
import { useSelection } from '../../stores/use-console.ts';

/** Brings the phone under the cursor into view, by its place in the list; answers the cursor. */
export function useCursorScroll(shownIds: readonly string[], scrollTo: (index: number) => void): string | null {
  const cursorId = useSelection((state) => state.cursorId);
  useEffect(() => {
    const index = cursorId === null ? -1 : shownIds.indexOf(cursorId);
    if (index >= 0) scrollTo(index);
    // Only a moved cursor scrolls; a list that changes under it must not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [cursorId]);
  return cursorId;
}
