import type { ListEntry } from '@contract/people-lists.ts';
import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

interface RemoveDialogProps {
  readonly entry: ListEntry;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Takes somebody off a list, with a reason. An opt-out was that person's own no, and is asked for twice. */
export function RemoveDialog({ entry, onClose, onDone }: RemoveDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const isOptOut = entry.list === 'opt-out';
  const { isRunning, fault, submit } = useFormAct<null>(
    () =>
      acts.run('lists.remove', { entryId: entry.entryId, reason: reason.trim(), name: isOptOut ? typed.trim() : null }),
    onDone,
  );
  const isReady = reason.trim() !== '' && (!isOptOut || typed.trim() !== '');
  return (
    <Modal
      open
      width={480}
      title={text('lists.remove-title', {
        name: entry.isErased ? text('lists.erased') : entry.name,
        list: text(`lists.name.${entry.list}`),
      })}
      okText={text('lists.remove')}
      cancelText={text('act.cancel')}
      okButtonProps={{ danger: true, disabled: !isReady, loading: isRunning }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      {isOptOut && (
        <Notice tone="warn" title={text('lists.opt-out-title')}>
          {text('lists.opt-out-text')}
        </Notice>
      )}
      <label className="stacked job-field">
        <span>{text('lists.reason')}</span>
        <Input.TextArea
          autoFocus
          rows={2}
          maxLength={300}
          value={reason}
          placeholder={text(isOptOut ? 'lists.reason-opt-out' : 'lists.reason-example')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {isOptOut && (
        <label className="stacked job-field">
          <span>{text('lists.type-name')}</span>
          <Input value={typed} maxLength={80} onChange={(event) => setTyped(event.target.value)} />
        </label>
      )}
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
