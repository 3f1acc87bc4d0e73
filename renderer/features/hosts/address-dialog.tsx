import type { Outcome } from '@contract/outcome.ts';
import { Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { useAddressRules } from './use-address-rules.ts';

export interface NetworkAddress {
  readonly address: string;
  readonly port: number;
}

interface AddressDialogProps<V extends NetworkAddress> {
  readonly title: string;
  readonly okText: string;
  /** What it is for, above the fields. */
  readonly explanation: string;
  readonly addressExample: string;
  readonly firstPort: number;
  /** The fields before the address; without any the address has the focus. */
  readonly children?: ReactNode;
  readonly run: (values: V) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
}

/** Asks for an address and a port, and stays open with the reason as long as what they are for fails. */
export function AddressDialog<V extends NetworkAddress>(props: AddressDialogProps<V>): ReactNode {
  const { title, okText, explanation, addressExample, firstPort, children, run, onClose } = props;
  const { text } = useTexts();
  const rules = useAddressRules();
  const [form] = Form.useForm<V>();
  const { isRunning, fault, submit } = useFormAct<V>(run, onClose);
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={text('act.cancel')}
      confirmLoading={isRunning}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={submit}>
        <p className="text-second">{explanation}</p>
        {children}
        <div className="form-line">
          <Form.Item name="address" label={text('host.address')} rules={rules.address}>
            <Input autoFocus={children === undefined} placeholder={addressExample} />
          </Form.Item>
          <Form.Item name="port" label={text('host.port')} rules={rules.port} initialValue={firstPort}>
            <InputNumber className="port-input" />
          </Form.Item>
        </div>
      </Form>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
