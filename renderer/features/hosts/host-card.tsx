import { DeleteOutlined } from '@ant-design/icons';
import type { Host } from '@contract/hosts.ts';
import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ConnectPhoneButton } from './connect-phone-button.tsx';
import { hostName } from './host-name.ts';
import { HostTrouble } from './host-trouble.tsx';

const tones = { connecting: 'info', up: 'good', down: 'bad', unreachable: 'bad' } as const;

/** One adb server: where it is, how it is, and what can be done with it. */
export function HostCard({ host }: { readonly host: Host }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  return (
    <article className="host-card" data-host-id={host.hostId} data-host-state={host.state}>
      <header>
        <h2>{hostName(host, texts)}</h2>
        <Badge tone={tones[host.state]}>{text(`host.state.${host.state}`)}</Badge>
        <span className="text-second">
          <Age at={host.stateSinceAt} />
        </span>
        <span className="toolbar-gap" />
        <HostActions host={host} />
      </header>
      <dl className="fact-list fact-list-wide">
        <dt>{text('host.address')}</dt>
        <dd className="mono">{text('host.address-line', { address: host.address, port: host.port })}</dd>
        <dt>{text('host.phones')}</dt>
        <dd>{host.phoneCount}</dd>
        <dt>{text('host.server-version')}</dt>
        <dd>{host.serverVersion ?? text('value.none')}</dd>
        {host.kind === 'local' && (
          <>
            <dt>{text('host.adb-path')}</dt>
            <dd className="mono">{host.adbPath ?? text('value.none')}</dd>
          </>
        )}
      </dl>
      <HostTrouble host={host} />
    </article>
  );
}

function HostActions({ host }: { readonly host: Host }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  return (
    <>
      {host.state === 'up' && host.kind !== 'demo' && <ConnectPhoneButton hostId={host.hostId} />}
      {host.kind === 'remote' && (
        <Popconfirm
          title={text('host.remove-title')}
          description={<div className="confirm-text">{text('host.remove-text')}</div>}
          okText={text('host.remove')}
          cancelText={text('act.cancel')}
          onConfirm={() => void acts.perform('hosts.remove', { hostId: host.hostId })}
        >
          <Button icon={<DeleteOutlined aria-hidden />}>{text('host.remove')}</Button>
        </Popconfirm>
      )}
    </>
  );
}
