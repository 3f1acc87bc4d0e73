import type { CareRow, SwellResult } from '@contract/battery-care.ts';
import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

const noteMaxLength = 500;

interface SignOffDialogProps {
  readonly result: SwellResult;
  readonly rows: readonly CareRow[];
  readonly onClose: () => void;
  readonly onSigned: () => void;
}

/** What was found at the backs of these phones, under the operator's name. */
export function SignOffDialog({ result, rows, onClose, onSigned }: SignOffDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [note, setNote] = useState('');
  const phoneIds = rows.map(({ phoneId }) => phoneId);
  const { isRunning, fault, submit } = useFormAct<null>(
    async () => {
      const answer = await acts.run('batteryCare.signOff', { phoneIds, result, note: note.trim() });
      const refused = answer.ok ? answer.value.results.find(({ error }) => error !== null)?.error : null;
      return refused === null || refused === undefined ? answer : { ok: false, error: refused };
    },
    () => {
      onSigned();
      onClose();
    },
  );
  return (
    <Modal
      open
      width={560}
      title={text(`care.sign-title.${result}`, { count: rows.length })}
      okText={text(`care.sign.${result}`)}
      cancelText={text('act.cancel')}
      okButtonProps={{ danger: result !== 'ok', loading: isRunning }}
      onOk={() => submit(null)}
      onCancel={onClose}
    >
      <p>{text(`care.sign-text.${result}`)}</p>
      <ul className="confirm-list">
        {rows.map(({ phoneId, number, name }) => (
          <li key={phoneId}>{number === null ? name : text('phone.numbered', { number, name })}</li>
        ))}
      </ul>
      <Input
        value={note}
        maxLength={noteMaxLength}
        placeholder={text('shift.note')}
        aria-label={text('shift.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
