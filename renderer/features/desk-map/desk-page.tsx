import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Input } from 'antd';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive, useUi } from '../../stores/use-console.ts';
import { ConfirmAct } from '../devices/confirm-act.tsx';
import { PhoneDrawer } from '../devices/drawer/phone-drawer.tsx';
import { FaultPanel } from '../faults/fault-panel.tsx';
import { moveFocus } from './cell-focus.ts';
import { DeskMarksContext, findPhones, readingsByPhone, type DeskMarks } from './desk-marks.ts';
import { HostSection } from './host-section.tsx';
import { layOut, type MapLayout } from './map-layout.ts';
import { UnplacedTray } from './unplaced-tray.tsx';

/** The desk as it stands: hubs as blocks, ports as cells, and beside it what is wrong and what to do. */
export function DeskPage(): ReactNode {
  const [search, setSearch] = useState('');
  const layout = useLayout();
  const { marks, foundCount } = useMarks(search);
  const isOpen = useUi((state) => state.openPhoneId !== null);
  const { ui } = useConsole();
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    if (marks.placing !== null) marks.setPlacing(null);
    else ui.setState({ openPhoneId: null });
  };
  return (
    <DeskMarksContext value={marks}>
      <div className="desk-page" data-page="desk" role="presentation" onKeyDown={escape}>
        <DeskHead search={search} foundCount={foundCount} onSearch={setSearch} />
        <div className="desk-body">
          <DeskMapArea layout={layout} />
          {isOpen ? <PhoneDrawer /> : <FaultPanel onPoint={marks.point} />}
        </div>
        <ConfirmAct />
      </div>
    </DeskMarksContext>
  );
}

interface DeskHeadProps {
  readonly search: string;
  readonly foundCount: number | null;
  readonly onSearch: (search: string) => void;
}

function DeskHead({ search, foundCount, onSearch }: DeskHeadProps): ReactNode {
  const { text } = useTexts();
  return (
    <header className="desk-head">
      <h1>{text('nav.desk')}</h1>
      <span className="text-second">{text('desk.text')}</span>
      <span className="toolbar-gap" />
      {foundCount !== null && (
        <span className="text-second" role="status">
          {text('desk.found', { count: foundCount })}
        </span>
      )}
      <Input.Search
        className="desk-search"
        allowClear
        value={search}
        placeholder={text('desk.find')}
        aria-label={text('desk.find-label')}
        onChange={(event) => onSearch(event.target.value)}
        onSearch={focusFound}
      />
    </header>
  );
}

function focusFound(): void {
  const [first] = document.querySelectorAll<HTMLElement>('.port-cell.is-found');
  first?.focus();
  first?.scrollIntoView({ block: 'nearest' });
}

function DeskMapArea({ layout }: { readonly layout: MapLayout }): ReactNode {
  const { text } = useTexts();
  const readings = useLive((state) => state.readings);
  const isEmpty = useLive((state) => state.phones.size === 0);
  return (
    <div className="desk-map" role="presentation" onKeyDown={moveFocus}>
      {isEmpty && (
        <div className="desk-none">
          <h2>{text('desk.empty')}</h2>
          <p className="text-second">{text('desk.empty-text')}</p>
        </div>
      )}
      {layout.hosts.map((host) => (
        <HostSection key={host.host.hostId} layout={host} readings={readings} unplacedIds={layout.unplacedIds} />
      ))}
      <UnplacedTray phoneIds={layout.unplacedIds} />
      {!isEmpty && <p className="text-third desk-keys">{text('desk.keys')}</p>}
    </div>
  );
}

function useLayout(): MapLayout {
  const deskMap = useLive((state) => state.deskMap);
  const hosts = useLive(useShallow((state) => [...state.hosts.values()]));
  const phoneIds = useLive(
    useShallow((state) =>
      [...state.phones.values()]
        .toSorted((left, right) => (left.number ?? Infinity) - (right.number ?? Infinity))
        .map(({ phoneId }) => phoneId),
    ),
  );
  return useMemo(() => layOut(deskMap, hosts, phoneIds), [deskMap, hosts, phoneIds]);
}

function useMarks(search: string): { readonly marks: DeskMarks; readonly foundCount: number | null } {
  const texts = useTexts();
  const { acts } = useConsole();
  const readings = useLive((state) => state.readings);
  const phones = useLive((state) => (search.trim() === '' ? null : state.phones));
  const [placing, setPlacing] = useState<string | null>(null);
  const [pointed, point] = useState<readonly string[]>([]);
  const readingOf = useMemo(() => readingsByPhone(readings), [readings]);
  const foundIds = phones === null ? null : findPhones(phones.values(), search, texts);
  const marks = {
    readingOf,
    foundIds,
    pointedIds: new Set(pointed),
    placing,
    setPlacing,
    point,
    move: (phoneId: string, place: { readonly hubId: string; readonly port: number } | null) => {
      setPlacing(null);
      void acts.perform('deskMap.placePhones', { moves: [{ phoneId, place }] });
    },
  };
  return { marks, foundCount: foundIds?.size ?? null };
}
