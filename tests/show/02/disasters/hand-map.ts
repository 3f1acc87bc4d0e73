import { hubIdOf } from '../../../../electron/devices/desk-map/place.ts';
import { portOfPath } from '../../../../electron/devices/desk-map/usb-path.ts';
import { desk16 } from '../../../support/fault-desk/cabled-phones.ts';
import type { FaultDesk } from '../../../support/fault-desk/fault-desk.ts';

const { signal } = new AbortController();

/** Where a phone hangs, as its USB path would say. */
function placeOf(index: number): { readonly hub: string; readonly port: number } {
  const { hubPath, port } = portOfPath(desk16[index - 1] ?? null) ?? { hubPath: '1', port: index };
  return { hub: hubPath, port };
}

/** The operator sets up every hub and puts every phone on its port. Answers the hubs' ids by the paths that nobody shows. */
export async function mapByHand({ part, phoneIdOf }: FaultDesk): Promise<ReadonlyMap<string, string>> {
  const places = desk16.map((_path, at) => ({ index: at + 1, ...placeOf(at + 1) }));
  const hubIds = new Map<string, string>();
  for (const hub of new Set(places.map((place) => place.hub))) {
    const wanted = { hubId: null, hostId: 'local', name: `架 ${hub}`, portCount: 16 };
    const saved = await part.handlers['deskMap.saveHub'](wanted, signal);
    if (!saved.ok) throw new Error(saved.error.message);
    hubIds.set(hub, saved.value.hubId);
  }
  const moves = places.map(({ index, hub, port }) => ({
    phoneId: phoneIdOf(index),
    place: { hubId: hubIds.get(hub) ?? '', port },
  }));
  const placed = await part.handlers['deskMap.placePhones']({ moves }, signal);
  if (!placed.ok) throw new Error(placed.error.message);
  return hubIds;
}

/** The id of a hub that its path makes known. */
export function hubIdOfPath(hub: string): string {
  return hubIdOf('local', hub);
}

/** The number on which a phone was put by hand. */
export function handPortOf(index: number): string {
  return String(placeOf(index).port);
}
