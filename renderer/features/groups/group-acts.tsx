import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { ReadListsButton } from './read-lists-button.tsx';
import { newDraft } from './rename/rename-draft.ts';
import type { GroupSelection } from './use-group-selection.ts';
import { useJobStart } from './use-job-start.ts';

interface GroupActsProps {
  readonly selection: GroupSelection;
  readonly onExport: () => void;
}

/** Reading lists and groups, sending names out, renaming. */
export function GroupActs({ selection, onExport }: GroupActsProps): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const { start, isStarting } = useJobStart();
  const groupIds = [...selection.state.selectedIds];
  const isNone = groupIds.length === 0;
  const readInfo = (): void =>
    start({ kind: 'groups.read-info', title: text('groups.job.read-info'), payload: { groupIds, withMembers: true } });
  return (
    <div className="act-buttons">
      <ReadListsButton />
      <Button loading={isStarting} disabled={isNone} data-act="read-info" onClick={readInfo}>
        {text('groups.read-info')}
      </Button>
      <Button disabled={isNone} data-act="export-names" onClick={onExport}>
        {text('groups.export')}
      </Button>
      <Button
        type="primary"
        disabled={isNone}
        data-act="rename"
        onClick={() => ui.setState({ rename: newDraft(groupIds, text('groups.job.rename')) })}
      >
        {text('groups.rename-chosen', { count: groupIds.length })}
      </Button>
    </div>
  );
}
