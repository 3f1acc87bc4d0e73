import { z } from 'zod';
import { faultReadingSchema, type FaultReading } from '../../contract/faults.ts';
import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import type { Statement, Store } from '../../store/store.ts';

interface ReadingRow {
  readonly readingId: string;
  readonly cause: string;
  readonly confidence: string;
  readonly subject: string;
  readonly facts: string;
  readonly phoneIds: string;
  readonly fromAt: number;
  readonly toAt: number | null;
}

/** Oldest ends go when more than this are over. */
const keptReadings = 5_000;
const lastReading = { toAt: Number.MAX_SAFE_INTEGER, readingId: '' };
const json = z.string().transform((text): unknown => JSON.parse(text));
const rowSchema = z.object({ subject: json, facts: json, phoneIds: json });

/** Keeps the readings. Throws `StoreError` as the store does. */
export class ReadingStore {
  readonly #save: Statement<[Readonly<Record<string, string | number | null>>], never>;
  readonly #open: Statement<[], ReadingRow>;
  readonly #trim: Statement<[number], never>;
  readonly #page: Statement<[number, number, string, number], ReadingRow>;

  constructor(store: Store) {
    this.#save = store.prepare(`INSERT INTO faultReading
      (readingId, cause, confidence, subject, facts, phoneIds, fromAt, seenAt, toAt)
      VALUES (@readingId, @cause, @confidence, @subject, @facts, @phoneIds, @fromAt, @seenAt, @toAt)
      ON CONFLICT (readingId) DO UPDATE SET confidence = excluded.confidence, facts = excluded.facts,
        phoneIds = excluded.phoneIds, seenAt = excluded.seenAt, toAt = excluded.toAt`);
    this.#open = store.prepare(`SELECT readingId, cause, confidence, subject, facts, phoneIds, fromAt, toAt
      FROM faultReading WHERE toAt IS NULL ORDER BY fromAt, readingId`);
    this.#trim = store.prepare(`DELETE FROM faultReading WHERE readingId IN
      (SELECT readingId FROM faultReading WHERE toAt IS NOT NULL ORDER BY toAt DESC, readingId DESC LIMIT -1 OFFSET ?)`);
    this.#page = store.prepare(`SELECT readingId, cause, confidence, subject, facts, phoneIds, fromAt, toAt
      FROM faultReading WHERE toAt IS NOT NULL AND (toAt < ? OR (toAt = ? AND readingId < ?))
      ORDER BY toAt DESC, readingId DESC LIMIT ?`);
  }

  /** @param seenAt when the reading last held */
  save(reading: FaultReading, seenAt: number): void {
    const { readingId, cause, confidence, subject, facts, phoneIds, fromAt, toAt } = reading;
    this.#save.run({
      readingId,
      cause,
      confidence,
      fromAt,
      toAt,
      subject: JSON.stringify(subject),
      facts: JSON.stringify(facts),
      phoneIds: JSON.stringify(phoneIds),
      seenAt,
    });
    if (reading.toAt !== null) this.#trim.run(keptReadings);
  }

  /**
   * What an earlier run left open: whether it still holds is for this one to find out, and unknown from `now` on. What it cannot
   * read, as a cause of a newer version, is left out.
   */
  leftovers(now: number): FaultReading[] {
    return this.#open.all().flatMap((row) => {
      const read = faultReadingSchema.safeParse({ ...row, ...rowSchema.parse(row), unknownSinceAt: now });
      return read.success ? [read.data] : [];
    });
  }

  page({ before, limit }: ProcedureInput<'faults.history'>): ProcedureOutput<'faults.history'> {
    const { toAt, readingId } = before ?? lastReading;
    const rows = this.#page.all(toAt, toAt, readingId, limit + 1);
    return { readings: rows.slice(0, limit).map(readRow), hasMore: rows.length > limit };
  }
}

function readRow(row: ReadingRow): FaultReading {
  return faultReadingSchema.parse({ ...row, ...rowSchema.parse(row), unknownSinceAt: null });
}
