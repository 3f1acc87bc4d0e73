import { FileExcelOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { ImportDialog } from './import-dialog.tsx';

/** Numbers, labels, tags and notes of the whole desk by a spreadsheet. */
export function LabelsButton(): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const [isImporting, setIsImporting] = useState(false);
  const exportLabels = async (hasSerials: boolean): Promise<void> => {
    const answer = await acts.run('labels.export', { hasSerials, path: null });
    if (!answer.ok) {
      if (answer.error.code !== 'operator-required') announcements.publish({ kind: 'fault', fault: answer.error });
    } else if (answer.value.path !== null) announcements.publish({ kind: 'file-saved', path: answer.value.path });
  };
  const items = [
    { key: 'export', label: text('labels.export') },
    { key: 'export-serials', label: text('labels.export-serials') },
    { key: 'import', label: text('labels.import') },
  ];
  const choose = (key: string): void => {
    if (key === 'import') setIsImporting(true);
    else void exportLabels(key === 'export-serials');
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key) }}>
        <Button
          icon={<FileExcelOutlined aria-hidden />}
          title={text('labels.hint')}
          aria-label={text('labels.hint')}
          data-act="labels"
        />
      </Dropdown>
      {isImporting && <ImportDialog onClose={() => setIsImporting(false)} />}
    </>
  );
}
