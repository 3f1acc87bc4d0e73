import { CloseOutlined, FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Sheet } from '../../stores/ui-store.ts';
import { useConsole, useUi } from '../../stores/use-console.ts';
import { GrowthPaper } from '../growth-sheet/growth-paper.tsx';
import { ShiftSheet } from '../shift/shift-sheet.tsx';
import { DeskSheet } from './desk-sheet.tsx';

/** A page of paper over the console: what is printed is what is seen. */
export function PrintPreview(): ReactNode {
  const sheet = useUi((state) => state.sheet);
  return sheet === null ? null : <Preview sheet={sheet} />;
}

function Preview({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') ui.setState({ sheet: null });
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [ui]);
  return (
    <div className="print-overlay" role="dialog" aria-label={text('sheet.preview')} data-sheet={sheet.kind}>
      <div className="print-bar">
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {text('sheet.print')}
        </Button>
        <SavePdfButton sheet={sheet} />
        <span className="toolbar-gap" />
        <Button icon={<CloseOutlined aria-hidden />} onClick={() => ui.setState({ sheet: null })}>
          {text('act.close')}
        </Button>
      </div>
      <Paper sheet={sheet} />
    </div>
  );
}

function Paper({ sheet }: { readonly sheet: Sheet }): ReactNode {
  switch (sheet.kind) {
    case 'desk':
      return <DeskSheet />;
    case 'shift':
      return <ShiftSheet check={sheet.check} />;
    case 'growth':
      return <GrowthPaper sheet={sheet.sheet} custodian={sheet.custodian} />;
  }
}

const titles = { desk: 'sheet.desk-title', shift: 'nav.shift', growth: 'day-sheet.title' } as const;

function SavePdfButton({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const [isSaving, setIsSaving] = useState(false);
  const save = async (): Promise<void> => {
    setIsSaving(true);
    const title = text(titles[sheet.kind]);
    const answer = await acts.run('reports.savePdf', { title, isLandscape: sheet.kind !== 'shift' });
    setIsSaving(false);
    if (!answer.ok) {
      if (answer.error.code !== 'operator-required') announcements.publish({ kind: 'fault', fault: answer.error });
    } else if (answer.value.path !== null) announcements.publish({ kind: 'file-saved', path: answer.value.path });
  };
  return (
    <Button icon={<FilePdfOutlined aria-hidden />} loading={isSaving} onClick={() => void save()}>
      {text('sheet.save-pdf')}
    </Button>
  );
}
