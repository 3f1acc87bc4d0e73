import type { Confidence, FaultCause, FaultFact, FaultSubject } from '../../contract/faults.ts';
import type { Place } from '../desk-map/place.ts';
import type { DeskEvidence, Drop } from './evidence.ts';

/** What one rule makes of the evidence: a reading without its history. */
export interface Finding {
  readonly cause: FaultCause;
  readonly confidence: Confidence;
  readonly subject: FaultSubject;
  readonly facts: readonly FaultFact[];
  readonly phoneIds: readonly string[];
  /** Drops that are explained by it: no narrower rule counts them again. */
  readonly drops: readonly Drop[];
}

/** One rule: looks at what no more general rule has explained. */
export type FaultRule = (evidence: DeskEvidence, explained: Explained) => Finding[];

/** What more general findings explain. */
export class Explained {
  readonly #drops = new Set<Drop>();
  readonly #phones = new Set<string>();
  readonly #causes = new Set<string>();

  add(finding: Finding): void {
    this.#causes.add(`${finding.cause} ${finding.subject.hostId}`);
    for (const drop of finding.drops) this.#drops.add(drop);
    for (const phoneId of finding.phoneIds) this.#phones.add(phoneId);
  }

  hasDrop(drop: Drop): boolean {
    return this.#drops.has(drop);
  }

  hasCause(cause: FaultCause, hostId: string): boolean {
    return this.#causes.has(`${cause} ${hostId}`);
  }

  hasPhone(phoneId: string): boolean {
    return this.#phones.has(phoneId);
  }
}

export function fact(
  at: number,
  code: FaultFact['code'],
  params: FaultFact['params'] = {},
  phoneId: string | null = null,
): FaultFact {
  return { at, code, params, phoneId };
}

export function hostSubject(hostId: string): FaultSubject {
  return { kind: 'host', hostId, hubId: null, place: null, phoneId: null };
}

export function hubSubject(place: Pick<Place, 'hostId' | 'hubId' | 'hubPath'>): FaultSubject {
  return { kind: 'hub', hostId: place.hostId, hubId: place.hubId, place: place.hubPath, phoneId: null };
}

export function phoneSubject(phoneId: string, hostId: string, place: Place | null): FaultSubject {
  return { kind: 'phone', hostId, hubId: place?.hubId ?? null, place: portText(place), phoneId };
}

/** A cable: the phone at one end, the port at the other. */
export function cableSubject(phoneId: string | null, hostId: string, place: Place | null): FaultSubject {
  return { kind: 'port', hostId, hubId: place?.hubId ?? null, place: portText(place), phoneId };
}

/** `1-2.3`, or the number of the port on a hub that was set up by hand. */
export function portText(place: Place | null): string | null {
  return place === null ? null : (place.portPath ?? String(place.port));
}

/** Seconds with one decimal, for a sentence; what happened at once took a tenth. */
export function secondsBetween(fromAt: number, toAt: number): number {
  return Math.max(1, Math.round((toAt - fromAt) / 100)) / 10;
}

export function minutesOf(ms: number): number {
  return Math.max(1, Math.round(ms / 60_000));
}

/** Not over the air. */
export function isOnCable({ connection }: Drop): boolean {
  return connection !== 'tcp';
}

/** Still away. */
export function isAway(drop: Drop): boolean {
  return drop.backAt === null;
}
