import type { AuditPort } from '../../audit/audit-log.ts';
import type { DeskHub, DeskMap } from '../../contract/desk-map.ts';
import type { Host } from '../../contract/hosts.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Handlers, ProcedureInput } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import { DeskMapStore, type StoredPlace } from './desk-map-store.ts';
import { drawMap, placeOf } from './draw-map.ts';
import type { Place } from './place.ts';

interface Watched<T> {
  list(): readonly T[];
  get(id: string): T | null;
  subscribe(listener: () => void): () => void;
}

export interface DeskMapDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly audit: AuditPort;
  readonly phones: Watched<Phone>;
  readonly hosts: Watched<Host>;
  readonly portCountOf: (hostId: string, hubPath: string) => number | null;
  readonly newId: () => string;
}

type Moves = ProcedureInput<'deskMap.placePhones'>['moves'];

/** Hubs, ports and what hangs where: drawn anew whenever a phone moves, kept where only the operator can tell. */
export class DeskMapKeeper implements Disposable {
  readonly handlers: Handlers<'deskMap.saveHub' | 'deskMap.removeHub' | 'deskMap.placePhones'>;
  readonly #deps: DeskMapDeps;
  readonly #mapStore: DeskMapStore;
  readonly #changes: EventSource<null>;
  readonly #stops: readonly (() => void)[];
  #hubs: readonly DeskHub[];
  #places: readonly StoredPlace[];
  #map: DeskMap;

  constructor(deps: DeskMapDeps) {
    this.#deps = deps;
    this.#mapStore = new DeskMapStore(deps.store);
    this.#changes = new EventSource(deps.logger);
    deps.store.write(() => this.#mapStore.forgetStrangers());
    this.#hubs = this.#mapStore.hubs();
    this.#places = this.#mapStore.places();
    this.#map = this.#draw();
    this.#stops = [deps.phones.subscribe(() => this.review()), deps.hosts.subscribe(() => this.review())];
    this.handlers = {
      'deskMap.saveHub': (input) => Promise.resolve(this.#saveHub(input)),
      'deskMap.removeHub': ({ hubId }) => Promise.resolve(this.#removeHub(hubId)),
      'deskMap.placePhones': ({ moves }) => Promise.resolve(this.#placePhones(moves)),
    };
  }

  current(): DeskMap {
    return this.#map;
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** Where the phone hangs, or hung when it was last there. */
  placeOf(phone: Phone): Place | null {
    return placeOf(phone, { storedHubs: this.#hubs, storedPlaces: this.#places });
  }

  /** Something that the map is drawn from may have changed. */
  review(): void {
    const map = this.#draw();
    if (JSON.stringify(map) === JSON.stringify(this.#map)) return;
    this.#map = map;
    this.#changes.emit(null);
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  #draw(): DeskMap {
    const { phones, hosts, portCountOf } = this.#deps;
    return drawMap({
      phones: phones.list(),
      hostIds: new Set(hosts.list().map(({ hostId }) => hostId)),
      storedHubs: this.#hubs,
      storedPlaces: this.#places,
      portCountOf,
    });
  }

  #saveHub(input: ProcedureInput<'deskMap.saveHub'>): Outcome<{ hubId: string }> {
    const known = this.#map.hubs.find(({ hubId }) => hubId === input.hubId) ?? null;
    if (input.hubId !== null && known === null) return unknownHub(input.hubId);
    const hostId = known?.hostId ?? input.hostId;
    if (this.#deps.hosts.get(hostId) === null) return fail('host-not-found', 'no such host', { hostId });
    const { portCount } = input;
    const hubId = known?.hubId ?? `hub-${this.#deps.newId()}`;
    const hub = { hubId, hostId, path: known?.path ?? null, name: input.name.trim(), portCount };
    const written = this.#write('deskMap.saveHub', hubId, { name: hub.name, portCount }, () =>
      this.#mapStore.saveHub(hub, this.#deps.clock.now()),
    );
    return written.ok ? succeed({ hubId }) : written;
  }

  #removeHub(hubId: string): Outcome<null> {
    const hub = this.#hubs.find((stored) => stored.hubId === hubId);
    if (hub === undefined) return unknownHub(hubId);
    return this.#write('deskMap.removeHub', hubId, { name: hub.name }, () => this.#mapStore.removeHub(hubId));
  }

  #placePhones(moves: Moves): Outcome<null> {
    const refused = moves.map((move) => this.#refusal(move)).find((refusal) => refusal !== null);
    if (refused !== undefined && refused !== null) return refused;
    const subject = moves.length === 1 ? (moves[0]?.phoneId ?? null) : null;
    return this.#write('deskMap.placePhones', subject, { phoneCount: moves.length }, () => {
      for (const { phoneId, place } of moves) {
        if (place === null) this.#mapStore.takeOff(phoneId);
        else this.#mapStore.place({ phoneId, ...place });
      }
    });
  }

  #refusal({ phoneId, place }: Moves[number]): ReturnType<typeof fail> | null {
    if (this.#deps.phones.get(phoneId) === null) return fail('phone-not-found', 'no such phone', { phoneId });
    if (place === null) return null;
    const hub = this.#hubs.find(({ hubId }) => hubId === place.hubId);
    if (hub === undefined) return unknownHub(place.hubId);
    const isPort = hub.path === null && place.port <= (hub.portCount ?? place.port);
    const rule = hub.path === null ? 'no-such-port' : 'hub-has-paths';
    return isPort ? null : fail('invalid-input', 'no phone can be put there by hand', { field: 'place', rule });
  }

  #write(
    action: 'deskMap.saveHub' | 'deskMap.removeHub' | 'deskMap.placePhones',
    subject: string | null,
    params: Readonly<Record<string, string | number | null>>,
    work: () => void,
  ): Outcome<null> {
    const { store, audit } = this.#deps;
    const written = store.write(() => {
      work();
      audit.append({ action, subject, params });
    });
    if (!written.ok) return written;
    this.#hubs = this.#mapStore.hubs();
    this.#places = this.#mapStore.places();
    this.review();
    return succeed(null);
  }
}

function unknownHub(hubId: string): ReturnType<typeof fail> {
  return fail('hub-not-found', 'no such hub', { hubId });
}
