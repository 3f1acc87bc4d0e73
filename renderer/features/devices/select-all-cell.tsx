import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { clearSelection, selectAll } from '../../stores/selection-store.ts';
import { useConsole, useSelection } from '../../stores/use-console.ts';

/** The box in a list's head that chooses every phone shown. */
export function SelectAllCell({ shownIds }: { readonly shownIds: readonly string[] }): ReactNode {
  const { text } = useTexts();
  const { selection } = useConsole();
  const isAll = useSelection((state) => shownIds.length > 0 && shownIds.every((id) => state.selectedIds.has(id)));
  return (
    <div role="columnheader" className="phone-cell is-pinned cell-select">
      <input
        type="checkbox"
        checked={isAll}
        aria-label={text('select.all')}
        title={text('select.all')}
        onChange={() =>
          selection.setState((state) => (isAll ? clearSelection(state) : selectAll(state, shownIds)), true)
        }
      />
    </div>
  );
}
