import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons';
import type { GroupSet } from '@contract/group-book.ts';
import { Button, Input, Popconfirm } from 'antd';
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { addGroups, moveGroup, sortByName, type GroupsById, type SetDraft } from './set-draft.ts';

interface SetEditorProps {
  readonly start: SetDraft;
  readonly byId: GroupsById;
  readonly chosenIds: readonly string[];
  readonly onSaved: (set: GroupSet | null) => void;
  readonly onClose: () => void;
}

/** Name, groups and order of one set; nothing is kept before it is saved. */
export function SetEditor({ start, byId, chosenIds, onSaved, onClose }: SetEditorProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [name, setName] = useState(start.name);
  const [groupIds, setGroupIds] = useState(start.groupIds);
  const { isRunning, fault, submit } = useFormAct<null>(
    async () => {
      const answer = await acts.run('groups.saveSet', {
        setId: start.setId,
        name: name.trim(),
        groupIds: [...groupIds],
      });
      if (answer.ok) onSaved(answer.value);
      return answer;
    },
    () => undefined,
  );
  const remove = async (setId: number): Promise<void> => {
    if (await acts.perform('groups.removeSet', { setId })) onSaved(null);
  };
  const isChanged = name.trim() !== start.name || groupIds.join() !== start.groupIds.join();
  const nameOf = (groupId: string): string => byId.get(groupId)?.name ?? text('sets.group-gone');
  return (
    <section className="set-editor" data-set-editor={start.setId ?? 'new'}>
      <div className="toolbar-line">
        <Input
          className="set-name"
          value={name}
          maxLength={40}
          placeholder={text('sets.name')}
          aria-label={text('sets.name')}
          autoFocus={start.setId === null}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          type="primary"
          disabled={name.trim() === '' || (!isChanged && start.setId !== null)}
          loading={isRunning}
          data-act="save-set"
          onClick={() => submit(null)}
        >
          {text('act.save')}
        </Button>
        <Button onClick={onClose}>{text('sets.back')}</Button>
        <span className="toolbar-gap" />
        {start.setId !== null && <RemoveSet name={start.name} onRemove={() => void remove(start.setId ?? 0)} />}
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      <div className="act-buttons">
        <AddMore groupIds={groupIds} chosenIds={chosenIds} onAdd={(more) => setGroupIds(addGroups(groupIds, more))} />
        <Button disabled={groupIds.length < 2} onClick={() => setGroupIds(sortByName(groupIds, nameOf))}>
          {text('sets.sort-by-name')}
        </Button>
      </div>
      {groupIds.length === 0 && <p className="empty-line">{text('sets.empty')}</p>}
      <SetMembers groupIds={groupIds} nameOf={nameOf} onChange={setGroupIds} />
    </section>
  );
}

function RemoveSet({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }): ReactNode {
  const { text } = useTexts();
  return (
    <Popconfirm
      title={text('sets.remove-title', { name })}
      description={<p className="confirm-text">{text('sets.remove-text')}</p>}
      okText={text('sets.remove')}
      cancelText={text('act.cancel')}
      okButtonProps={{ danger: true }}
      onConfirm={onRemove}
    >
      <Button danger data-act="remove-set">
        {text('sets.remove')}
      </Button>
    </Popconfirm>
  );
}

interface AddMoreProps {
  readonly groupIds: readonly string[];
  readonly chosenIds: readonly string[];
  readonly onAdd: (groupIds: readonly string[]) => void;
}

/** The groups chosen on the page, and those called as the set's but for their number. */
function AddMore({ groupIds, chosenIds, onAdd }: AddMoreProps): ReactNode {
  const { text } = useTexts();
  const input = useMemo(() => ({ groupIds: [...groupIds] }), [groupIds]);
  const { value } = useAnswer('groups.suggestSiblings', input);
  const siblings = groupIds.length === 0 ? [] : (value?.families.flatMap((family) => family.groupIds) ?? []);
  const chosen = chosenIds.filter((groupId) => !groupIds.includes(groupId));
  return (
    <>
      {chosen.length > 0 && (
        <Button data-act="add-chosen" onClick={() => onAdd(chosen)}>
          {text('sets.add-chosen', { count: chosen.length })}
        </Button>
      )}
      {siblings.length > 0 && (
        <Button data-act="add-siblings" onClick={() => onAdd(siblings)}>
          {text('rename.add-siblings', { count: siblings.length })}
        </Button>
      )}
    </>
  );
}

interface SetMembersProps {
  readonly groupIds: readonly string[];
  readonly nameOf: (groupId: string) => string;
  readonly onChange: (groupIds: readonly string[]) => void;
}

/** The groups in their order; Alt with an arrow moves the line that has the focus, Delete takes it out. */
function SetMembers({ groupIds, nameOf, onChange }: SetMembersProps): ReactNode {
  const { text } = useTexts();
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.altKey && by !== 0) onChange(moveGroup(groupIds, at, by));
    else if (event.key === 'Delete') onChange(groupIds.toSpliced(at, 1));
    else return;
    event.preventDefault();
  };
  return (
    <ol className="set-members" aria-label={text('sets.members')}>
      {groupIds.map((groupId, at) => (
        <li key={groupId} data-set-group={groupId}>
          <span className="tabular text-third">{at + 1}</span>
          <button
            type="button"
            className="link-button set-group-name"
            title={text('sets.keys')}
            onKeyDown={(event) => onKeyDown(event, at)}
          >
            {nameOf(groupId)}
          </button>
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            icon={<ArrowUpOutlined aria-hidden />}
            disabled={at === 0}
            aria-label={text('sets.up', { name: nameOf(groupId) })}
            onClick={() => onChange(moveGroup(groupIds, at, -1))}
          />
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            icon={<ArrowDownOutlined aria-hidden />}
            disabled={at === groupIds.length - 1}
            aria-label={text('sets.down', { name: nameOf(groupId) })}
            onClick={() => onChange(moveGroup(groupIds, at, 1))}
          />
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            icon={<CloseOutlined aria-hidden />}
            aria-label={text('sets.take-out', { name: nameOf(groupId) })}
            onClick={() => onChange(groupIds.toSpliced(at, 1))}
          />
        </li>
      ))}
    </ol>
  );
}
