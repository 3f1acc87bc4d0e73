import type { FaultFact, FaultSubject } from '../../contract/faults.ts';
import { busOf } from '../desk-map/usb-path.ts';
import type { KernelLine } from '../usb/kernel-line.ts';
import type { DeskEvidence, Drop } from './evidence.ts';
import { fact } from './finding.ts';

/** The kernel sees a phone go a moment before adb's list does; its log is read a moment later. */
const nearMs = 5_000;

export function controllerSubject(hostId: string, bus: string | null): FaultSubject {
  return { kind: 'controller', hostId, hubId: null, place: bus, phoneId: null };
}

/** The bus of a place; empty where no path tells. */
export function busText({ place }: Pick<Drop, 'place'>): string {
  return busOf(place?.portPath ?? '');
}

/**
 * What the kernel said last of the port that a phone left: that something came there since, or that nothing did. Null: it
 * said nothing, or it is another computer's.
 */
export function plugWords(drop: Drop, { usb, hosts }: DeskEvidence): KernelLine | null {
  const isLocal = hosts.some(({ hostId, kind }) => hostId === drop.hostId && kind === 'local');
  const portPath = drop.place?.portPath ?? null;
  if (!isLocal || portPath === null) return null;
  const told = (usb.kernelLines ?? []).findLast(
    (line) => line.portPath === portPath && (line.kind === 'connected' || line.kind === 'disconnected'),
  );
  return told !== undefined && told.at >= drop.at - nearMs ? told : null;
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Said where the system's own word would have made it certain. */
export function usbUnknown({ now, usb }: DeskEvidence): FaultFact | null {
  return usb.devices === null && usb.kernelLines === null ? fact(now, 'usb-unknown') : null;
}
