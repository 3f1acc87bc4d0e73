import type { GroupRow } from '@contract/group-book.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { phoneName } from '../devices/phone-names.ts';
import { rosterStateOf } from './group-columns.ts';

const rowHeight = 44;
const overscan = 10;

interface GroupTableProps {
  readonly rows: readonly GroupRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onOpen: (groupId: string) => void;
}

/** Groups line by line; only those in sight are drawn. */
export function GroupTable({ rows, chosen, onChoose, onOpen }: GroupTableProps): ReactNode {
  const { text } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const isAll = rows.length > 0 && rows.every(({ groupId }) => chosen.has(groupId));
  const toggle = (groupId: string): void => {
    const next = new Set(chosen);
    if (!next.delete(groupId)) next.add(groupId);
    onChoose(next);
  };
  return (
    <div className="group-list" ref={scroller} role="table" aria-rowcount={rows.length} aria-label={text('nav.groups')}>
      <div role="row" className="group-line group-head">
        <span role="columnheader">
          <input
            type="checkbox"
            checked={isAll}
            aria-label={text('select.all')}
            onChange={() => onChoose(isAll ? new Set() : new Set(rows.map(({ groupId }) => groupId)))}
          />
        </span>
        {(['name', 'members', 'role', 'phones', 'city', 'custodian', 'roster', 'read'] as const).map((column) => (
          <span role="columnheader" key={column}>
            {text(`groups.column.${column}`)}
          </span>
        ))}
      </div>
      <div role="rowgroup" className="group-lines" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const isChosen = chosen.has(row.groupId);
          return (
            <GroupLine
              key={key}
              row={row}
              top={start}
              isChosen={isChosen}
              onToggle={() => toggle(row.groupId)}
              onOpen={() => onOpen(row.groupId)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface GroupLineProps {
  readonly row: GroupRow;
  readonly top: number;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

function GroupLine({ row, top, isChosen, onToggle, onOpen }: GroupLineProps): ReactNode {
  const { text } = useTexts();
  return (
    <div
      role="row"
      className={`group-line${isChosen ? ' is-selected' : ''}${row.isListed ? '' : ' is-gone'}`}
      style={{ transform: `translateY(${top}px)` }}
      data-group={row.groupId}
    >
      <span role="cell">
        <input type="checkbox" checked={isChosen} aria-label={row.name} onChange={onToggle} />
      </span>
      <span role="cell" className="group-name">
        <button type="button" className="link-button" onClick={onOpen} title={row.name}>
          {row.name}
        </button>
        <GroupMarks row={row} />
      </span>
      <span role="cell" className="tabular">
        {row.memberCount ?? text('groups.unread')}
      </span>
      <span role="cell">{row.role === null ? text('groups.unread') : text(`groups.role.${row.role}`)}</span>
      <PhoneNames phoneIds={row.phoneIds} />
      <span role="cell">{row.city}</span>
      <span role="cell">{row.custodian}</span>
      <span role="cell">{text(`groups.roster.${rosterStateOf(row)}`, { count: row.roster?.cellCount ?? 0 })}</span>
      <span role="cell">{row.infoReadAt === null ? text('groups.unread') : <Age at={row.infoReadAt} />}</span>
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

/** The phones that list a group, the first ones by name. */
function PhoneNames({ phoneIds }: { readonly phoneIds: readonly string[] }): ReactNode {
  const texts = useTexts();
  const [first = ''] = phoneIds;
  const phone = useLive(({ phones }) => phones.get(first) ?? null);
  const name = phone === null ? '' : phoneName(phone, texts);
  const more = phoneIds.length > 1 ? ` +${phoneIds.length - 1}` : '';
  return (
    <span role="cell" title={name}>
      {name}
      {more}
    </span>
  );
}
