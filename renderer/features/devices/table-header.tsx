import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { SelectAllCell } from './select-all-cell.tsx';
import { visibleColumns, type ColumnHeading, type PhoneColumn } from './phone-columns.ts';

/** Column names that sort, and the box that chooses every phone shown. */
export function TableHeader({ shownIds }: { readonly shownIds: readonly string[] }): ReactNode {
  const { listing } = useConsole();
  const hidden = useStore(listing, (state) => state.hiddenColumns);
  return (
    <div role="row" className="phone-header" aria-rowindex={1}>
      <SelectAllCell shownIds={shownIds} />
      {visibleColumns(hidden).map((column) => (
        <HeaderCell key={column.id} column={column} />
      ))}
    </div>
  );
}

function HeaderCell({ column }: { readonly column: PhoneColumn }): ReactNode {
  const { listing } = useConsole();
  const order = useStore(listing, (state) => state.order);
  const isSorted = column.headings.some(({ sortKey }) => sortKey === order.key);
  const direction = order.isDescending ? 'descending' : 'ascending';
  return (
    <div role="columnheader" className={`phone-cell cell-of-${column.id}`} aria-sort={isSorted ? direction : undefined}>
      {column.headings.map((heading) => (
        <Heading key={heading.textKey} heading={heading} />
      ))}
    </div>
  );
}

function Heading({ heading }: { readonly heading: ColumnHeading }): ReactNode {
  const { text } = useTexts();
  const { listing } = useConsole();
  const { sortKey, textKey } = heading;
  const order = useStore(listing, (state) => state.order);
  if (sortKey === null) return <span className="heading">{text(textKey)}</span>;
  const isSorted = order.key === sortKey;
  const sort = (): void =>
    listing.setState({ order: { key: sortKey, isDescending: isSorted ? !order.isDescending : false } });
  return (
    <button type="button" className={`heading heading-sort${isSorted ? ' is-sorted' : ''}`} onClick={sort}>
      {text(textKey)}
      {isSorted && (order.isDescending ? <CaretDownFilled aria-hidden /> : <CaretUpFilled aria-hidden />)}
    </button>
  );
}
