import type { Operator } from '@contract/operators.ts';
import type { Fault, Outcome } from '@contract/outcome.ts';
import { Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { KnownOperators } from './known-operators.tsx';
import { OperatorRights } from './operator-rights.tsx';
import { PresentOperator } from './present-operator.tsx';

const nameMaxLength = 40;
const noInput = {};

/** Asks who acts, only when an act needs to know it. */
export function OperatorDialog(): ReactNode {
  const { gate } = useConsole();
  const isAsking = useStore(gate.store, (state) => state.isAsking);
  return isAsking ? <OperatorQuestion /> : null;
}

function OperatorQuestion(): ReactNode {
  const { text } = useTexts();
  const { client, gate, announcements } = useConsole();
  const [form] = Form.useForm<{ readonly name: string }>();
  const [fault, setFault] = useState<Fault | null>(null);
  const { value, askAgain } = useAnswer('operators.list', noInput);
  const operators = value?.operators ?? [];
  const choose = async (asked: Promise<Outcome<Operator>>): Promise<void> => {
    const answer = await asked;
    if (!answer.ok) return setFault(answer.error);
    announcements.publish({ kind: 'operator-chosen', name: answer.value.name });
    gate.answer(true);
  };
  const leave = async (): Promise<void> => {
    const answer = await client.ask('operators.leave', noInput);
    if (!answer.ok) return setFault(answer.error);
    announcements.publish({ kind: 'operator-left' });
    gate.answer(false);
  };
  return (
    <Modal
      open
      width={480}
      title={text('operators.title')}
      okText={text('operators.confirm')}
      cancelText={text('act.cancel')}
      onOk={form.submit}
      onCancel={() => gate.answer(false)}
    >
      <PresentOperator operators={operators} onLeave={() => void leave()} />
      <p className="text-second">{text('operators.text')}</p>
      <KnownOperators
        operators={operators}
        onChoose={({ operatorId }, pin) => void choose(client.ask('operators.choose', { operatorId, pin }))}
      />
      <Form
        form={form}
        layout="vertical"
        onFinish={({ name }) => void choose(client.ask('operators.create', { name: name.trim() }))}
      >
        <Form.Item
          name="name"
          label={text('operators.new')}
          rules={[
            { required: true, whitespace: true, message: text('operators.name-required') },
            { max: nameMaxLength, message: text('operators.name-too-long', { max: nameMaxLength }) },
          ]}
        >
          <Input autoFocus placeholder={text('operators.placeholder')} />
        </Form.Item>
      </Form>
      {fault !== null && <FaultNotice fault={fault} />}
      <OperatorRights operators={operators} onChanged={askAgain} />
    </Modal>
  );
}
