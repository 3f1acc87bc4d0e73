import { ClusterOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { hostName } from '../features/hosts/host-name.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useLive } from '../stores/use-console.ts';
import { Badge } from '../ui/badge.tsx';

const tones = { connecting: 'info', up: 'good', down: 'bad', unreachable: 'bad' } as const;

/** How many hosts work; the list on a click, the page from there. */
export function HostsSummary(): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { ui } = useConsole();
  const hosts = useLive(useShallow((state) => [...state.hosts.values()]));
  const up = hosts.filter((host) => host.state === 'up').length;
  const isBroken = hosts.some((host) => tones[host.state] === 'bad' || host.fault !== null);
  const list = (
    <div className="hosts-popover">
      {hosts.map((host) => (
        <div key={host.hostId} className="hosts-popover-line">
          <span>{hostName(host, texts)}</span>
          <Badge tone={tones[host.state]}>{text(`host.state.${host.state}`)}</Badge>
          <span className="text-second">{text('host.phone-count', { count: host.phoneCount })}</span>
        </div>
      ))}
      <Button size="small" onClick={() => ui.setState({ page: 'hosts' })}>
        {text('host.open-page')}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomLeft" content={list}>
      <Button
        type="text"
        size="small"
        icon={<ClusterOutlined aria-hidden />}
        className={isBroken ? 'tone-bad' : 'text-second'}
      >
        {text('hosts-summary.line', { up, total: hosts.length })}
      </Button>
    </Popover>
  );
}
