import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';

const overscan = 10;

interface VirtualLinesProps<R> {
  readonly rows: readonly R[];
  readonly rowHeight: number;
  readonly className: string;
  readonly label: string;
  /** Cells of the line that stays on top. */
  readonly head: ReactNode;
  readonly keyOf: (row: R) => string;
  /** Cells of a line, with what marks the line. */
  readonly line: (
    row: R,
    at: number,
  ) => { readonly cells: ReactNode; readonly marks: Readonly<Record<string, string>> };
}

/** A table of which only the lines in sight are drawn. */
export function VirtualLines<R>({
  rows,
  rowHeight,
  className,
  label,
  head,
  keyOf,
  line,
}: VirtualLinesProps<R>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  return (
    <div
      className={`line-list ${className}`}
      ref={scroller}
      role="table"
      aria-rowcount={rows.length}
      aria-label={label}
    >
      <div role="row" className="line line-head">
        {head}
      </div>
      <div role="rowgroup" className="line-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const { cells, marks } = line(row, index);
          return (
            <div
              key={keyOf(row)}
              role="row"
              className="line"
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              {...marks}
            >
              {cells}
            </div>
          );
        })}
      </div>
    </div>
  );
}
