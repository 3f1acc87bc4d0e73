import { PlusOutlined } from '@ant-design/icons';
import type { FaultReading } from '@contract/faults.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { causeTexts, confidenceTones } from '../faults/fault-look.ts';
import { hostName } from '../hosts/host-name.ts';
import { HubBlock } from './hub-block.tsx';
import { HubDialog } from './hub-dialog.tsx';
import type { HostLayout } from './map-layout.ts';

const tones = { connecting: 'info', up: 'good', down: 'bad', unreachable: 'bad' } as const;

interface HostSectionProps {
  readonly layout: HostLayout;
  readonly readings: readonly FaultReading[];
  readonly unplacedIds: readonly string[];
}

/** One computer and the hubs on it. */
export function HostSection({ layout, readings, unplacedIds }: HostSectionProps): ReactNode {
  const texts = useTexts();
  const [isAdding, setIsAdding] = useState(false);
  const { host, hubs } = layout;
  const own = readings.find(({ subject }) => subject.kind === 'host' && subject.hostId === host.hostId) ?? null;
  const mark = own === null ? '' : ` is-explained mark-${confidenceTones[own.confidence]}`;
  return (
    <section className={`desk-host${mark}`} data-desk-host={host.hostId}>
      <header>
        <h2>{hostName(host, texts)}</h2>
        <Badge tone={tones[host.state]}>{texts.text(`host.state.${host.state}`)}</Badge>
        {own !== null && (
          <Badge tone={confidenceTones[own.confidence]}>
            {causeTexts(own, { texts, hosts: new Map([[host.hostId, host]]) }).name}
          </Badge>
        )}
        <span className="toolbar-gap" />
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>
          {texts.text('desk.add-hub')}
        </Button>
      </header>
      <div className="hub-grid">
        {hubs.map((hub) => (
          <HubBlock
            key={hub.hub.hubId}
            layout={hub}
            reading={readingOf(hub.hub.hubId, readings)}
            unplacedIds={unplacedIds}
          />
        ))}
      </div>
      {isAdding && <HubDialog hub={null} hostId={host.hostId} onClose={() => setIsAdding(false)} />}
    </section>
  );
}

function readingOf(hubId: string, readings: readonly FaultReading[]): FaultReading | null {
  return readings.find(({ subject }) => subject.kind === 'hub' && subject.hubId === hubId) ?? null;
}
