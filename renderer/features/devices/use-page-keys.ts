import { useEffect } from 'react';
import type { ConsoleStores } from '../../stores/console-stores.ts';
import { clearSelection } from '../../stores/selection-store.ts';
import { useConsole } from '../../stores/use-console.ts';
import { focusList, focusSearch } from './list-focus.ts';

/**
 * Keys that work wherever the keyboard is on the devices page, but in a field or a dialog: `/` searches, Escape goes
 * back one step, an arrow with nothing in focus enters the list.
 */
export function usePageKeys(): void {
  const stores = useConsole();
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || isElsewhere(event.target)) return;
      if (handleKey(event, stores)) event.preventDefault();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [stores]);
}

function handleKey({ key, target }: KeyboardEvent, stores: ConsoleStores): boolean {
  switch (key) {
    case '/':
      focusSearch();
      return true;
    case 'Escape':
      goBack(stores);
      return true;
    case 'ArrowDown':
    case 'ArrowUp':
      if (target === document.body) focusList();
      return false;
    default:
      return false;
  }
}

/** Closes the drawer, or else drops the choice. */
function goBack({ ui, selection }: ConsoleStores): void {
  if (ui.getState().openPhoneId === null) selection.setState(clearSelection, true);
  else ui.setState({ openPhoneId: null });
  focusList();
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('input:not([type=checkbox]), textarea, [role=dialog], .ant-popover, .ant-select') !== null;
}
