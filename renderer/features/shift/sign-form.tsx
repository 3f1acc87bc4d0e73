import { EditOutlined } from '@ant-design/icons';
import type { ShiftCheck } from '@contract/shift.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

const noteMaxLength = 500;
const nameMaxLength = 40;

/** Whoever takes over types the own name: a click alone signs nothing. */
export function SignForm({
  check,
  onSigned,
}: {
  readonly check: ShiftCheck;
  readonly onSigned: () => void;
}): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const operator = useLive((state) => state.operator);
  const [note, setNote] = useState(check.note);
  const [signature, setSignature] = useState('');
  const { isRunning, fault, submit } = useFormAct<null>(
    () => acts.run('shift.sign', { checkId: check.checkId, signature: signature.trim(), note }),
    onSigned,
  );
  const unmarked = check.missing.filter(({ mark }) => mark === null).length;
  return (
    <div className="sign-form">
      <Input
        value={note}
        maxLength={noteMaxLength}
        placeholder={text('shift.check-note')}
        aria-label={text('shift.check-note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <Input
        className="sign-name"
        value={signature}
        maxLength={nameMaxLength}
        placeholder={operator === null ? text('shift.signature') : text('shift.signature-of', { name: operator.name })}
        aria-label={text('shift.signature')}
        onChange={(event) => setSignature(event.target.value)}
        onPressEnter={() => submit(null)}
      />
      <Button
        type="primary"
        icon={<EditOutlined aria-hidden />}
        loading={isRunning}
        disabled={signature.trim() === ''}
        onClick={() => submit(null)}
      >
        {text('shift.sign')}
      </Button>
      {unmarked > 0 && <span className="text-second">{text('shift.unmarked', { count: unmarked })}</span>}
      {fault !== null && <FaultNotice fault={fault} tone="warn" />}
    </div>
  );
}
