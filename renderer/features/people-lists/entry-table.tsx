import type { ListEntry } from '@contract/people-lists.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { VirtualLines } from '../groups/virtual-lines.tsx';

interface EntryTableProps {
  readonly entries: readonly ListEntry[];
  readonly isSearch: boolean;
  readonly onRemove: (entry: ListEntry) => void;
}

/** Who is on a list, since when and by whom. */
export function EntryTable({ entries, isSearch, onRemove }: EntryTableProps): ReactNode {
  const { text } = useTexts();
  if (entries.length === 0)
    return <p className="text-second people-none">{text(isSearch ? 'lists.nothing-found' : 'lists.nobody')}</p>;
  return (
    <VirtualLines
      rows={entries}
      rowHeight={36}
      className="people-lines"
      label={text('lists.entries')}
      keyOf={({ entryId }) => String(entryId)}
      head={
        <>
          <span role="columnheader">{text('lists.person')}</span>
          <span role="columnheader">{text('lists.note')}</span>
          <span role="columnheader">{text('lists.added')}</span>
          <span role="columnheader" aria-label={text('lists.remove')} />
        </>
      }
      line={(entry) => ({ marks: { 'data-entry': String(entry.entryId) }, cells: <Cells {...{ entry, onRemove }} /> })}
    />
  );
}

function Cells({ entry, onRemove }: { readonly entry: ListEntry } & Pick<EntryTableProps, 'onRemove'>): ReactNode {
  const { text } = useTexts();
  const { name, note, addedBy, addedAt, isErased } = entry;
  return (
    <>
      <span role="cell" title={isErased ? text('lists.erased-hint') : name}>
        {isErased ? <Badge tone="quiet">{text('lists.erased')}</Badge> : name}
      </span>
      <span role="cell" className="text-second" title={note}>
        {note}
      </span>
      <span role="cell" className="text-second">
        <Moment at={addedAt} isTrueTime /> · {addedBy}
      </span>
      <span role="cell">
        <button
          type="button"
          className="link-button tone-info"
          data-act="remove-person"
          onClick={() => onRemove(entry)}
        >
          {text('lists.remove')}
        </button>
      </span>
    </>
  );
}
