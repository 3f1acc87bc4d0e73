import { Button, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useUi } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AccountsDrawer } from '../accounts/accounts-drawer.tsx';
import { ExportNamesDialog } from './export-names-dialog.tsx';
import { GroupActs } from './group-acts.tsx';
import { GroupDrawer } from './group-drawer.tsx';
import { GroupFilters, type Side } from './group-filters.tsx';
import { GroupTable } from './group-table.tsx';
import { ReadListsButton } from './read-lists-button.tsx';
import { QuestionsDrawer } from './joining/questions-drawer.tsx';
import { MemberDataDrawer } from './member-data-drawer.tsx';
import { MemberSearchDrawer } from './search/member-search-drawer.tsx';
import { RenameWizard } from './rename/rename-wizard.tsx';
import { RunningJobs } from './running-jobs.tsx';
import { SetsDrawer } from './sets/sets-drawer.tsx';
import { useGroupList, type GroupList } from './use-group-list.ts';
import { useGroupSelection, type GroupSelection } from './use-group-selection.ts';

/** Every group that the desk's accounts see, each once; what is known of it, and what may be done with it. */
export function GroupsPage(): ReactNode {
  const list = useGroupList();
  const rows = list.value?.rows;
  const shownIds = useMemo(() => rows?.map(({ groupId }) => groupId) ?? [], [rows]);
  const selection = useGroupSelection(shownIds);
  const draft = useUi(({ rename }) => rename);
  return draft === null ? <GroupsList list={list} selection={selection} /> : <RenameWizard draft={draft} />;
}

interface GroupsListProps {
  readonly list: GroupList;
  readonly selection: GroupSelection;
}

function GroupsList({ list, selection }: GroupsListProps): ReactNode {
  const { text } = useTexts();
  const [openId, setOpenId] = useState<string | null>(null);
  const [side, setSide] = useState<Side | null>(null);
  const rows = list.value?.rows ?? [];
  const close = (): void => setSide(null);
  return (
    <div className="page page-tall" data-page="groups">
      <header className="page-head">
        <div>
          <h1>{text('nav.groups')}</h1>
          <p className="text-second">{text('groups.page-text')}</p>
        </div>
        <GroupActs selection={selection} onExport={() => setSide('export')} />
      </header>
      <RunningJobs />
      <GroupFilters list={list} selection={selection} onOpen={setSide} />
      {list.fault !== null && <FaultNotice fault={list.fault} />}
      <OpenQuestions count={list.value?.questionCount ?? 0} onOpen={() => setSide('questions')} />
      {list.value === null && list.isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {list.value !== null && rows.length === 0 && <NoGroups list={list} />}
      {rows.length > 0 && <GroupTable rows={rows} selection={selection} onOpen={setOpenId} />}
      {side === 'find-members' && <MemberSearchDrawer onOpen={setOpenId} onClose={close} />}
      {openId !== null && (
        <GroupDrawer groupId={openId} onClose={() => setOpenId(null)} onQuestions={() => setSide('questions')} />
      )}
      {side === 'accounts' && <AccountsDrawer onClose={close} />}
      {side === 'member-data' && <MemberDataDrawer onClose={close} />}
      {side === 'questions' && <QuestionsDrawer onClose={close} />}
      {side === 'sets' && <SetsDrawer chosenIds={[...selection.state.selectedIds]} onClose={close} />}
      {side === 'export' && <ExportNamesDialog groupIds={[...selection.state.selectedIds]} onClose={close} />}
    </div>
  );
}

function OpenQuestions({ count, onOpen }: { readonly count: number; readonly onOpen: () => void }): ReactNode {
  const { text } = useTexts();
  if (count === 0) return null;
  return (
    <Notice
      tone="warn"
      title={text('groups.questions', { count })}
      actions={
        <Button data-act="questions" onClick={onOpen}>
          {text('groups.questions-answer')}
        </Button>
      }
    >
      {text('groups.questions-text')}
    </Notice>
  );
}

function NoGroups({ list: { filter, reset } }: { readonly list: GroupList }): ReactNode {
  const { text } = useTexts();
  const isFiltered =
    filter.text !== '' ||
    filter.role !== null ||
    filter.phoneId !== null ||
    filter.setId !== null ||
    filter.isQuestioned;
  return (
    <section className="section-card jobs-none">
      <h2>{text(isFiltered ? 'groups.nothing-found' : 'groups.none-yet')}</h2>
      <p className="text-second">{text(isFiltered ? 'groups.nothing-found-text' : 'groups.nothing')}</p>
      <div className="act-buttons">
        {isFiltered ? <Button onClick={reset}>{text('groups.filter-reset')}</Button> : <ReadListsButton isMain />}
      </div>
    </section>
  );
}
