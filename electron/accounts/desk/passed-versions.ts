import type { Statement, Store } from '../../store/store.ts';

/** Which version of the messenger each phone had when it last passed its check, or was first seen with one. */
export class PassedVersions {
  readonly #versions: Map<string, string>;
  readonly #first: Statement<[string, string, number], never>;
  readonly #pass: Statement<[string, string, number], never>;

  constructor(store: Store) {
    const rows = store.prepare<[], { phoneId: string; version: string }>('SELECT phoneId, version FROM passedVersion');
    this.#versions = new Map(rows.all().map(({ phoneId, version }) => [phoneId, version]));
    this.#first = store.prepare('INSERT OR IGNORE INTO passedVersion VALUES (?, ?, ?)');
    this.#pass = store.prepare(`INSERT INTO passedVersion VALUES (?, ?, ?)
      ON CONFLICT (phoneId) DO UPDATE SET version = excluded.version, at = excluded.at`);
  }

  /** The first version that is seen on a phone is the one that others are compared with. @throws StoreError as the store does */
  note(phoneId: string, version: string, at: number): void {
    if (this.#versions.has(phoneId)) return;
    this.#first.run(phoneId, version, at);
    this.#versions.set(phoneId, version);
  }

  /** The phone passed its check with that version. @throws StoreError as the store does */
  pass(phoneId: string, version: string, at: number): void {
    this.#pass.run(phoneId, version, at);
    this.#versions.set(phoneId, version);
  }

  /** False where no version is known to compare. */
  isChanged(phoneId: string, version: string | null): boolean {
    const passed = this.#versions.get(phoneId);
    return version !== null && passed !== undefined && passed !== version;
  }
}
