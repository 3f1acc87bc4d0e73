import { textParamsSchema } from '../contract/phones.ts';
import type { Parameter } from '../store/store.ts';
import { ChainFollower, type ChainCheck } from './audit-chain.ts';

/** A line as its table holds it: parameters are still JSON. */
export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly operatorId: string | null;
  readonly operatorName: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly params: string;
  readonly hash: string;
}

/** The part of a store that verification needs; the worker's read-only one has it too. */
export interface AuditSource {
  prepare<P extends readonly Parameter[], R>(
    sql: string,
  ): { all(...parameters: P): R[]; get(...parameters: P): R | undefined };
}

const pageSize = 1_000;

/** Checks the whole chain as stored. Reads in pages; a row that cannot even be read as a line breaks the chain there. */
export function verifyAuditChain(source: AuditSource): ChainCheck {
  const page = source.prepare<[number, number], AuditRow>('SELECT * FROM auditLine WHERE seq > ? ORDER BY seq LIMIT ?');
  const highest = source.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'auditLine'").get();
  const follower = new ChainFollower();
  let afterSeq = 0;
  for (;;) {
    const rows = page.all(afterSeq, pageSize);
    for (const row of rows) {
      if (!follower.push({ ...row, params: readParams(row.params) ?? {} })) return follower.finish(0);
      afterSeq = row.seq;
    }
    if (rows.length < pageSize) return follower.finish(highest?.seq ?? 0);
  }
}

/** Null when the stored text is no parameter record. */
export function readParams(text: string): Record<string, string | number | boolean | null> | null {
  try {
    const parsed = textParamsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
