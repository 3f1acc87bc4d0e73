import { z } from 'zod';

export const labelFields = ['number', 'label', 'tags', 'note'] as const;
export type LabelField = (typeof labelFields)[number];

/** How a file without a mark is read; `auto` finds out. */
export const labelEncodings = ['auto', 'utf-8', 'gbk'] as const;
export type LabelEncoding = (typeof labelEncodings)[number];

/**
 * Why a row cannot be applied. Params: `unknown-phone` key; `mangled-serial` key (a spreadsheet made a number of it);
 * `ambiguous-serial` key; `no-key` none; `repeated` line of the first row for that phone; `number-invalid` value;
 * `number-taken` number, by (the number's holder); `too-long` field, length, limit; `hidden-character` field;
 * `too-many-tags` count, limit; `broken-row` none (the table itself is damaged there).
 */
export const rowProblemCodes = [
  'no-key',
  'unknown-phone',
  'mangled-serial',
  'ambiguous-serial',
  'repeated',
  'number-invalid',
  'number-taken',
  'too-long',
  'hidden-character',
  'too-many-tags',
  'broken-row',
] as const;
export type RowProblemCode = (typeof rowProblemCodes)[number];

const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

export const labelRowSchema = z.strictObject({
  /** Line in the file, counted from 1 with the heading. */
  line: z.number().int(),
  phoneId: z.string().nullable(),
  /** What the phone is called now; the row's own key where no phone was found. */
  name: z.string(),
  verdict: z.enum(['change', 'unchanged', 'wrong']),
  changes: z.array(z.strictObject({ field: z.enum(labelFields), before: z.string(), after: z.string() })),
  problems: z.array(z.strictObject({ code: z.enum(rowProblemCodes), params: paramsSchema })),
});
export type LabelRow = z.infer<typeof labelRowSchema>;

export const labelPlanSchema = z.strictObject({
  encoding: z.enum(['utf-8', 'utf-8-bom', 'utf-16', 'gbk']),
  rows: z.array(labelRowSchema),
  changeCount: z.number().int(),
  unchangedCount: z.number().int(),
  wrongCount: z.number().int(),
  /** Columns that are not read, by their heading. */
  ignoredColumns: z.array(z.string()),
  /** Names this very plan: applying is refused once the file or the desk would give another. */
  fingerprint: z.string(),
});
export type LabelPlan = z.infer<typeof labelPlanSchema>;

export const labelRowsLimit = 1_000;
/** Of a file that is read. */
export const labelFileMaxBytes = 180_000;
/** A CSV file as base64. */
const contentMaxLength = Math.ceil(labelFileMaxBytes / 3) * 4;
const content = z.base64().min(1).max(contentMaxLength);
const encoding = z.enum(labelEncodings);

export const bulkLabelProcedures = {
  /** A CSV of all phones; with BOM, so that spreadsheets read it as UTF-8. Serials only when asked for. */
  'labels.export': {
    input: z.strictObject({ hasSerials: z.boolean(), path: z.string().min(1).max(4096).nullable() }),
    output: z.strictObject({ path: z.string().nullable(), rowCount: z.number().int() }),
  },
  /** What applying the file would do, row by row; nothing is changed. `csv-unreadable` when it is no such table. */
  'labels.preview': { input: z.strictObject({ content, encoding }), output: labelPlanSchema },
  /**
   * Applies the previewed plan in one transaction. With a wrong row nothing is applied (`csv-unreadable`, `rows-wrong`)
   * unless the operator wants the good rows only; `changed-since` when the plan would be another by now.
   */
  'labels.apply': {
    input: z.strictObject({
      content,
      encoding,
      fingerprint: z.string().min(1).max(100),
      onlyGoodRows: z.boolean(),
    }),
    output: z.strictObject({ changedCount: z.number().int(), leftOutCount: z.number().int() }),
  },
} as const;
