import { PlusOutlined } from '@ant-design/icons';
import type { GroupSet } from '@contract/group-book.ts';
import { groupsPerPlan } from '@contract/group-book.ts';
import { Button, Drawer, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { firstFilter } from '../group-columns.ts';
import { useGroupVersion } from '../use-group-list.ts';
import { SetEditor } from './set-editor.tsx';
import type { SetDraft } from './set-draft.ts';
import { SiblingFamilies } from './sibling-families.tsx';

const noInput = {};
const everyGroup = { filter: firstFilter, after: 0, limit: groupsPerPlan };

interface SetsDrawerProps {
  /** Groups that are chosen on the page: they can be put into a set. */
  readonly chosenIds: readonly string[];
  readonly onClose: () => void;
}

/** Sets of sibling groups: made by hand or of names that differ in their number only; their order numbers them. */
export function SetsDrawer({ chosenIds, onClose }: SetsDrawerProps): ReactNode {
  const { text } = useTexts();
  const version = useGroupVersion();
  const { value, fault, isAsking, askAgain } = useAnswer('groups.sets', noInput, version);
  const groups = useAnswer('groups.page', everyGroup, version).value?.rows;
  const byId = useMemo(() => new Map(groups?.map((row) => [row.groupId, row])), [groups]);
  const [draft, setDraft] = useState<SetDraft | null>(null);
  const sets = value?.sets ?? [];
  const saved = (set: GroupSet | null): void => {
    setDraft(set);
    askAgain();
  };
  return (
    <Drawer open size={960} title={text('sets.title')} onClose={onClose} data-sets>
      <p className="text-second">{text('sets.text')}</p>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {value !== null && (
        <div className="sets-body">
          <SetList sets={sets} openId={draft?.setId ?? null} chosenIds={chosenIds} onOpen={setDraft} />
          {draft === null ? (
            <SiblingFamilies version={`${version} ${sets.length}`} byId={byId} onTake={setDraft} />
          ) : (
            <SetEditor
              key={draft.setId ?? draft.name}
              start={draft}
              byId={byId}
              chosenIds={chosenIds}
              onSaved={saved}
              onClose={() => setDraft(null)}
            />
          )}
        </div>
      )}
    </Drawer>
  );
}

interface SetListProps {
  readonly sets: readonly GroupSet[];
  readonly openId: number | null;
  readonly chosenIds: readonly string[];
  readonly onOpen: (draft: SetDraft) => void;
}

function SetList({ sets, openId, chosenIds, onOpen }: SetListProps): ReactNode {
  const { text } = useTexts();
  return (
    <nav className="set-list" aria-label={text('sets.title')}>
      <Button
        icon={<PlusOutlined aria-hidden />}
        data-act="new-set"
        onClick={() => onOpen({ setId: null, name: '', groupIds: chosenIds })}
      >
        {text(chosenIds.length === 0 ? 'sets.new' : 'sets.new-of-chosen', { count: chosenIds.length })}
      </Button>
      {sets.length === 0 && <p className="text-second">{text('sets.none')}</p>}
      {sets.map((set) => (
        <button
          key={set.setId}
          type="button"
          className={`set-line${set.setId === openId ? ' is-open' : ''}`}
          data-set={set.setId}
          onClick={() => onOpen(set)}
        >
          <span>{set.name}</span>
          <span className="tabular text-second">{set.groupIds.length}</span>
        </button>
      ))}
    </nav>
  );
}
