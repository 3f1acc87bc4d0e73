import {
  playbookActSchema,
  playbookResultCodeSchema,
  type PlaybookAct,
  type PlaybookResultCode,
} from '../../contract/automation.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { Statement, Store } from '../../store/store.ts';

/** What a rehearsal or a view tree is bound to: where it was seen, it holds for the same model and version. */
export interface PhoneKind {
  readonly phoneModel: string;
  readonly appVersion: string;
}

export interface Rehearsal extends PhoneKind {
  readonly act: PlaybookAct;
  /** Of the playbook: another one has not been rehearsed. */
  readonly digest: string;
  readonly isPassed: boolean;
  readonly code: PlaybookResultCode;
  readonly note: string;
  readonly rehearsedAt: number;
}

interface RehearsalRow extends PhoneKind {
  readonly act: string;
  readonly digest: string;
  readonly isPassed: number;
  readonly code: string;
  readonly note: string;
  readonly rehearsedAt: number;
}

/** Rehearsals and what is known of view trees, by phone model and app version. */
export class RehearsalStore {
  readonly #store: Store;
  readonly #one: Statement<[string, string, string], RehearsalRow>;
  readonly #all: Statement<[], RehearsalRow>;
  readonly #put: Statement<[Record<string, string | number>], never>;
  readonly #tree: Statement<[string, string], { readonly isBlocked: number }>;
  readonly #putTree: Statement<[string, string, number, number], never>;

  constructor(store: Store) {
    this.#store = store;
    this.#one = store.prepare('SELECT * FROM rehearsal WHERE phoneModel = ? AND appVersion = ? AND act = ?');
    this.#all = store.prepare('SELECT * FROM rehearsal ORDER BY rehearsedAt DESC');
    this.#put = store.prepare(`INSERT INTO rehearsal
      VALUES (@phoneModel, @appVersion, @act, @digest, @isPassed, @code, @note, @rehearsedAt)
      ON CONFLICT DO UPDATE SET digest = excluded.digest, isPassed = excluded.isPassed, code = excluded.code,
        note = excluded.note, rehearsedAt = excluded.rehearsedAt`);
    this.#tree = store.prepare('SELECT isBlocked FROM treeReading WHERE phoneModel = ? AND appVersion = ?');
    this.#putTree = store.prepare(`INSERT INTO treeReading VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET isBlocked = excluded.isBlocked, seenAt = excluded.seenAt`);
  }

  /** Whether this state of the playbook passed its rehearsal there, the last time that it was rehearsed. */
  hasPassed(kind: PhoneKind, act: PlaybookAct, digest: string): boolean {
    const row = this.#one.get(kind.phoneModel, kind.appVersion, act);
    return row !== undefined && row.isPassed === 1 && row.digest === digest;
  }

  /** Latest first. */
  list(): Rehearsal[] {
    return this.#all.all().map((row) => ({
      ...row,
      act: playbookActSchema.parse(row.act),
      code: playbookResultCodeSchema.parse(row.code),
      isPassed: row.isPassed === 1,
    }));
  }

  save(rehearsal: Rehearsal): Outcome<null> {
    return this.#store.write(() => {
      this.#put.run({ ...rehearsal, isPassed: rehearsal.isPassed ? 1 : 0 });
      return null;
    });
  }

  /** Whether that version hides its views on that model, as last seen; null when nobody has looked yet. */
  isBlocked(kind: PhoneKind): boolean | null {
    const row = this.#tree.get(kind.phoneModel, kind.appVersion);
    return row === undefined ? null : row.isBlocked === 1;
  }

  noteTree(kind: PhoneKind, isBlocked: boolean, seenAt: number): Outcome<null> {
    if (this.isBlocked(kind) === isBlocked) return { ok: true, value: null };
    return this.#store.write(() => {
      this.#putTree.run(kind.phoneModel, kind.appVersion, isBlocked ? 1 : 0, seenAt);
      return null;
    });
  }
}
