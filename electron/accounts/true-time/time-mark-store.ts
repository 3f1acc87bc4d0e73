import type { Migration } from '../../store/migration.ts';
import type { Statement, Store } from '../../store/store.ts';

/** One row: the latest true time that was ever known. The trigger keeps it from going back, whoever writes. */
export const trueTimeMigrations: readonly Migration[] = [
  {
    version: 206,
    name: 'true time',
    up(exec) {
      exec(`CREATE TABLE trueTimeMark (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        at INTEGER NOT NULL) STRICT`);
      exec(`CREATE TRIGGER trueTimeMarkRises BEFORE UPDATE ON trueTimeMark WHEN new.at < old.at
        BEGIN SELECT RAISE(ABORT, 'true time does not go back'); END`);
      exec(`CREATE TRIGGER trueTimeMarkStays BEFORE DELETE ON trueTimeMark
        BEGIN SELECT RAISE(ABORT, 'true time does not go back'); END`);
    },
  },
];

/** The latest true time that was ever known, in the database. */
export class TimeMarkStore {
  readonly #read: Statement<[], { at: number }>;
  readonly #raise: Statement<[number], never>;

  constructor(store: Store) {
    this.#read = store.prepare('SELECT at FROM trueTimeMark');
    this.#raise = store.prepare(`INSERT INTO trueTimeMark (only, at) VALUES (1, ?)
      ON CONFLICT (only) DO UPDATE SET at = max(at, excluded.at)`);
  }

  /** Null where no time was ever known. */
  at(): number | null {
    return this.#read.get()?.at ?? null;
  }

  /** An earlier time changes nothing. @throws StoreError as the store does */
  raise(at: number): void {
    this.#raise.run(Math.floor(at));
  }
}
