import type { Statement, Store } from '../../store/store.ts';
import type { HostRecord } from './host-record.ts';

interface HostRow {
  readonly hostId: string;
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** Keeps the remote hosts. Throws `StoreError` as the store does. */
export class HostStore {
  readonly #all: Statement<[], HostRow>;
  readonly #add: Statement<[string, string, string, number, number], never>;
  readonly #remove: Statement<[string], never>;

  constructor(store: Store) {
    this.#all = store.prepare('SELECT hostId, name, address, port FROM adbHost ORDER BY addedAt, hostId');
    this.#add = store.prepare('INSERT INTO adbHost (hostId, name, address, port, addedAt) VALUES (?, ?, ?, ?, ?)');
    this.#remove = store.prepare('DELETE FROM adbHost WHERE hostId = ?');
  }

  load(): HostRecord[] {
    return this.#all.all().map(({ hostId, name, address, port }) => ({ hostId, name, kind: 'remote', address, port }));
  }

  add(host: HostRecord, addedAt: number): void {
    this.#add.run(host.hostId, host.name, host.address, host.port, addedAt);
  }

  remove(hostId: string): void {
    this.#remove.run(hostId);
  }
}
