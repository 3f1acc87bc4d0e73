import { blankJson, blankText, type TextChange } from './erased-text.ts';

export type Cell = string | number | null;
export type TextRow = Readonly<Record<string, Cell>>;

/** A table of the ledger whose rows may name a person. In its conditions a row is `t`. */
export interface TextTable {
  readonly table: string;
  readonly keys: readonly string[];
  readonly texts: readonly string[];
  readonly jsons: readonly string[];
  /** Nothing is done by the row any more, and nobody has to settle it. */
  readonly isSettled: string;
  /** What is set besides the blanked columns; null where there is nothing. */
  readonly also: string | null;
  /** Texts that may only go as a whole. */
  readonly isDropped: boolean;
}

const overJob = "IN ('over', 'cancelled')";
const overItem = "IN ('done', 'skipped', 'failed', 'cancelled', 'planned')";
const ofItem = `EXISTS (SELECT 1 FROM jobItem i JOIN job j USING (jobId)
  WHERE i.itemId = t.itemId AND j.state ${overJob} AND i.state ${overItem})`;
const ofAttempt = `EXISTS (SELECT 1 FROM jobAttempt a JOIN jobItem i USING (itemId) JOIN job j USING (jobId)
  WHERE a.attemptId = t.attemptId AND j.state ${overJob} AND i.state ${overItem})`;
const plain = { jsons: [], also: null, isDropped: false } as const;

export const textTables: readonly TextTable[] = [
  { ...plain, table: 'job', keys: ['jobId'], texts: ['title'], jsons: ['payload'], isSettled: `t.state ${overJob}` },
  {
    ...plain,
    table: 'jobItem',
    keys: ['itemId'],
    texts: ['itemKey', 'name', 'before', 'after', 'reads'],
    jsons: ['subject', 'detail'],
    isSettled: ofItem,
    // A failed row could be tried again, with a text that is no group's name any more.
    also: "code = iif(state = 'failed', 'person-erased', code)",
  },
  { ...plain, table: 'jobAttempt', keys: ['attemptId'], texts: ['reads'], jsons: ['detail'], isSettled: ofItem },
  { ...plain, table: 'attemptLine', keys: ['attemptId', 'seq'], texts: ['text'], isSettled: ofAttempt },
  { ...plain, table: 'attemptNote', keys: ['attemptId', 'code'], texts: [], jsons: ['fault'], isSettled: ofAttempt },
  // Results are append-only: what they read is blanked and never rewritten.
  {
    ...plain,
    table: 'jobResult',
    keys: ['resultId'],
    texts: ['reads', 'note'],
    isSettled: ofItem,
    also: "reads = NULL, note = ''",
    isDropped: true,
  },
];

/** What a row's columns become, and which texts that changes; none where the name stands in nothing that may change. */
export function blankRow(
  { texts, jsons, isDropped }: TextTable,
  row: TextRow,
  name: string,
): { readonly columns: Readonly<Record<string, string>>; readonly changes: readonly TextChange[] } {
  const columns: Record<string, string> = {};
  const changes: TextChange[] = [];
  for (const column of texts) {
    const before = row[column];
    if (typeof before !== 'string' || !before.includes(name)) continue;
    const after = isDropped ? null : blankText(before, name);
    if (after !== null) columns[column] = after;
    changes.push({ before, after });
  }
  for (const column of jsons) {
    const before = row[column];
    if (typeof before !== 'string') continue;
    const blanked = blankJson(before, name);
    if (blanked.changes.length === 0) continue;
    columns[column] = blanked.json;
    changes.push(...blanked.changes);
  }
  return { columns, changes };
}
