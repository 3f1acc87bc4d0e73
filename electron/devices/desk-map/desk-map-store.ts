import type { DeskHub } from '../../contract/desk-map.ts';
import type { Statement, Store } from '../../store/store.ts';

/** A phone that the operator put on a port. */
export interface StoredPlace {
  readonly phoneId: string;
  readonly hubId: string;
  readonly port: number;
}

/** Keeps what the operator said of hubs and places. Throws `StoreError` as the store does. */
export class DeskMapStore {
  readonly #hubs: Statement<[], DeskHub>;
  readonly #places: Statement<[], StoredPlace>;
  readonly #saveHub: Statement<[string, string, string | null, string, number | null, number], never>;
  readonly #removeHub: Statement<[string], never>;
  readonly #place: Statement<[string, string, number], never>;
  readonly #clearPort: Statement<[string, number], never>;
  readonly #takeOff: Statement<[string], never>;
  readonly #forgetStrangers: Statement<[], never>;

  constructor(store: Store) {
    this.#hubs = store.prepare('SELECT hubId, hostId, path, name, portCount FROM deskHub ORDER BY addedAt, hubId');
    this.#places = store.prepare('SELECT phoneId, hubId, port FROM deskPlace ORDER BY hubId, port');
    this.#forgetStrangers = store.prepare('DELETE FROM deskPlace WHERE phoneId NOT IN (SELECT phoneId FROM phone)');
    this.#saveHub = store.prepare(`INSERT INTO deskHub (hubId, hostId, path, name, portCount, addedAt)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (hubId) DO UPDATE SET name = excluded.name, portCount = excluded.portCount`);
    this.#removeHub = store.prepare('DELETE FROM deskHub WHERE hubId = ?');
    this.#place = store.prepare('INSERT OR REPLACE INTO deskPlace (phoneId, hubId, port) VALUES (?, ?, ?)');
    this.#clearPort = store.prepare('DELETE FROM deskPlace WHERE hubId = ? AND port = ?');
    this.#takeOff = store.prepare('DELETE FROM deskPlace WHERE phoneId = ?');
  }

  hubs(): DeskHub[] {
    return this.#hubs.all();
  }

  places(): StoredPlace[] {
    return this.#places.all();
  }

  /** Drops the places of phones that were forgotten. At start only: a new phone's own row is written a moment later. */
  forgetStrangers(): void {
    this.#forgetStrangers.run();
  }

  saveHub(hub: DeskHub, addedAt: number): void {
    this.#saveHub.run(hub.hubId, hub.hostId, hub.path, hub.name, hub.portCount, addedAt);
  }

  /** Its places go with it. */
  removeHub(hubId: string): void {
    this.#removeHub.run(hubId);
  }

  /** Whoever was on that port is off. */
  place({ phoneId, hubId, port }: StoredPlace): void {
    this.#clearPort.run(hubId, port);
    this.#place.run(phoneId, hubId, port);
  }

  takeOff(phoneId: string): void {
    this.#takeOff.run(phoneId);
  }
}
