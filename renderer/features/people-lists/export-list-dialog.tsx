import type { PeopleList } from '@contract/people-lists.ts';
import { Input, Modal, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

interface ExportListDialogProps {
  readonly list: PeopleList;
  readonly onClose: () => void;
}

/** Names leave the console: it asks what for. */
export function ExportListDialog({ list, onClose }: ExportListDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts, announcements } = useConsole();
  const [purpose, setPurpose] = useState('');
  const [extent, setExtent] = useState<'one' | 'all'>('one');
  const { isRunning, fault, submit } = useFormAct<null>(async () => {
    const order = { list: extent === 'all' ? null : list, purpose: purpose.trim(), path: null };
    const answer = await acts.run('lists.export', order);
    if (answer.ok && answer.value.path !== null) announcements.publish({ kind: 'file-saved', path: answer.value.path });
    return answer;
  }, onClose);
  const isReady = purpose.trim() !== '';
  return (
    <Modal
      open
      width={480}
      title={text('lists.export-title')}
      okText={text('lists.export')}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: !isReady, loading: isRunning }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      <p className="text-second">{text('lists.export-text')}</p>
      <Segmented<'one' | 'all'>
        aria-label={text('lists.choose')}
        value={extent}
        options={[
          { value: 'one', label: text(`lists.name.${list}`) },
          { value: 'all', label: text('lists.all-three') },
        ]}
        onChange={setExtent}
      />
      <label className="stacked job-field">
        <span>{text('jobs.export-purpose')}</span>
        <Input
          autoFocus
          value={purpose}
          maxLength={200}
          placeholder={text('lists.export-placeholder')}
          onChange={(event) => setPurpose(event.target.value)}
          onPressEnter={() => isReady && submit(null)}
        />
      </label>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
