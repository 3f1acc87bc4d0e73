import { useCallback, type MouseEvent } from 'react';
import { extendTo, togglePhone } from '../../stores/selection-store.ts';
import type { ConsoleStores } from '../../stores/console-stores.ts';
import type { EditedCell } from '../../stores/ui-store.ts';
import { useConsole } from '../../stores/use-console.ts';

/**
 * One listener for all rows and cards. A click opens the phone; with Ctrl it chooses it too, with Shift everything
 * up to it; on a checkbox it only chooses; on an edit button it edits that field.
 */
export function useListClicks(shownIds: readonly string[]): (event: MouseEvent<HTMLElement>) => void {
  const stores = useConsole();
  return useCallback(
    (event) => {
      if (!(event.target instanceof Element)) return;
      const phoneId = event.target.closest<HTMLElement>('[data-phone-id]')?.dataset['phoneId'];
      if (phoneId === undefined || event.target.closest('.ant-select, .ant-input') !== null) return;
      const field = editedField(event.target.closest<HTMLElement>('[data-edit]')?.dataset['edit']);
      if (field !== null) stores.ui.setState({ edited: { phoneId, field, place: 'list' } });
      else choose(stores, phoneId, { event, shownIds });
    },
    [stores, shownIds],
  );
}

interface Click {
  readonly event: MouseEvent<HTMLElement>;
  readonly shownIds: readonly string[];
}

function choose({ selection, ui }: ConsoleStores, phoneId: string, { event, shownIds }: Click): void {
  const isOnCheckbox = event.target instanceof Element && event.target.closest('[data-select], .cell-select') !== null;
  if (event.shiftKey) return selection.setState((state) => extendTo(state, phoneId, shownIds), true);
  if (event.ctrlKey || event.metaKey || isOnCheckbox) {
    return selection.setState((state) => togglePhone(state, phoneId), true);
  }
  selection.setState({ cursorId: phoneId, anchorId: phoneId });
  ui.setState({ openPhoneId: phoneId });
}

function editedField(name: string | undefined): EditedCell['field'] | null {
  return name === 'label' || name === 'tags' || name === 'number' ? name : null;
}
