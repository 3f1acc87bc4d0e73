import { jobNoteMaxLength } from '@contract/jobs.ts';
import { Input, Modal, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

const formats = ['xlsx', 'csv'] as const;

interface ExportSheetDialogProps {
  /** Null: everybody's accounts. */
  readonly custodian: string | null;
  readonly onClose: () => void;
}

/** Asks what the daily sheet is for before it leaves the console. */
export function ExportSheetDialog({ custodian, onClose }: ExportSheetDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const [purpose, setPurpose] = useState('');
  const [format, setFormat] = useState<(typeof formats)[number]>('xlsx');
  const { isRunning, fault, submit } = useFormAct<null>(async () => {
    const answer = await acts.run('accounts.exportSheet', { custodian, format, purpose: purpose.trim(), path: null });
    if (answer.ok && answer.value.path !== null) announcements.publish({ kind: 'file-saved', path: answer.value.path });
    return answer;
  }, onClose);
  return (
    <Modal
      open
      width={480}
      title={text('day-sheet.export-title')}
      okText={text('day-sheet.export')}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: purpose.trim() === '', loading: isRunning }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      <p className="text-second">{text('day-sheet.export-text')}</p>
      <label className="stacked job-field">
        <span>{text('day-sheet.purpose')}</span>
        <Input
          autoFocus
          value={purpose}
          maxLength={jobNoteMaxLength}
          placeholder={text('day-sheet.purpose-placeholder')}
          onChange={(event) => setPurpose(event.target.value)}
          onPressEnter={() => purpose.trim() !== '' && submit(null)}
        />
      </label>
      <label className="stacked job-field">
        <span>{text('export.format')}</span>
        <Segmented
          aria-label={text('export.format')}
          value={format}
          options={formats.map((value) => ({ value, label: text(`export.format.${value}`) }))}
          onChange={setFormat}
        />
      </label>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
