import type { GroupRow } from '@contract/group-book.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { PhoneNames } from './phone-names-cell.tsx';
import { RosterMark } from './roster-mark.tsx';
import type { GroupSelection } from './use-group-selection.ts';

const rowHeight = 36;
const headHeight = 32;
const overscan = 10;

interface GroupTableProps {
  readonly rows: readonly GroupRow[];
  readonly selection: GroupSelection;
  readonly onOpen: (groupId: string) => void;
}

/** Groups line by line; only those in sight are drawn. Arrows, Space, Shift and Ctrl+A choose, Enter opens. */
export function GroupTable({ rows, selection, onOpen }: GroupTableProps): ReactNode {
  const { text } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollPaddingStart: headHeight,
  });
  const { selectedIds, cursorId } = selection.state;
  const cursor = rows.findIndex(({ groupId }) => groupId === cursorId);
  useEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor);
  }, [cursor, virtualizer]);
  return (
    <div
      className="group-list"
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-rowcount={rows.length}
      aria-multiselectable
      aria-label={text('nav.groups')}
      onKeyDown={(event) => selection.onKeyDown(event, onOpen)}
    >
      <GroupHead rows={rows} selection={selection} />
      <div role="rowgroup" className="group-lines" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const { groupId } = row;
          return (
            <GroupLine
              key={groupId}
              row={row}
              top={start}
              isChosen={selectedIds.has(groupId)}
              isCursor={groupId === cursorId}
              onPoint={(event) => selection.onPoint(groupId, event)}
              onToggle={(isRange) => selection.toggle(groupId, isRange)}
              onOpen={() => onOpen(groupId)}
            />
          );
        })}
      </div>
    </div>
  );
}

const columns = ['name', 'members', 'role', 'phones', 'city', 'custodian', 'roster', 'read'] as const;

function GroupHead({ rows, selection }: Pick<GroupTableProps, 'rows' | 'selection'>): ReactNode {
  const { text } = useTexts();
  const isAll = rows.length > 0 && rows.every(({ groupId }) => selection.state.selectedIds.has(groupId));
  return (
    <div role="row" className="group-line group-head">
      <span role="columnheader">
        <input
          type="checkbox"
          checked={isAll}
          aria-label={text('groups.select-all')}
          onChange={isAll ? selection.clear : selection.selectAll}
        />
      </span>
      {columns.map((column) => (
        <span role="columnheader" key={column}>
          {text(`groups.column.${column}`)}
        </span>
      ))}
    </div>
  );
}

interface GroupLineProps {
  readonly row: GroupRow;
  readonly top: number;
  readonly isChosen: boolean;
  readonly isCursor: boolean;
  readonly onPoint: (event: MouseEvent) => void;
  readonly onToggle: (isRange: boolean) => void;
  readonly onOpen: () => void;
}

function GroupLine({ row, top, isChosen, isCursor, onPoint, onToggle, onOpen }: GroupLineProps): ReactNode {
  const { text } = useTexts();
  const marks = `${isChosen ? ' is-selected' : ''}${isCursor ? ' is-cursor' : ''}${row.isListed ? '' : ' is-gone'}`;
  return (
    <div
      role="row"
      aria-selected={isChosen}
      className={`group-line${marks}`}
      style={{ transform: `translateY(${top}px)` }}
      data-group={row.groupId}
      tabIndex={-1}
      onMouseDown={onPoint}
    >
      <span role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isChosen}
          aria-label={row.name}
          onChange={({ nativeEvent }) => onToggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </span>
      <span role="gridcell" className="group-name">
        <button type="button" tabIndex={-1} className="link-button" title={row.name} onClick={onOpen}>
          {row.name}
        </button>
        <GroupMarks row={row} />
      </span>
      <span role="gridcell" className="tabular">
        {row.memberCount ?? text('groups.unread')}
      </span>
      <span role="gridcell">{row.role === null ? text('groups.unread') : text(`groups.role.${row.role}`)}</span>
      <PhoneNames phoneIds={row.phoneIds} />
      <span role="gridcell">{row.city}</span>
      <span role="gridcell">{row.custodian}</span>
      <span role="gridcell">
        <RosterMark roster={row.roster} />
      </span>
      <span role="gridcell">
        {row.infoReadAt === null ? text('groups.unread') : <Age at={row.infoReadAt} isTrueTime />}
      </span>
    </div>
  );
}

function GroupMarks({ row }: { readonly row: GroupRow }): ReactNode {
  const { text } = useTexts();
  return (
    <>
      {!row.isListed && <Badge tone="quiet">{text('groups.gone')}</Badge>}
      {row.strength !== 'certain' && row.viewCount > 1 && (
        <Badge tone="warn" title={text('groups.joined-likely-why')}>
          {text('groups.joined-likely')}
        </Badge>
      )}
      {row.isCompanyRun && <Badge tone="info">{text('groups.company-run')}</Badge>}
    </>
  );
}
