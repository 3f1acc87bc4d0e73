import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LiveState } from '../../stores/live-store.ts';
import { useLive } from '../../stores/use-console.ts';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { HostTrouble, isInTrouble } from '../hosts/host-trouble.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ConfirmAct } from './confirm-act.tsx';
import { DevicesToolbar } from './devices-toolbar.tsx';
import { PhoneDrawer } from './drawer/phone-drawer.tsx';
import { EmptyDesk } from './guides/empty-desk.tsx';
import { NothingFound } from './nothing-found.tsx';
import { PhoneCards } from './phone-cards.tsx';
import { PhoneTable } from './phone-table.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { useShownIds } from './use-shown-phones.ts';

/** Every phone of the desk: found, sorted, chosen, acted on, and one of them in full. */
export function DevicesPage(): ReactNode {
  usePageKeys();
  const isEmpty = useLive((state) => state.phones.size === 0);
  const isStarting = useLive(isDeskStarting);
  return (
    <div className="devices-page" data-page="devices">
      <HostTroubles />
      {isEmpty && (isStarting ? <LoadingLines /> : <EmptyDesk />)}
      {!isEmpty && (
        <>
          <DevicesToolbar />
          <div className="devices-body">
            <div className="devices-list">
              <PhoneList />
              <BulkBar />
            </div>
            <PhoneDrawer />
          </div>
        </>
      )}
      <ConfirmAct />
    </div>
  );
}

/** Phones may be about to appear: saying that there are none would be too early. */
function isDeskStarting({ demo, hosts }: LiveState): boolean {
  return demo.state === 'starting' || [...hosts.values()].some((host) => host.state === 'connecting');
}

function HostTroubles(): ReactNode {
  const troubled = useLive(useShallow(({ hosts }) => [...hosts.values()].filter(isInTrouble)));
  if (troubled.length === 0) return null;
  return (
    <div className="notices">
      {troubled.map((host) => (
        <HostTrouble key={host.hostId} host={host} />
      ))}
    </div>
  );
}

function PhoneList(): ReactNode {
  const view = useLive((state) => state.settings.devicesView);
  const shownIds = useShownIds();
  if (shownIds.length === 0) return <NothingFound />;
  return view === 'table' ? <PhoneTable shownIds={shownIds} /> : <PhoneCards shownIds={shownIds} />;
}
