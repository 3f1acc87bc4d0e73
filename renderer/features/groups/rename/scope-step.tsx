import { CloseOutlined } from '@ant-design/icons';
import type { GroupRow, GroupSet } from '@contract/group-book.ts';
import { Button, Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { RenameDraft } from '../../../stores/ui-store.ts';
import { Age } from '../../../ui/age.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { PhoneNames } from '../phone-names-cell.tsx';
import { VirtualLines } from '../virtual-lines.tsx';
import { withGroups, withoutGroup } from './rename-draft.ts';
import { StaleGroups } from './stale-groups.tsx';
import { useRenameSteps } from './use-rename.ts';
import { WizardFoot } from './wizard-foot.tsx';

interface StepProps {
  readonly draft: RenameDraft;
  readonly groups: readonly GroupRow[];
}

/** Which groups are to be renamed, whole sets or siblings of those chosen, and whether enough is known of them. */
export function ScopeStep({ draft, groups }: StepProps): ReactNode {
  const { text } = useTexts();
  const { change } = useRenameSteps();
  return (
    <>
      <div className="toolbar-line">
        <strong className="tabular">{text('groups.chosen', { count: groups.length })}</strong>
        <AddSet draft={draft} />
        <AddSiblings draft={draft} />
      </div>
      <StaleGroups groups={groups} />
      {groups.length === 0 ? (
        <p className="empty-line">{text('rename.scope-empty')}</p>
      ) : (
        <ScopeTable draft={draft} groups={groups} />
      )}
      <WizardFoot
        hint={text('rename.scope-hint')}
        onBack={null}
        next={{
          words: text('rename.to-rule'),
          isReady: groups.length > 0,
          onNext: () => change({ step: 'rule', groupIds: groups.map(({ groupId }) => groupId) }),
        }}
      />
    </>
  );
}

function ScopeTable({ draft, groups }: StepProps): ReactNode {
  const { text } = useTexts();
  const { change } = useRenameSteps();
  return (
    <VirtualLines
      rows={groups}
      rowHeight={36}
      className="scope-lines"
      label={text('rename.step.scope')}
      keyOf={({ groupId }) => groupId}
      head={
        <>
          <span role="columnheader">{text('rename.column.place')}</span>
          {(['name', 'members', 'role', 'phones', 'city', 'custodian', 'read'] as const).map((column) => (
            <span role="columnheader" key={column}>
              {text(`groups.column.${column}`)}
            </span>
          ))}
          <span role="columnheader" aria-label={text('rename.column.out')} />
        </>
      }
      line={(group, at) => ({
        marks: { 'data-scope-group': group.groupId },
        cells: <ScopeCells group={group} at={at} onRemove={() => change(withoutGroup(draft, group.groupId))} />,
      })}
    />
  );
}

interface ScopeCellsProps {
  readonly group: GroupRow;
  readonly at: number;
  readonly onRemove: () => void;
}

function ScopeCells({ group, at, onRemove }: ScopeCellsProps): ReactNode {
  const { text } = useTexts();
  return (
    <>
      <span role="cell" className="tabular text-third">
        {at + 1}
      </span>
      <span role="cell" title={group.name}>
        {group.name}
      </span>
      <span role="cell" className="tabular">
        {group.memberCount ?? text('groups.unread')}
      </span>
      <span role="cell">{group.role === null ? text('groups.unread') : text(`groups.role.${group.role}`)}</span>
      <PhoneNames phoneIds={group.phoneIds} />
      <span role="cell">{group.city}</span>
      <span role="cell">{group.custodian}</span>
      <span role="cell">
        {group.infoReadAt === null ? text('groups.unread') : <Age at={group.infoReadAt} isTrueTime />}
      </span>
      <span role="cell">
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={text('rename.leave-out', { name: group.name })}
          onClick={onRemove}
        />
      </span>
    </>
  );
}

const noInput = {};
const noSets: readonly GroupSet[] = [];

function AddSet({ draft }: { readonly draft: RenameDraft }): ReactNode {
  const { text } = useTexts();
  const { change } = useRenameSteps();
  const { value } = useAnswer('groups.sets', noInput);
  const sets = value?.sets ?? noSets;
  if (sets.length === 0) return null;
  return (
    <Select<number>
      className="scope-set"
      placeholder={text('rename.add-set')}
      aria-label={text('rename.add-set')}
      value={null}
      options={sets.map(({ setId, name, groupIds }) => ({
        value: setId,
        label: text('sets.named', { name, count: groupIds.length }),
      }))}
      onChange={(setId) => {
        const set = sets.find((each) => each.setId === setId);
        if (set !== undefined) change(withGroups(draft, set.groupIds));
      }}
    />
  );
}

/** Groups called as those chosen but for their number. */
function AddSiblings({ draft }: { readonly draft: RenameDraft }): ReactNode {
  const { text } = useTexts();
  const { change } = useRenameSteps();
  const key = draft.groupIds.join(' ');
  const input = useMemo(() => ({ groupIds: key === '' ? [] : key.split(' ') }), [key]);
  const { value } = useAnswer('groups.suggestSiblings', input);
  const siblings = key === '' ? [] : (value?.families.flatMap(({ groupIds }) => groupIds) ?? []);
  if (siblings.length === 0) return null;
  return (
    <Button data-act="add-siblings" onClick={() => change(withGroups(draft, siblings))}>
      {text('rename.add-siblings', { count: siblings.length })}
    </Button>
  );
}
