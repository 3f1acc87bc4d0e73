import type { Statement, Store } from '../../store/store.ts';

export interface EvidenceRow {
  readonly evidenceId: string;
  readonly takenAt: number;
  readonly mediaType: string;
  readonly byteCount: number;
  /** Below the folder of evidence, with forward slashes. */
  readonly fileName: string;
}

export interface EvidenceSummary {
  readonly pictureCount: number;
  readonly byteCount: number;
  readonly oldestAt: number | null;
  readonly newestAt: number | null;
}

/** A picture that was taken away because somebody in it was erased. */
export interface ErasedEvidence {
  readonly erasedAt: number;
  readonly receiptId: number;
}

/** What is known of the pictures; the pictures themselves are files. */
export class EvidenceStore {
  readonly #insert: Statement<[Record<string, string | number>], never>;
  readonly #one: Statement<[string], EvidenceRow>;
  readonly #before: Statement<[number], EvidenceRow>;
  readonly #remove: Statement<[string], never>;
  readonly #names: Statement<[], { readonly fileName: string }>;
  readonly #ids: Statement<[], { readonly evidenceId: string }>;
  readonly #noteErased: Statement<[string, number, number], never>;
  readonly #erased: Statement<[string], ErasedEvidence>;
  readonly #sum: Statement<
    [],
    {
      readonly pictureCount: number;
      readonly byteCount: number | null;
      readonly oldestAt: number | null;
      readonly newestAt: number | null;
    }
  >;

  constructor(store: Store) {
    this.#insert = store.prepare(
      'INSERT INTO evidence VALUES (@evidenceId, @takenAt, @mediaType, @byteCount, @fileName)',
    );
    this.#one = store.prepare('SELECT * FROM evidence WHERE evidenceId = ?');
    this.#before = store.prepare('SELECT * FROM evidence WHERE takenAt < ? ORDER BY takenAt LIMIT 500');
    this.#remove = store.prepare('DELETE FROM evidence WHERE evidenceId = ?');
    this.#names = store.prepare('SELECT fileName FROM evidence');
    this.#sum = store.prepare(`SELECT COUNT(*) AS pictureCount, SUM(byteCount) AS byteCount, MIN(takenAt) AS oldestAt,
      MAX(takenAt) AS newestAt FROM evidence`);
    this.#ids = store.prepare('SELECT evidenceId FROM evidence');
    this.#noteErased = store.prepare('INSERT OR IGNORE INTO evidenceErased VALUES (?, ?, ?)');
    this.#erased = store.prepare('SELECT erasedAt, receiptId FROM evidenceErased WHERE evidenceId = ?');
  }

  add(row: EvidenceRow): void {
    this.#insert.run({ ...row });
  }

  get(evidenceId: string): EvidenceRow | null {
    return this.#one.get(evidenceId) ?? null;
  }

  /** The oldest of those taken before that time, at most 500. */
  takenBefore(at: number): EvidenceRow[] {
    return this.#before.all(at);
  }

  remove(evidenceId: string): void {
    this.#remove.run(evidenceId);
  }

  fileNames(): ReadonlySet<string> {
    return new Set(this.#names.all().map(({ fileName }) => fileName));
  }

  /** Notes why a picture that is gone is gone. */
  noteErased(evidenceId: string, { erasedAt, receiptId }: ErasedEvidence): void {
    this.#noteErased.run(evidenceId, erasedAt, receiptId);
  }

  /** Null for a picture that was not erased. */
  erased(evidenceId: string): ErasedEvidence | null {
    return this.#erased.get(evidenceId) ?? null;
  }

  ids(): string[] {
    return this.#ids.all().map(({ evidenceId }) => evidenceId);
  }

  summary(): EvidenceSummary {
    const row = this.#sum.get();
    return {
      pictureCount: row?.pictureCount ?? 0,
      byteCount: row?.byteCount ?? 0,
      oldestAt: row?.oldestAt ?? null,
      newestAt: row?.newestAt ?? null,
    };
  }
}
