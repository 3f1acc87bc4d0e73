import { WifiOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { useAddressRules } from './use-address-rules.ts';

interface PhoneAddress {
  readonly address: string;
  readonly port: number;
}

const wirelessDebuggingPort = 5555;

/** Connects a phone on the network through a host; the console remembers the route and reconnects it. */
export function ConnectPhoneButton({ hostId }: { readonly hostId: string }): ReactNode {
  const { text } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={<WifiOutlined aria-hidden />} onClick={() => setIsOpen(true)}>
        {text('host.connect-phone')}
      </Button>
      {isOpen && <ConnectPhoneDialog hostId={hostId} onClose={() => setIsOpen(false)} />}
    </>
  );
}

interface ConnectPhoneDialogProps {
  readonly hostId: string;
  readonly onClose: () => void;
}

function ConnectPhoneDialog({ hostId, onClose }: ConnectPhoneDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const rules = useAddressRules();
  const [form] = Form.useForm<PhoneAddress>();
  const { isRunning, fault, submit } = useFormAct<PhoneAddress>(
    ({ address, port }) => acts.run('hosts.connectPhone', { hostId, address: address.trim(), port }),
    onClose,
  );
  return (
    <Modal
      open
      title={text('host.connect-phone')}
      okText={text('host.connect')}
      cancelText={text('act.cancel')}
      confirmLoading={isRunning}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ port: wirelessDebuggingPort }} onFinish={submit}>
        <p className="text-second">{text('host.connect-text')}</p>
        <div className="form-line">
          <Form.Item name="address" label={text('host.address')} rules={rules.address}>
            <Input autoFocus placeholder={text('host.phone-address-example')} />
          </Form.Item>
          <Form.Item name="port" label={text('host.port')} rules={rules.port}>
            <InputNumber className="port-input" />
          </Form.Item>
        </div>
      </Form>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
