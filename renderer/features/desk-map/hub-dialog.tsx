import { hubNameMaxLength, hubPortsMax, type DeskHub } from '@contract/desk-map.ts';
import { Button, Form, Input, InputNumber, Modal, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';

interface HubValues {
  readonly name: string;
  readonly portCount: number | null;
}

interface HubDialogProps {
  /** Null: a new one, by hand. */
  readonly hub: DeskHub | null;
  readonly hostId: string;
  readonly onClose: () => void;
}

const usualPorts = 7;

/** Names a hub and says how many ports it has. */
export function HubDialog({ hub, hostId, onClose }: HubDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [form] = Form.useForm<HubValues>();
  const isByHand = hub === null || hub.path === null;
  const hubId = hub?.hubId ?? null;
  const { isRunning, fault, submit } = useFormAct<HubValues>(
    ({ name, portCount }) => acts.run('deskMap.saveHub', { hubId, hostId, name: name.trim(), portCount }),
    onClose,
  );
  const title = text(hub === null ? 'desk.add-hub' : 'desk.edit-hub');
  const initial = { name: hub?.name ?? '', portCount: hub === null ? usualPorts : hub.portCount };
  return (
    <Modal
      open
      title={title}
      okText={text('act.save')}
      cancelText={text('act.cancel')}
      confirmLoading={isRunning}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={initial} onFinish={submit}>
        <div className="form-line">
          <Form.Item
            name="name"
            label={text('desk.hub-name')}
            rules={[{ max: hubNameMaxLength, message: text('desk.hub-name-too-long', { max: hubNameMaxLength }) }]}
          >
            <Input autoFocus placeholder={text('desk.hub-name-example')} />
          </Form.Item>
          <Form.Item
            name="portCount"
            label={text('desk.hub-ports')}
            rules={[
              { required: isByHand, message: text('desk.ports-needed') },
              {
                type: 'integer',
                min: 1,
                max: hubPortsMax,
                message: text('desk.hub-ports-range', { max: hubPortsMax }),
              },
            ]}
          >
            <InputNumber className="port-input" />
          </Form.Item>
        </div>
      </Form>
      {hub !== null && <RemoveHub hub={hub} onDone={onClose} />}
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}

function RemoveHub({ hub, onDone }: { readonly hub: DeskHub; readonly onDone: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const remove = async (): Promise<void> => {
    if (await acts.perform('deskMap.removeHub', { hubId: hub.hubId })) onDone();
  };
  if (hub.path !== null) {
    return hub.name === '' ? null : <Button onClick={() => void remove()}>{text('desk.reset-hub')}</Button>;
  }
  return (
    <Popconfirm
      title={text('desk.remove-hub')}
      description={<div className="confirm-text">{text('desk.remove-text')}</div>}
      okText={text('desk.remove-hub')}
      cancelText={text('act.cancel')}
      onConfirm={() => void remove()}
    >
      <Button danger>{text('desk.remove-hub')}</Button>
    </Popconfirm>
  );
}
