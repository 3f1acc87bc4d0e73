import type { Clock } from '../../runtime/clock.ts';
import { decideIdentity, type IdentityCandidate } from '../identity/identity-decision.ts';
import { identityKeyOf, isJunkSerial } from '../identity/identity-key.ts';
import type { IdentityReading } from '../identity/identity-reading.ts';
import type { LiveRoute } from '../routes/live-route.ts';
import type { RouteSighting } from '../routes/route-table.ts';
import { asIdentified, mergeRecords } from './phone-identification.ts';
import type { PhoneDirectory } from './phone-directory.ts';
import { lowestFreeNumber } from './phone-numbers.ts';
import {
  createProvisional,
  withoutRoute,
  withRoute,
  withRouteGone,
  type BoundRoute,
  type PhoneRecord,
} from './phone-record.ts';

export interface RouteBinderDeps {
  readonly directory: PhoneDirectory;
  readonly routes: { sighting(routeId: string): RouteSighting | null; refresh(routeId: string): void };
  readonly clock: Clock;
  readonly newId: () => string;
  readonly onIdentified: (identified: IdentifiedPhone) => void;
  /** Another phone answers where this one was last seen. */
  readonly onReplaced: (replaced: { phoneId: string; byPhoneId: string }) => void;
}

/** A phone that has just said who it is. */
export interface IdentifiedPhone {
  readonly phoneId: string;
  readonly connection: LiveRoute['connection'];
  /** It never had before. */
  readonly isFirst: boolean;
  /** Its boot is another than the one that was remembered. */
  readonly hasRebooted: boolean;
}

interface PendingDecision {
  readonly reading: IdentityReading;
  /** Routes that were asked again to be able to decide. */
  readonly asked: Set<string>;
}

/**
 * Ties routes to phones. A route belongs at once to the phone that it is remembered for, or to a provisional row;
 * what the phone answers then decides (`decideIdentity`), and may move the route to another phone.
 */
export class RouteBinder {
  readonly #deps: RouteBinderDeps;
  readonly #settled = new Set<string>();
  readonly #pending = new Map<string, PendingDecision>();

  constructor(deps: RouteBinderDeps) {
    this.#deps = deps;
  }

  /** True once the present answer of this route has been tied to a phone: before, nothing may run on it. */
  isSettled(routeId: string): boolean {
    return this.#settled.has(routeId);
  }

  appear(route: LiveRoute): void {
    const { directory, clock, newId } = this.#deps;
    const known = directory.phoneOfRoute(route.routeId) ?? this.#presume(route);
    const record = known ?? createProvisional(newId(), route.listedModel, clock.now());
    directory.put(this.#bound(record, route, 'observed'));
  }

  /** The route left `device`, or is being asked anew: its last answer no longer counts. */
  doubt(routeId: string): void {
    this.#settled.delete(routeId);
    this.#pending.delete(routeId);
    this.#retryPending();
  }

  vanish(route: LiveRoute): void {
    const { directory, clock } = this.#deps;
    this.doubt(route.routeId);
    const record = directory.phoneOfRoute(route.routeId);
    if (record === null) return;
    if (isProvisional(record) && !this.#hasLiveRoute(record, route.routeId)) return directory.drop(record.phoneId);
    const isLive = (routeId: string): boolean => this.#isLive(routeId);
    directory.put(withRouteGone(record, route.routeId, { isLive, now: clock.now() }));
  }

  identify(routeId: string, reading: IdentityReading): void {
    this.#pending.set(routeId, { reading, asked: new Set() });
    this.#decide(routeId);
    this.#retryPending();
  }

  #retryPending(): void {
    for (const routeId of this.#pending.keys()) this.#decide(routeId);
  }

  #decide(routeId: string): void {
    const pending = this.#pending.get(routeId);
    const sighting = this.#deps.routes.sighting(routeId);
    if (pending === undefined || sighting === null) return;
    const key = identityKeyOf(pending.reading.facts);
    const candidates = this.#deps.directory.withKey(key.text).map((record) => this.#candidate(record, routeId));
    const now = this.#deps.clock.now();
    const decision = decideIdentity({ routeId, key, reading: pending.reading, candidates, now });
    if (decision.kind === 'verify') return this.#verify(pending, decision.routeIds);
    this.#pending.delete(routeId);
    this.#settled.add(routeId);
    switch (decision.kind) {
      case 'known':
        return this.#bindKnown(sighting.route, pending.reading, decision.phoneId);
      case 'new':
        return this.#bindNew(sighting.route, pending.reading, question('duplicate-serial', decision.duplicateOf[0]));
      case 'unclear':
        return this.#bindNew(sighting.route, pending.reading, question('maybe-same-phone', decision.otherPhoneId));
    }
  }

  #verify(pending: PendingDecision, routeIds: readonly string[]): void {
    for (const routeId of routeIds) {
      if (pending.asked.has(routeId)) continue;
      pending.asked.add(routeId);
      this.#deps.routes.refresh(routeId);
    }
  }

