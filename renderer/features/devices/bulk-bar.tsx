import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { clearSelection } from '../../stores/selection-store.ts';
import { useConsole, useSelection } from '../../stores/use-console.ts';
import { ActButtons } from './act-buttons.tsx';

/** What can be done with the chosen phones; there only while some are chosen. */
export function BulkBar(): ReactNode {
  const { text } = useTexts();
  const { selection } = useConsole();
  const phoneIds = useSelection(useShallow((state) => [...state.selectedIds]));
  if (phoneIds.length === 0) return null;
  return (
    <section className="bulk-bar" aria-label={text('select.bar')}>
      <strong className="tabular">{text('select.count', { count: phoneIds.length })}</strong>
      <ActButtons phoneIds={phoneIds} />
      <Button type="text" icon={<CloseOutlined aria-hidden />} onClick={() => selection.setState(clearSelection, true)}>
        {text('select.clear')}
      </Button>
    </section>
  );
}
