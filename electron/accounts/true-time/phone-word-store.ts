import type { Migration } from '../../store/migration.ts';
import type { Statement, Store } from '../../store/store.ts';
import { hourMs, minuteMs } from '../standing/calendar-day.ts';

/** A row for each phone of which a person said that it, and not the PC, shows the right time; with how far the PC was ahead of it then. */
export const phoneWordMigrations: readonly Migration[] = [
  {
    version: 218,
    name: 'phones that a person believed against the PC',
    up(exec) {
      exec(`CREATE TABLE phoneWord (
        phoneId TEXT PRIMARY KEY REFERENCES phone ON DELETE CASCADE,
        pcAheadMs INTEGER NOT NULL,
        at INTEGER NOT NULL,
        by TEXT NOT NULL) STRICT`);
    },
  },
];

/** One phone alone and the PC may differ by so much: beyond it, somebody has set one of them. */
export const loneTrustMs = hourMs;
/** A word is about one difference: another one is another question. */
const sameMs = 10 * minuteMs;

interface Word {
  readonly phoneId: string;
  readonly pcAheadMs: number;
}

/** Which phone is believed alone although the PC shows another time. */
export class PhoneWordStore {
  readonly #add: Statement<[string, number, number, string], never>;
  readonly #all: Statement<[], Word>;
  #words: ReadonlyMap<string, number> | null = null;

  constructor(store: Store) {
    this.#all = store.prepare('SELECT phoneId, pcAheadMs FROM phoneWord');
    this.#add = store.prepare(`INSERT INTO phoneWord (phoneId, pcAheadMs, at, by) VALUES (?, ?, ?, ?)
      ON CONFLICT (phoneId) DO UPDATE SET pcAheadMs = excluded.pcAheadMs, at = excluded.at, by = excluded.by`);
  }

  /** Cheap: asked before every act. */
  isBelieved(phoneId: string, pcAheadMs: number): boolean {
    if (Math.abs(pcAheadMs) <= loneTrustMs) return true;
    const said = this.#known().get(phoneId);
    return said !== undefined && Math.abs(said - pcAheadMs) <= sameMs;
  }

  /** @throws StoreError as the store does */
  believe({ phoneId, pcAheadMs }: Word, at: number, by: string): void {
    this.#add.run(phoneId, Math.round(pcAheadMs), at, by);
    this.#words = null;
  }

  #known(): ReadonlyMap<string, number> {
    this.#words ??= new Map(this.#all.all().map(({ phoneId, pcAheadMs }) => [phoneId, pcAheadMs]));
    return this.#words;
  }
}
