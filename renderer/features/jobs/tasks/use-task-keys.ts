import { useEffect } from 'react';

export interface TaskKeys {
  readonly onDone: () => void;
  readonly onGivenUp: () => void;
  readonly onMove: (by: 1 | -1) => void;
}

/** Ctrl (⌘) with Enter, Delete, ↓ and ↑, on every page, but in fields and dialogs, where they mean something else. */
export function useTaskKeys({ onDone, onGivenUp, onMove }: TaskKeys): void {
  useEffect(() => {
    const acts: Readonly<Record<string, () => void>> = {
      Enter: onDone,
      Delete: onGivenUp,
      Backspace: onGivenUp,
      ArrowDown: () => onMove(1),
      ArrowUp: () => onMove(-1),
    };
    const handle = (event: KeyboardEvent): void => {
      const act = acts[event.key];
      const isPlain = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (act === undefined || !isPlain || event.repeat || isElsewhere(event.target)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [onDone, onGivenUp, onMove]);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null) return true;
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea') !== null;
}
