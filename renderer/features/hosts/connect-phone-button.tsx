import { WifiOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { AddressDialog } from './address-dialog.tsx';

const wirelessDebuggingPort = 5555;

/** Connects a phone on the network through a host; the console remembers the route and reconnects it. */
export function ConnectPhoneButton({ hostId }: { readonly hostId: string }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={<WifiOutlined aria-hidden />} onClick={() => setIsOpen(true)}>
        {text('host.connect-phone')}
      </Button>
      {isOpen && (
        <AddressDialog
          title={text('host.connect-phone')}
          okText={text('host.connect')}
          explanation={text('host.connect-text')}
          addressExample={text('host.phone-address-example')}
          firstPort={wirelessDebuggingPort}
          run={({ address, port }) => acts.run('hosts.connectPhone', { hostId, address: address.trim(), port })}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
