import type { Phone, PhoneFacts, Route } from '../../contract/phones.ts';

/** A way on which a phone was last reached; remembered across restarts of adb, the console and the PC. */
export interface BoundRoute {
  readonly routeId: string;
  readonly hostId: string;
  readonly serial: string;
  readonly connection: Route['connection'];
  readonly portPath: string | null;
  /** `operator`: settled by an answered question, which outweighs what the phone itself cannot tell. */
  readonly boundBy: 'observed' | 'operator';
  readonly seenAt: number;
}

/** What the console remembers of a phone. Immutable: a change makes a new record. */
export interface PhoneRecord {
  readonly phoneId: string;
  /** `serial|model`; null for a row that has never said who it is (unauthorised, offline at first sight). */
  readonly identityKey: string | null;
  readonly lastBootId: string | null;
  readonly number: number | null;
  readonly label: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly isVirtual: boolean;
  readonly isExpected: boolean;
  readonly isSetAside: boolean;
  /** The operator gave it something of his own (label, number, tags, note, a flag): never dropped by itself. */
  readonly isEdited: boolean;
  readonly facts: PhoneFacts;
  readonly question: Phone['question'];
  readonly firstSeenAt: number;
  readonly lastSeenAt: number | null;
  readonly routes: readonly BoundRoute[];
}

export const unknownFacts: PhoneFacts = {
  hardwareSerial: null,
  model: null,
  brand: null,
  device: null,
  marketName: null,
  certModel: null,
  androidRelease: null,
  sdk: null,
  skin: null,
  securityPatch: null,
  ramMb: null,
  screen: null,
  messengerVersion: null,
};

/** A row for a route that has not said who it is. Not expected, not numbered, and forgotten with its route. */
export function createProvisional(phoneId: string, listedModel: string | null, now: number): PhoneRecord {
  return {
    phoneId,
    identityKey: null,
    lastBootId: null,
    number: null,
    label: '',
    tags: [],
    note: '',
    isVirtual: false,
    isExpected: false,
    isSetAside: false,
    isEdited: false,
    facts: { ...unknownFacts, model: listedModel?.replaceAll('_', ' ') ?? null },
    question: null,
    firstSeenAt: now,
    lastSeenAt: now,
    routes: [],
  };
}

/**
 * The record with this route bound. A phone keeps one remembered route per host and kind of connection: it has one
 * cable and one Wi-Fi address, so an older one that is not live is where it was before it moved.
 */
export function withRoute(record: PhoneRecord, route: BoundRoute, isLive: (routeId: string) => boolean): PhoneRecord {
  const others = record.routes.filter(
    (other) => other.routeId !== route.routeId && (isLive(other.routeId) || !isSupersededBy(other, route)),
  );
  return { ...record, routes: [...others, route] };
}

/** The record after this route has gone at `now`: it is remembered unless the phone is already somewhere else. */
export function withRouteGone(
  record: PhoneRecord,
  routeId: string,
  { isLive, now }: { isLive: (routeId: string) => boolean; now: number },
): PhoneRecord {
  const gone = record.routes.find((route) => route.routeId === routeId);
  if (gone === undefined) return { ...record, lastSeenAt: now };
  const isMoved = record.routes.some((other) => other !== gone && isLive(other.routeId) && isSupersededBy(gone, other));
  if (isMoved) return { ...withoutRoute(record, routeId), lastSeenAt: now };
  const routes = record.routes.map((route) => (route === gone ? { ...gone, seenAt: now } : route));
  return { ...record, routes, lastSeenAt: now };
}

export function withoutRoute(record: PhoneRecord, routeId: string): PhoneRecord {
  return { ...record, routes: record.routes.filter((route) => route.routeId !== routeId) };
}

function isSupersededBy(old: BoundRoute, route: BoundRoute): boolean {
  if (old.connection !== 'tcp') return route.connection !== 'tcp';
  return route.connection === 'tcp' && route.hostId === old.hostId;
}
