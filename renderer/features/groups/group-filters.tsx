import type { GroupSet } from '@contract/group-book.ts';
import { groupRoles } from '@contract/group-roles.ts';
import { Button, Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import type { GroupList } from './use-group-list.ts';
import type { GroupSelection } from './use-group-selection.ts';

/** What opens beside the list. */
export type Side = 'accounts' | 'find-members' | 'member-data' | 'questions' | 'sets' | 'export';

const orders = ['name', 'size', 'read', 'renamed'] as const;
const noInput = {};
const noSets: readonly GroupSet[] = [];

interface GroupFiltersProps {
  readonly list: GroupList;
  readonly selection: GroupSelection;
  readonly onOpen: (side: Side) => void;
}

export function GroupFilters({ list, selection, onOpen }: GroupFiltersProps): ReactNode {
  const { text } = useTexts();
  const { filter, change, value } = list;
  return (
    <div className="toolbar-line group-filters">
      <Input
        className="toolbar-search"
        allowClear
        placeholder={text('groups.search')}
        aria-label={text('groups.search')}
        value={filter.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Segmented<(typeof groupRoles)[number] | 'all'>
        aria-label={text('groups.column.role')}
        value={filter.role ?? 'all'}
        options={[
          { value: 'all' as const, label: text('groups.role.all') },
          ...groupRoles.map((role) => ({ value: role, label: text(`groups.role.${role}`) })),
        ]}
        onChange={(role) => change({ role: role === 'all' ? null : role })}
      />
      <SetFilter list={list} />
      <Select
        aria-label={text('groups.order')}
        value={filter.order}
        options={orders.map((order) => ({ value: order, label: text(`groups.order.${order}`) }))}
        onChange={(order) => change({ order })}
      />
      <Chosen selection={selection} shownIds={value?.rows.map(({ groupId }) => groupId) ?? []} />
      <span className="toolbar-gap" />
      <Button data-act="find-members" onClick={() => onOpen('find-members')}>
        {text('groups.find-members')}
      </Button>
      <Button data-act="sets" onClick={() => onOpen('sets')}>
        {text('groups.sets')}
      </Button>
      <Button data-act="accounts" onClick={() => onOpen('accounts')}>
        {text('groups.accounts')}
      </Button>
      <Button data-act="member-data" onClick={() => onOpen('member-data')}>
        {text('groups.member-data')}
      </Button>
    </div>
  );
}

function SetFilter({ list: { filter, change, version } }: { readonly list: GroupList }): ReactNode {
  const { text } = useTexts();
  const { value } = useAnswer('groups.sets', noInput, version);
  const sets = value?.sets ?? noSets;
  if (sets.length === 0) return null;
  return (
    <Select<number | 'all'>
      className="filter-set"
      aria-label={text('groups.sets')}
      value={filter.setId ?? 'all'}
      options={[
        { value: 'all' as const, label: text('groups.set-all') },
        ...sets.map(({ setId, name, groupIds }) => ({
          value: setId,
          label: text('sets.named', { name, count: groupIds.length }),
        })),
      ]}
      onChange={(setId) => change({ setId: setId === 'all' ? null : setId })}
    />
  );
}

interface ChosenProps {
  readonly selection: GroupSelection;
  readonly shownIds: readonly string[];
}

/** How many groups there are and are chosen; those that the filter hides are counted apart. */
function Chosen({ selection, shownIds }: ChosenProps): ReactNode {
  const { text } = useTexts();
  const { selectedIds } = selection.state;
  const shown = shownIds.filter((groupId) => selectedIds.has(groupId)).length;
  const hidden = selectedIds.size - shown;
  return (
    <span className="text-second tabular" aria-live="polite">
      {text('groups.count', { count: shownIds.length })}
      {selectedIds.size > 0 && (
        <>
          {' · '}
          <strong>{text('groups.chosen', { count: selectedIds.size })}</strong>
          {hidden > 0 && text('groups.chosen-hidden', { count: hidden })}{' '}
          <button type="button" className="link-button tone-info" data-act="clear-chosen" onClick={selection.clear}>
            {text('groups.chosen-clear')}
          </button>
        </>
      )}
    </span>
  );
}
