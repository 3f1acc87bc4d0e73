import { peopleLists, type ListEntry, type PeopleList } from '@contract/people-lists.ts';
import { Button, Input, Segmented, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { AddPerson } from './add-person.tsx';
import { EntryTable } from './entry-table.tsx';
import { ExportListDialog } from './export-list-dialog.tsx';
import { ImportPeopleDialog } from './import-people-dialog.tsx';
import { ListMeaning } from './list-meaning.tsx';
import { entriesShown } from './people-search.ts';
import { RemoveDialog } from './remove-dialog.tsx';

const noInput = {};
const noEntries: readonly ListEntry[] = [];

/** Whom nothing removes, who may be in several groups, and who wants no invitation and no message. */
export function ListsTab(): ReactNode {
  const { text } = useTexts();
  const { value, fault, isAsking, askAgain } = useAnswer('lists.all', noInput);
  const entries = value?.entries ?? noEntries;
  const [list, setList] = useState<PeopleList>('opt-out');
  const [wanted, setWanted] = useState('');
  const [side, setSide] = useState<'import' | 'export' | null>(null);
  const [leaving, setLeaving] = useState<ListEntry | null>(null);
  const shown = useMemo(() => entriesShown(entries, list, wanted), [entries, list, wanted]);
  const close = (): void => {
    setSide(null);
    setLeaving(null);
  };
  const done = (): void => {
    close();
    askAgain();
  };
  return (
    <div className="people-lists" data-people-list={list}>
      <div className="people-bar">
        <ListChoice list={list} entries={entries} onChoose={setList} />
        <Input
          className="toolbar-search"
          allowClear
          placeholder={text('lists.search')}
          aria-label={text('lists.search')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <span className="toolbar-gap" />
        <Button data-act="import-people" onClick={() => setSide('import')}>
          {text('lists.import')}
        </Button>
        <Button data-act="export-people" disabled={entries.length === 0} onClick={() => setSide('export')}>
          {text('lists.export')}
        </Button>
      </div>
      <ListMeaning list={list} />
      <AddPerson key={list} list={list} onAdded={askAgain} />
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
      {value !== null && <EntryTable entries={shown} isSearch={wanted.trim() !== ''} onRemove={setLeaving} />}
      {side === 'import' && <ImportPeopleDialog list={list} onClose={close} onDone={done} />}
      {side === 'export' && <ExportListDialog list={list} onClose={close} />}
      {leaving !== null && <RemoveDialog entry={leaving} onClose={close} onDone={done} />}
    </div>
  );
}

interface ListChoiceProps {
  readonly list: PeopleList;
  readonly entries: readonly ListEntry[];
  readonly onChoose: (list: PeopleList) => void;
}

function ListChoice({ list, entries, onChoose }: ListChoiceProps): ReactNode {
  const { text } = useTexts();
  const options = peopleLists.toReversed().map((value) => ({
    value,
    label: text('lists.named', {
      name: text(`lists.name.${value}`),
      count: entries.filter((entry) => entry.list === value).length,
    }),
  }));
  return <Segmented<PeopleList> aria-label={text('lists.choose')} value={list} options={options} onChange={onChoose} />;
}
