import type { Host } from '@contract/hosts.ts';
import type { Fault } from '@contract/outcome.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useUi } from '../../stores/use-console.ts';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { MetaLine } from '../../ui/meta-line.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Age } from '../../ui/age.tsx';
import { hostName } from './host-name.ts';
import { StartServerButton } from './start-server-button.tsx';

/** A host that does not work: which one, why, what to do, and the button that does it. */
export function HostTrouble({ host }: { readonly host: Host }): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const { text } = texts;
  if (!isInTrouble(host)) return null;
  const words = host.fault === null ? null : readFault(host.fault);
  const name = hostName(host, texts);
  const title =
    host.state === 'up'
      ? text('host.trouble-up', { host: name })
      : text('host.trouble', { host: name, state: text(`host.state.${host.state}`) });
  return (
    <Notice tone={host.state === 'connecting' ? 'warn' : 'bad'} title={title} actions={<TroubleActions host={host} />}>
      {words !== null && <p>{words.both}</p>}
      <MetaLine>
        <span>{text('host.address-line', { address: host.address, port: host.port })}</span>
        {host.fault !== null && <FaultFigures fault={host.fault} />}
        <Age at={host.stateSinceAt} />
      </MetaLine>
    </Notice>
  );
}

export function isInTrouble(host: Host): boolean {
  return host.fault !== null || host.state === 'down' || host.state === 'unreachable';
}

/** Names the other server: versions that clash, the program that was looked for. */
function FaultFigures({ fault }: { readonly fault: Fault }): ReactNode {
  const { text } = useTexts();
  const { serverVersion, clientVersion, path } = fault.detail ?? {};
  return (
    <>
      {typeof serverVersion === 'number' && <span>{text('host.other-server', { version: serverVersion })}</span>}
      {typeof clientVersion === 'number' && <span>{text('host.own-program', { version: clientVersion })}</span>}
      {typeof path === 'string' && <span className="mono">{path}</span>}
    </>
  );
}

function TroubleActions({ host }: { readonly host: Host }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const page = useUi((state) => state.page);
  if (host.fault?.code === 'adb-not-installed') {
    return <Button onClick={() => ui.setState({ page: 'settings' })}>{text('host.set-adb-path')}</Button>;
  }
  if (host.kind !== 'remote') return <StartServerButton hostId={host.hostId} />;
  if (page === 'hosts') return null;
  return <Button onClick={() => ui.setState({ page: 'hosts' })}>{text('host.open-page')}</Button>;
}
