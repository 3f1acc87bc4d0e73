import { ApiOutlined, SettingOutlined } from '@ant-design/icons';
import type { DeskHub } from '@contract/desk-map.ts';
import type { FaultReading } from '@contract/faults.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Texts } from '../../i18n/texts.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { confidenceTones } from '../faults/fault-look.ts';
import { HubDialog } from './hub-dialog.tsx';
import { fillPorts, type HubLayout } from './map-layout.ts';
import { PortCell } from './port-cell.tsx';

interface HubBlockProps {
  readonly layout: HubLayout;
  /** The reading that speaks of this hub, if one does. */
  readonly reading: FaultReading | null;
  /** Phones that could be put here, in order. */
  readonly unplacedIds: readonly string[];
}

/** One hub with its ports. */
export function HubBlock({ layout, reading, unplacedIds }: HubBlockProps): ReactNode {
  const texts = useTexts();
  const [isEditing, setIsEditing] = useState(false);
  const { hub, ports } = layout;
  const name = hubName(hub, texts);
  const mark = reading === null ? '' : ` is-explained mark-${confidenceTones[reading.confidence]}`;
  return (
    <section className={`hub-block${mark}`} aria-label={name} data-hub-id={hub.hubId}>
      <header>
        <ApiOutlined aria-hidden className="text-third" />
        <h3 title={hub.path === null ? name : texts.text('desk.hub', { path: hub.path })}>{name}</h3>
        {hub.path !== null && hub.name !== '' && <span className="text-third mono">{hub.path}</span>}
        <span className="toolbar-gap" />
        {hub.path === null && <HandMark layout={layout} unplacedIds={unplacedIds} />}
        <HubCount layout={layout} />
        <Button
          type="text"
          size="small"
          icon={<SettingOutlined aria-hidden />}
          aria-label={texts.text('desk.edit-hub')}
          title={texts.text('desk.edit-hub')}
          onClick={() => setIsEditing(true)}
        />
      </header>
      <div className="port-grid">
        {ports.map((place) => (
          <PortCell key={place.phoneId ?? `port-${place.port}`} hubId={hub.hubId} place={place} />
        ))}
      </div>
      {isEditing && <HubDialog hub={hub} hostId={hub.hostId} onClose={() => setIsEditing(false)} />}
    </section>
  );
}

/** As the operator named it, else by its place. */
export function hubName(hub: Pick<DeskHub, 'name' | 'path'>, { text }: Texts): string {
  if (hub.name !== '') return hub.name;
  if (hub.path === null) return text('desk.unnamed-hub');
  return hub.path.includes('-') ? text('desk.hub', { path: hub.path }) : text('desk.own-ports', { bus: hub.path });
}

function HubCount({ layout: { ports } }: { readonly layout: HubLayout }): ReactNode {
  const { text } = useTexts();
  const phoneIds = ports.flatMap(({ phoneId }) => (phoneId === null ? [] : [phoneId]));
  const [online, total] = useLive(
    useShallow(({ phones }) => {
      const states = phoneIds.map((phoneId) => phones.get(phoneId)?.state);
      return [states.filter((state) => state === 'ready' || state === 'busy').length, phoneIds.length];
    }),
  );
  const params = { online: online ?? 0, total: total ?? 0 };
  return (
    <span
      className={`tabular ${online === total ? 'text-third' : 'tone-warn'}`}
      title={text('desk.hub-count-title', params)}
    >
      {text('desk.hub-count', params)}
    </span>
  );
}

/** Set up by hand: the button that fills its free ports while phones wait for a place, else the mere word. */
function HandMark({ layout, unplacedIds }: Omit<HubBlockProps, 'reading'>): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const moves = fillPorts(layout, unplacedIds);
  if (moves.length === 0) return <Badge tone="quiet">{text('desk.by-hand')}</Badge>;
  return (
    <Button size="small" onClick={() => void acts.perform('deskMap.placePhones', { moves: [...moves] })}>
      {text('desk.fill')}
    </Button>
  );
}
