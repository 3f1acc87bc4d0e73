import type { Fault } from '@contract/outcome.ts';
import { Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { PinField } from './pin-field.tsx';

/** Asks a supervisor for the PIN again, only when an act needs to know that it is still the same person. */
export function PinDialog(): ReactNode {
  const { proof } = useConsole();
  const isAsking = useStore(proof.store, (state) => state.isAsking);
  return isAsking ? <PinQuestion /> : null;
}

function PinQuestion(): ReactNode {
  const { text } = useTexts();
  const { client, proof } = useConsole();
  const name = useLive(({ operator }) => operator?.name ?? '');
  const [pin, setPin] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const confirm = async (): Promise<void> => {
    if (pin === '') return;
    const answer = await client.ask('operators.confirm', { pin });
    if (answer.ok) return proof.answer(true);
    setPin('');
    setFault(answer.error);
  };
  return (
    <Modal
      open
      width={420}
      title={text('operators.pin-again')}
      okText={text('operators.confirm')}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: pin === '' }}
      onOk={() => void confirm()}
      onCancel={() => proof.answer(false)}
    >
      <div data-pin-again>
        <p className="text-second">{text('operators.pin-again-text', { name })}</p>
        <PinField
          isFocused
          label={text('operators.pin-of', { name })}
          value={pin}
          onChange={setPin}
          onEnter={() => void confirm()}
        />
        {fault !== null && <FaultNotice fault={fault} />}
      </div>
    </Modal>
  );
}
