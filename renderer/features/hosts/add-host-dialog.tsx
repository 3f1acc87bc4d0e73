import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { AddressDialog, type NetworkAddress } from './address-dialog.tsx';

interface NewHost extends NetworkAddress {
  readonly name: string;
}

const nameMaxLength = 60;
const adbServerPort = 5037;

/** Adds another computer's adb server, reached directly or through a tunnel. */
export function AddHostDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  return (
    <AddressDialog<NewHost>
      title={text('host.add')}
      okText={text('host.add-confirm')}
      explanation={text('host.add-text')}
      addressExample={text('host.address-example')}
      firstPort={adbServerPort}
      run={({ name, address, port }) => acts.run('hosts.add', { name: name.trim(), address: address.trim(), port })}
      onClose={onClose}
    >
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
    </AddressDialog>
  );
}