  #candidate(record: PhoneRecord, exceptRouteId: string): IdentityCandidate {
    const liveReadings: { routeId: string; reading: IdentityReading }[] = [];
    for (const { routeId } of record.routes) {
      const sighting = this.#deps.routes.sighting(routeId);
      if (routeId === exceptRouteId || sighting?.trust !== 'answering' || !this.#settled.has(routeId)) continue;
      if (sighting.reading !== null) liveReadings.push({ routeId, reading: sighting.reading });
    }
    return { phoneId: record.phoneId, lastBootId: record.lastBootId, liveReadings, boundRoutes: record.routes };
  }

  #bindKnown(route: LiveRoute, reading: IdentityReading, phoneId: string): void {
    const { directory, clock } = this.#deps;
    const record = directory.get(phoneId);
    if (record === null) throw new Error('identity was decided for a phone that is not in the directory');
    const holder = directory.phoneOfRoute(route.routeId);
    if (holder === null || holder.phoneId === phoneId) return this.#store(record, route, reading);
    const rest = withoutRoute(holder, route.routeId);
    const isAbsorbed = holder.identityKey === null || (isMaybeSame(holder, phoneId) && rest.routes.length === 0);
    if (isAbsorbed) {
      directory.drop(holder.phoneId);
      return this.#store(mergeRecords(record, holder, clock.now()), route, reading);
    }
    directory.put({ ...rest, lastSeenAt: clock.now() });
    this.#store(record, route, reading);
    this.#deps.onReplaced({ phoneId: holder.phoneId, byPhoneId: phoneId });
  }

  #bindNew(route: LiveRoute, reading: IdentityReading, doubt: PhoneRecord['question']): void {
    const { directory, clock, newId } = this.#deps;
    const holder = directory.phoneOfRoute(route.routeId);
    if (holder !== null && holder.identityKey === null) {
      return this.#store({ ...holder, isExpected: true, question: doubt }, route, reading);
    }
    const fresh = createProvisional(newId(), null, clock.now());
    if (holder !== null) directory.put({ ...withoutRoute(holder, route.routeId), lastSeenAt: clock.now() });
    this.#store({ ...fresh, isExpected: true, question: doubt }, route, reading);
    if (holder !== null) this.#deps.onReplaced({ phoneId: holder.phoneId, byPhoneId: fresh.phoneId });
  }

  #store(record: PhoneRecord, route: LiveRoute, reading: IdentityReading): void {
    const { directory } = this.#deps;
    const identified = asIdentified(record, reading);
    const needsNumber = identified.number === null && !identified.isEdited;
    const number = needsNumber ? lowestFreeNumber(directory.takenNumbers()) : identified.number;
    directory.put(this.#bound({ ...identified, number }, route, 'observed'));
    const hasRebooted = record.lastBootId !== null && reading.bootId !== null && record.lastBootId !== reading.bootId;
    const isFirst = record.identityKey === null;
    this.#deps.onIdentified({ phoneId: record.phoneId, connection: route.connection, isFirst, hasRebooted });
  }

  /** An operator's answer stays bound as such when the route is merely seen again. */
  #bound(record: PhoneRecord, route: LiveRoute, boundBy: BoundRoute['boundBy']): PhoneRecord {
    const before = record.routes.find((known) => known.routeId === route.routeId);
    const bound: BoundRoute = {
      routeId: route.routeId,
      hostId: route.hostId,
      serial: route.serial,
      connection: route.connection,
      portPath: route.portPath,
      boundBy: before?.boundBy ?? boundBy,
      seenAt: this.#deps.clock.now(),
    };
    return withRoute(record, bound, (routeId) => this.#isLive(routeId));
  }

  #isLive(routeId: string): boolean {
    return this.#deps.routes.sighting(routeId) !== null;
  }

  /**
   * Before a phone has said who it is (unauthorised on a new host, say), adb's own serial is a fair guess: for USB it
   * is `ro.serialno`. Only when one remembered phone has it and that phone is nowhere else.
   */
  #presume(route: LiveRoute): PhoneRecord | null {
    if (route.connection === 'tcp' || isJunkSerial(route.serial)) return null;
    const [only, ...others] = this.#deps.directory.withHardwareSerial(route.serial);
    if (only === undefined || others.length > 0 || this.#hasLiveRoute(only, route.routeId)) return null;
    return only;
  }

  #hasLiveRoute(record: PhoneRecord, exceptRouteId: string): boolean {
    return record.routes.some(({ routeId }) => routeId !== exceptRouteId && this.#isLive(routeId));
  }
}

/** Never identified, and nothing of the operator's on it. */
function isProvisional(record: PhoneRecord): boolean {
  return record.identityKey === null && !record.isEdited;
}

function isMaybeSame(record: PhoneRecord, otherPhoneId: string): boolean {
  return record.question?.kind === 'maybe-same-phone' && record.question.otherPhoneId === otherPhoneId;
}

function question(
  kind: 'maybe-same-phone' | 'duplicate-serial',
  otherPhoneId: string | undefined,
): PhoneRecord['question'] {
  return otherPhoneId === undefined ? null : { kind, otherPhoneId };
}
