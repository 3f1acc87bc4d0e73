import type { SpanKind } from '../../contract/certainty.ts';
import type { Migration } from '../../store/migration.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { CustodyCounts, CustodyRow, CustodyVerdict } from './judge-custody.ts';
import type { MachineId } from './machine-id.ts';
import type { UnknownSpan } from './unknown-spans.ts';

/**
 * `custody`: which folder, last on which computer, how many acts were let through, how much was said of accounts; `custodySpan`: when acts
 * may be lacking, and why; `factSpan`: since when something that was said may be, until it is spread over the accounts.
 *
 * Counts of one `era` follow on each other: what a database lacks of another one's count is then as many acts at most, which is `most` of its
 * span. Whenever acts were lost and nobody could say how many, the next era begins; 0: before this was kept.
 */
export const custodyMigrations: readonly Migration[] = [
  {
    version: 207,
    name: 'custody of the ledger',
    up(exec) {
      exec(`CREATE TABLE custody (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        folderId TEXT NOT NULL,
        machineHash TEXT,
        hostHash TEXT,
        sequence INTEGER NOT NULL CHECK (sequence >= 0),
        lastActAt INTEGER) STRICT`);
      exec('INSERT INTO custody VALUES (1, lower(hex(randomblob(16))), NULL, NULL, 0, NULL)');
      exec(`CREATE TRIGGER custodyRises BEFORE UPDATE ON custody WHEN new.sequence < old.sequence
        BEGIN SELECT RAISE(ABORT, 'acts that were let through are not taken back'); END`);
      exec(`CREATE TABLE custodySpan (
        spanId INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        missing INTEGER,
        fromAt INTEGER NOT NULL,
        untilAt INTEGER) STRICT`);
    },
  },
  {
    version: 230,
    name: 'how much was said of accounts, and since when some of it may be lacking',
    up(exec) {
      exec('ALTER TABLE custody ADD COLUMN facts INTEGER NOT NULL DEFAULT 0 CHECK (facts >= 0)');
      exec(`CREATE TRIGGER custodyFactsRise BEFORE UPDATE ON custody WHEN new.facts < old.facts
        BEGIN SELECT RAISE(ABORT, 'what was said is not taken back'); END`);
      exec(`CREATE TABLE factSpan (
        spanId INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        missing INTEGER,
        fromAt INTEGER NOT NULL,
        isSpread INTEGER NOT NULL DEFAULT 0 CHECK (isSpread IN (0, 1))) STRICT`);
    },
  },
  {
    version: 250,
    name: 'how many acts are lacking at most',
    up(exec) {
      exec('ALTER TABLE custody ADD COLUMN era INTEGER NOT NULL DEFAULT 0 CHECK (era >= 0)');
      exec('ALTER TABLE custodySpan ADD COLUMN most INTEGER');
    },
  },
];

export interface CustodySpan extends UnknownSpan {
  readonly spanId: number;
  readonly kind: SpanKind;
  /** How many acts are lacking at least, where that is known. */
  readonly missing: number | null;
  /** How many acts are lacking at most; null where nobody can say. */
  readonly most: number | null;
}

type NewSpan = Pick<CustodySpan, 'kind' | 'missing' | 'fromAt'>;

export interface StoredCustody extends CustodyRow {
  /** The true time of the last act that was let through; null where there was none. */
  readonly lastActAt: number | null;
}

interface Row extends Omit<StoredCustody, 'isAdopted' | 'hostHash'> {
  readonly hostHash: string | null;
}

export function spanKindOf(verdict: CustodyVerdict): SpanKind | null {
  if (verdict.kind === 'same' || verdict.kind === 'new') return null;
  return verdict.kind === 'moved' ? `moved-${verdict.what}` : verdict.kind;
}

/** Custody in the database. */
export class CustodyStore {
  readonly #read: Statement<[], Row>;
  readonly #adopt: Statement<[string | null, string, number, number, number], never>;
  readonly #count: Statement<[number, number], never>;
  readonly #spans: Statement<[], CustodySpan>;
  readonly #addSpan: Statement<[string, number | null, number | null, number], never>;
  readonly #endSpans: Statement<[number], never>;
  readonly #addFactSpan: Statement<[string, number | null, number], never>;

  constructor(store: Store) {
    this.#read = store.prepare('SELECT folderId, machineHash, hostHash, sequence, facts, era, lastActAt FROM custody');
    this.#adopt = store.prepare(
      `UPDATE custody SET machineHash = ?, hostHash = ?,
        sequence = max(sequence, ?), facts = max(facts, ?), era = max(era, ?)`,
    );
    this.#count = store.prepare('UPDATE custody SET sequence = sequence + ?, lastActAt = max(ifnull(lastActAt, 0), ?)');
    this.#spans = store.prepare('SELECT spanId, kind, missing, most, fromAt, untilAt FROM custodySpan ORDER BY spanId');
    this.#addSpan = store.prepare('INSERT INTO custodySpan (kind, missing, most, fromAt) VALUES (?, ?, ?, ?)');
    this.#addFactSpan = store.prepare('INSERT INTO factSpan (kind, missing, fromAt) VALUES (?, ?, ?)');
    this.#endSpans = store.prepare('UPDATE custodySpan SET untilAt = max(fromAt, ?) WHERE untilAt IS NULL');
  }

  read(): StoredCustody {
    const row = this.#read.get();
    if (row === undefined) throw new Error('the data folder has no custody');
    return { ...row, hostHash: row.hostHash ?? '', isAdopted: row.hostHash !== null };
  }

  /** @throws StoreError as the store does; so do the others */
  adopt({ machineHash, hostHash }: MachineId, atLeast: CustodyCounts): void {
    this.#adopt.run(machineHash, hostHash, atLeast.sequence, atLeast.facts, atLeast.era);
  }

  countAct(at: number, weight: number): void {
    this.#count.run(weight, Math.floor(at));
  }

  spans(): readonly CustodySpan[] {
    return this.#spans.all();
  }

  addSpan(span: NewSpan & Pick<CustodySpan, 'most'>): void {
    this.#addSpan.run(span.kind, span.missing, span.most, Math.floor(span.fromAt));
  }

  addFactSpan(span: NewSpan): void {
    this.#addFactSpan.run(span.kind, span.missing, Math.floor(span.fromAt));
  }

  /** Spans that had no end yet end now. */
  endSpans(at: number): void {
    this.#endSpans.run(Math.ceil(at));
  }
}
