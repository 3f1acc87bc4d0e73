import { z } from 'zod';
import type { Statement, Store } from '../../store/store.ts';
import { linesOf, type DeskNotes } from './desk-notes.ts';
import { readNotes } from './stored-notes.ts';

interface NoteRow {
  readonly kind: string;
  readonly noteId: string;
  readonly body: string;
}

const json = z.string().transform((text): unknown => JSON.parse(text));

/** Keeps the notes of the desk over a restart; writes what is new only. */
export class NoteStore {
  readonly #store: Store;
  readonly #all: Statement<[], NoteRow>;
  readonly #put: Statement<[string, string, string], never>;
  readonly #remove: Statement<[string, string], never>;
  /** What is stored, by its key: an object that is still the same says the same. */
  #stored: ReadonlyMap<string, object> = new Map();

  constructor(store: Store) {
    this.#store = store;
    this.#all = store.prepare('SELECT kind, noteId, body FROM faultNote ORDER BY rowid');
    this.#put = store.prepare('INSERT OR REPLACE INTO faultNote (kind, noteId, body) VALUES (?, ?, ?)');
    this.#remove = store.prepare('DELETE FROM faultNote WHERE kind = ? AND noteId = ?');
  }

  /** What an earlier run noted until `now`. Throws `StoreError` as the store does. */
  load(now: number): DeskNotes {
    const lines = this.#all.all().map((row) => ({ ...row, body: json.parse(row.body) }));
    const notes = readNotes(lines, now);
    const known = new Map(linesOf(notes).map(({ kind, noteId, body }) => [keyOf(kind, noteId), body]));
    // What could not be read counts as stored, so that the next save takes it away.
    this.#stored = new Map(
      lines.map(({ kind, noteId }) => [keyOf(kind, noteId), known.get(keyOf(kind, noteId)) ?? {}]),
    );
    return notes;
  }

  /** On a full disk nothing is kept, and the next call tries again. */
  save(notes: DeskNotes): void {
    const next = new Map(linesOf(notes).map(({ kind, noteId, body }) => [keyOf(kind, noteId), body]));
    const fresh = [...next].filter(([key, body]) => this.#stored.get(key) !== body);
    const gone = [...this.#stored.keys()].filter((key) => !next.has(key));
    if (fresh.length + gone.length === 0) return;
    const written = this.#store.write(() => {
      for (const key of gone) this.#remove.run(...partsOf(key));
      for (const [key, body] of fresh) this.#put.run(...partsOf(key), JSON.stringify(body));
    });
    if (written.ok) this.#stored = next;
  }
}

function keyOf(kind: string, noteId: string): string {
  return `${kind}|${noteId}`;
}

/** No kind has a bar in it. */
function partsOf(key: string): [string, string] {
  const at = key.indexOf('|');
  return [key.slice(0, at), key.slice(at + 1)];
}
