import type { FaultFact, FaultSubject } from '../../contract/faults.ts';
import { busOf } from '../desk-map/usb-path.ts';
import type { DeskEvidence, Drop } from './evidence.ts';
import { fact } from './finding.ts';

export function controllerSubject(hostId: string, bus: string | null): FaultSubject {
  return { kind: 'controller', hostId, hubId: null, place: bus, phoneId: null };
}

/** The bus of a place; empty where no path tells. */
export function busText({ place }: Pick<Drop, 'place'>): string {
  return busOf(place?.portPath ?? '');
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Said where the system's own word would have made it certain. */
export function usbUnknown({ now, usb }: DeskEvidence): FaultFact | null {
  return usb.devices === null && usb.kernelLines === null ? fact(now, 'usb-unknown') : null;
}
