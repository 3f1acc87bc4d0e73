import type { AuditFilter } from '@contract/audit.ts';
import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

const purposeMaxLength = 200;

interface AuditExportDialogProps {
  readonly filter: AuditFilter;
  readonly onClose: () => void;
}

/** Asks what the file is for before the lines leave the console. */
export function AuditExportDialog({ filter, onClose }: AuditExportDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const [purpose, setPurpose] = useState('');
  const { isRunning, fault, submit } = useFormAct<null>(async () => {
    const answer = await acts.run('audit.export', { filter, purpose: purpose.trim(), path: null });
    if (answer.ok && answer.value.path !== null) announcements.publish({ kind: 'file-saved', path: answer.value.path });
    return answer;
  }, onClose);
  return (
    <Modal
      open
      width={480}
      title={text('audit.export-title')}
      okText={text('audit.export')}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: purpose.trim() === '', loading: isRunning }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      <p className="text-second">{text('audit.export-text')}</p>
      <label className="stacked job-field">
        <span>{text('audit.export-purpose')}</span>
        <Input
          autoFocus
          value={purpose}
          maxLength={purposeMaxLength}
          placeholder={text('audit.export-placeholder')}
          onChange={(event) => setPurpose(event.target.value)}
          onPressEnter={() => purpose.trim() !== '' && submit(null)}
        />
      </label>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
