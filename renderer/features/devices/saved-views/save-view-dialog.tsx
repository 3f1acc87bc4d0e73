import { viewNameMaxLength } from '@contract/views.ts';
import { Checkbox, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';

interface NewView {
  readonly name: string;
  readonly isDefault: boolean;
}

/** Keeps how the list is looked at now under a name. */
export function SaveViewDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { viewBook } = useConsole();
  const [form] = Form.useForm<NewView>();
  const { isRunning, fault, submit } = useFormAct<NewView>(async ({ name, isDefault }) => {
    const refused = await viewBook.save({ viewId: null, name, isDefault, content: viewBook.content() });
    return refused === null ? { ok: true, value: null } : { ok: false, error: refused };
  }, onClose);
  return (
    <Modal
      open
      width={440}
      title={text('views.save-as')}
      okText={text('views.save')}
      cancelText={text('act.cancel')}
      confirmLoading={isRunning}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="text-second">{text('views.save-text')}</p>
      <Form form={form} layout="vertical" initialValues={{ name: '', isDefault: false }} onFinish={submit}>
        <Form.Item
          name="name"
          label={text('views.name')}
          rules={[{ required: true, whitespace: true, message: text('views.name-required') }]}
        >
          <Input autoFocus maxLength={viewNameMaxLength} />
        </Form.Item>
        <Form.Item name="isDefault" valuePropName="checked">
          <Checkbox>{text('views.make-default')}</Checkbox>
        </Form.Item>
      </Form>
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}
