import { Button, Input, Segmented, Select, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AccountsDrawer } from '../accounts/accounts-drawer.tsx';
import { GroupDrawer } from './group-drawer.tsx';
import { GroupTable } from './group-table.tsx';
import { MemberDataDrawer } from './member-data-drawer.tsx';
import { RenameDialog } from './rename/rename-dialog.tsx';
import { useGroupList, type GroupList } from './use-group-list.ts';
import { useJobStart } from './use-job-start.ts';

/** Every group that the desk's accounts see, each once; what is known of it, and what may be done with it. */
export function GroupsPage(): ReactNode {
  const { text } = useTexts();
  const list = useGroupList();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const [isRenaming, setIsRenaming] = useState(false);
  const [side, setSide] = useState<'accounts' | 'member-data' | null>(null);
  const rows = list.value?.rows ?? [];
  const picked = rows.filter(({ groupId }) => chosen.has(groupId));
  return (
    <div className="page page-tall" data-page="groups">
      <header className="page-head">
        <div>
          <h1>{text('nav.groups')}</h1>
          <p className="text-second">{text('groups.page-text')}</p>
        </div>
        <GroupActs groupIds={picked.map(({ groupId }) => groupId)} onRename={() => setIsRenaming(true)} />
      </header>
      <GroupFilters list={list} onOpen={setSide} />
      {list.fault !== null && <FaultNotice fault={list.fault} />}
      {(list.value?.questionCount ?? 0) > 0 && !list.filter.isQuestioned && (
        <Notice
          tone="warn"
          title={text('groups.questions', { count: list.value?.questionCount ?? 0 })}
          actions={<Button onClick={() => list.change({ isQuestioned: true })}>{text('groups.questions-show')}</Button>}
        >
          {text('groups.questions-text')}
        </Notice>
      )}
      {list.value === null && list.isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {list.value !== null && rows.length === 0 && <p className="empty-line">{text('groups.nothing')}</p>}
      {rows.length > 0 && <GroupTable rows={rows} chosen={chosen} onChoose={setChosen} onOpen={setOpenId} />}
      {openId !== null && <GroupDrawer groupId={openId} onClose={() => setOpenId(null)} />}
      {side === 'accounts' && <AccountsDrawer onClose={() => setSide(null)} />}
      {side === 'member-data' && <MemberDataDrawer onClose={() => setSide(null)} />}
      {isRenaming && <RenameDialog groups={picked} onClose={() => setIsRenaming(false)} />}
    </div>
  );
}

function GroupActs({
  groupIds,
  onRename,
}: {
  readonly groupIds: readonly string[];
  readonly onRename: () => void;
}): ReactNode {
  const { text } = useTexts();
  const { start, isStarting } = useJobStart();
  const phones = useLive((state) => state.phones);
  const readyIds = [...phones.values()].flatMap(({ phoneId, state }) => (state === 'ready' ? [phoneId] : []));
  const readLists = (): void =>
    start({ kind: 'groups.read-list', title: text('groups.job.read-list'), payload: { phoneIds: readyIds } });
  const readInfo = (): void =>
    start({ kind: 'groups.read-info', title: text('groups.job.read-info'), payload: { groupIds, withMembers: true } });
  return (
    <div className="act-buttons">
      <span className="text-second tabular">{text('groups.chosen', { count: groupIds.length })}</span>
      <Button loading={isStarting} disabled={readyIds.length === 0} data-act="read-lists" onClick={readLists}>
        {text('groups.read-lists', { count: readyIds.length })}
      </Button>
      <Button loading={isStarting} disabled={groupIds.length === 0} data-act="read-info" onClick={readInfo}>
        {text('groups.read-info')}
      </Button>
      <Button type="primary" disabled={groupIds.length === 0} data-act="rename" onClick={onRename}>
        {text('groups.rename')}
      </Button>
    </div>
  );
}

const roles = ['owner', 'admin', 'member'] as const;
const orders = ['name', 'size', 'read', 'renamed'] as const;

interface GroupFiltersProps {
  readonly list: GroupList;
  readonly onOpen: (side: 'accounts' | 'member-data') => void;
}

function GroupFilters({ list, onOpen }: GroupFiltersProps): ReactNode {
  const { text } = useTexts();
  const { filter, change, value } = list;
  return (
    <div className="toolbar-line">
      <Input
        className="toolbar-search"
        allowClear
        placeholder={text('groups.search')}
        aria-label={text('groups.search')}
        value={filter.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Segmented<(typeof roles)[number] | 'all'>
        aria-label={text('groups.column.role')}
        value={filter.role ?? 'all'}
        options={[
          { value: 'all' as const, label: text('groups.role.all') },
          ...roles.map((role) => ({ value: role, label: text(`groups.role.${role}`) })),
        ]}
        onChange={(role) => change({ role: role === 'all' ? null : role })}
      />
      <Select
        aria-label={text('groups.order')}
        value={filter.order}
        options={orders.map((order) => ({ value: order, label: text(`groups.order.${order}`) }))}
        onChange={(order) => change({ order })}
      />
      {filter.isQuestioned && (
        <Button onClick={() => change({ isQuestioned: false })}>{text('groups.questions-all')}</Button>
      )}
      <span className="text-second tabular">{text('groups.count', { count: value?.totalCount ?? 0 })}</span>
      <Button data-act="accounts" onClick={() => onOpen('accounts')}>
        {text('groups.accounts')}
      </Button>
      <Button data-act="member-data" onClick={() => onOpen('member-data')}>
        {text('groups.member-data')}
      </Button>
    </div>
  );
}
