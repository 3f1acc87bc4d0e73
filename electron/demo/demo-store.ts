import type { Outcome } from '../contract/outcome.ts';
import type { Migration } from '../store/migration.ts';
import type { Store } from '../store/store.ts';
import type { DemoWish } from './auto-start.ts';

/** One row. The seed stays, so that the same virtual phones come back. */
export const demoMigrations: readonly Migration[] = [
  {
    version: 80,
    name: 'demo switch and seed',
    up(exec) {
      exec(`CREATE TABLE demo (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        wish TEXT NOT NULL CHECK (wish IN ('undecided', 'off', 'on')),
        phoneCount INTEGER,
        seed INTEGER) STRICT`);
      exec(`INSERT INTO demo (id, wish) VALUES (1, 'undecided')`);
    },
  },
];

interface DemoRow {
  readonly wish: 'undecided' | 'off' | 'on';
  readonly phoneCount: number | null;
  readonly seed: number | null;
}

/** What the demo remembers across restarts. */
export class DemoStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  wish(): DemoWish {
    const { wish, phoneCount } = this.#row();
    if (wish === 'on' && phoneCount !== null) return { kind: 'on', phoneCount };
    return wish === 'off' ? { kind: 'off' } : { kind: 'undecided' };
  }

  rememberWish(wish: DemoWish): Outcome<unknown> {
    const phoneCount = wish.kind === 'on' ? wish.phoneCount : null;
    const update = this.#store.prepare<[string, number | null]>('UPDATE demo SET wish = ?, phoneCount = ?');
    return this.#store.write(() => update.run(wish.kind, phoneCount));
  }

  seed(): number | null {
    return this.#row().seed;
  }

  rememberSeed(seed: number): Outcome<unknown> {
    const update = this.#store.prepare<[number]>('UPDATE demo SET seed = ?');
    return this.#store.write(() => update.run(seed));
  }

  #row(): DemoRow {
    const row = this.#store.prepare<[], DemoRow>('SELECT wish, phoneCount, seed FROM demo').get();
    return row ?? { wish: 'undecided', phoneCount: null, seed: null };
  }
}
