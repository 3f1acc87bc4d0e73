import { PrinterOutlined, SafetyCertificateOutlined, SearchOutlined, ToolOutlined } from '@ant-design/icons';
import { Button, Input, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive, useSelection } from '../../stores/use-console.ts';
import { isOfKind, preparationKinds } from './preparation-filter.ts';
import type { PreparationDialog } from './preparation-dialog.ts';
import { usePreparation, usePreparedIds } from './use-preparation.ts';

interface ToolbarProps {
  readonly onDialog: (dialog: PreparationDialog) => void;
}

/** Search, filter with counts, and what is done with the chosen phones, or with all that are shown. */
export function PreparationToolbar({ onDialog }: ToolbarProps): ReactNode {
  const { text } = useTexts();
  const { preparation } = useConsole();
  const shownIds = usePreparedIds();
  const selectedIds = useSelection((state) => state.selectedIds);
  const isRunning = usePreparation(({ run }) => run !== null && run.endedAt === null);
  const hidden = [...selectedIds].filter((phoneId) => !shownIds.includes(phoneId));
  const chosen =
    selectedIds.size > 0 ? [...shownIds.filter((phoneId) => selectedIds.has(phoneId)), ...hidden] : shownIds;
  const isAll = selectedIds.size === 0;
  const isIdle = chosen.length > 0 && !isRunning;
  const lines = usePreparation((state) => state.lines);
  const hasToFix = chosen.some((phoneId) => isOfKind(lines.get(phoneId), 'to-fix'));
  return (
    <div className="toolbar">
      <SearchField />
      <KindFilter />
      <span className="toolbar-gap" />
      <Button
        icon={<SafetyCertificateOutlined aria-hidden />}
        disabled={!isIdle}
        onClick={() => void preparation.check(chosen)}
      >
        {isAll ? text('preparation.check-all') : text('preparation.check-some', { count: chosen.length })}
      </Button>
      <Button
        type="primary"
        icon={<ToolOutlined aria-hidden />}
        disabled={!isIdle || !hasToFix}
        onClick={() => onDialog({ kind: 'fix', phoneIds: chosen })}
      >
        {isAll ? text('preparation.fix-all') : text('preparation.fix-some')}
      </Button>
      <Button
        icon={<PrinterOutlined aria-hidden />}
        disabled={chosen.length === 0}
        onClick={() => onDialog({ kind: 'cures', phoneIds: chosen })}
      >
        {text('preparation.cures')}
      </Button>
    </div>
  );
}

function SearchField(): ReactNode {
  const { text } = useTexts();
  const { preparation } = useConsole();
  const filter = usePreparation((state) => state.filter);
  return (
    <Input
      className="toolbar-search"
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      value={filter.search}
      placeholder={text('preparation.search')}
      aria-label={text('preparation.search')}
      onChange={(event) => preparation.store.setState({ filter: { ...filter, search: event.target.value } })}
    />
  );
}

function KindFilter(): ReactNode {
  const { text } = useTexts();
  const { preparation } = useConsole();
  const phones = useLive((state) => state.phones);
  const lines = usePreparation((state) => state.lines);
  const filter = usePreparation((state) => state.filter);
  const options = preparationKinds.map((kind) => {
    const count = [...phones.keys()].filter((phoneId) => isOfKind(lines.get(phoneId), kind)).length;
    return { value: kind, label: text(`preparation.filter.${kind}`, { count }) };
  });
  return (
    <Segmented
      aria-label={text('preparation.filter.label')}
      options={options}
      value={filter.kind}
      onChange={(kind) => preparation.store.setState({ filter: { ...filter, kind } })}
    />
  );
}
