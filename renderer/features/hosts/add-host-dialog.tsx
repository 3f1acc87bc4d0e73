import { Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { useAddressRules } from './use-address-rules.ts';

interface NewHost {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

const nameMaxLength = 60;
const adbServerPort = 5037;

/** Adds another computer's adb server, reached directly or through a tunnel. */
export function AddHostDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const rules = useAddressRules();
  const [form] = Form.useForm<NewHost>();
  const { isRunning, fault, submit } = useFormAct<NewHost>(
    ({ name, address, port }) => acts.run('hosts.add', { name: name.trim(), address: address.trim(), port }),
    onClose,
  );
  return (
    <Modal
      open
      title={text('host.add')}
      okText={text('host.add-confirm')}
      cancelText={text('act.cancel')}
      confirmLoading={isRunning}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ port: adbServerPort }} onFinish={submit}>
        <p className="text-second">{text('host.add-text')}</p>
        <Form.Item
          name="name"
          label={text('host.name')}
          rules={[
            { required: true, whitespace: true, message: text('host.name-required') },
            { max: nameMaxLength, message: text('host.name-too-long', { max: nameMaxLength }) },
          ]}
        >
          <Input autoFocus placeholder={text('host.name-example')} />
        </Form.Item>
        <div className="form-line">
          <Form.Item name="address" label={text('host.address')} rules={rules.address}>
            <Input placeholder={text('host.address-example')} />
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
