import { jobNoteMaxLength, type Job } from '@contract/jobs.ts';
import { Input, Modal, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

const formats = ['xlsx', 'csv'] as const;

/** Asks what the file is for before it leaves the console. */
export function ExportDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const [purpose, setPurpose] = useState('');
  const [format, setFormat] = useState<(typeof formats)[number]>('xlsx');
  const { isRunning, fault, submit } = useFormAct<null>(async () => {
    const answer = await acts.run('jobs.export', { jobId: job.jobId, format, purpose: purpose.trim(), path: null });
    if (answer.ok && answer.value.path !== null) announcements.publish({ kind: 'file-saved', path: answer.value.path });
    return answer;
  }, onClose);
  return (
    <Modal
      open
      width={480}
      title={text('jobs.export-title')}
      okText={text('jobs.act.export')}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: purpose.trim() === '', loading: isRunning }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      <p className="text-second">{text('jobs.export-text')}</p>
      <label className="stacked job-field">
        <span>{text('jobs.export-purpose')}</span>
        <Input
          autoFocus
          value={purpose}
          maxLength={jobNoteMaxLength}
          placeholder={text('jobs.export-placeholder')}
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
