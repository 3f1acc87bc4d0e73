import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { gridLeastWidth, gridTracks, visibleColumns } from './phone-columns.ts';
import { PhoneRow } from './phone-row.tsx';
import { TableHeader } from './table-header.tsx';
import { useCursorScroll } from './use-cursor-scroll.ts';
import { useListClicks } from './use-list-clicks.ts';
import { useListKeys } from './use-list-keys.ts';

const rowHeight = 44;
const headerHeight = 40;
const overscan = 6;

type GridStyle = CSSProperties & { readonly '--phone-grid': string; readonly '--phone-grid-least': string };

function useGridStyle(): GridStyle {
  const { listing } = useConsole();
  const hidden = useStore(listing, (state) => state.hiddenColumns);
  return useMemo(() => {
    const columns = visibleColumns(hidden);
    return { '--phone-grid': gridTracks(columns), '--phone-grid-least': `${gridLeastWidth(columns)}px` };
  }, [hidden]);
}

/** The phones as a table of two-line rows; only those on the screen exist in the page. */
export function PhoneTable({ shownIds }: { readonly shownIds: readonly string[] }): ReactNode {
  const { text } = useTexts();
  const gridStyle = useGridStyle();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: shownIds.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => shownIds[index] ?? index,
    scrollPaddingStart: headerHeight,
    overscan,
  });
  const linesPerPage = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? rowHeight) / rowHeight) - 2);
  const handleClick = useListClicks(shownIds);
  const handleKey = useListKeys({ shownIds, perLine: 1, linesPerPage });
  const cursorId = useCursorScroll(shownIds, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }));
  return (
    <div
      ref={scroller}
      className="phone-table"
      style={gridStyle}
      role="grid"
      tabIndex={0}
      aria-label={text('devices.list')}
      aria-multiselectable
      aria-rowcount={shownIds.length + 1}
      aria-activedescendant={cursorId === null ? undefined : `phone-${cursorId}`}
      data-phone-list
      onClick={handleClick}
      onKeyDown={handleKey}
    >
      <TableHeader shownIds={shownIds} />
      <div role="rowgroup" className="phone-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <PhoneRow key={key} phoneId={shownIds[index] ?? ''} rowIndex={index} top={start} />
        ))}
      </div>
    </div>
  );
}
