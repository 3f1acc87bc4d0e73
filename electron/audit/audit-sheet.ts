import Papa from 'papaparse';
import { z } from 'zod';
import { auditFilterSchema } from '../contract/audit.ts';
import { filteredBy, valuesOf, type FilterValues } from './audit-filter.ts';
import type { AuditRow, AuditSource } from './audit-verification.ts';

/** The name under which the worker's entry offers `writeAuditSheet`. */
export const auditSheetTask = 'audit.sheet';

export const auditSheetSchema = z.strictObject({ text: z.string(), lineCount: z.number().int() });
export type AuditSheet = z.output<typeof auditSheetSchema>;

const orderSchema = z.strictObject({ filter: auditFilterSchema });

/** What a spreadsheet would take for a formula; an apostrophe before it makes it a text. */
const formulaStart = /^[=+\-@\t\r]/;

const fields = ['seq', 'at', 'operator', 'action', 'subject', 'params', 'hash'] as const;

/** The wanted lines as a file that a spreadsheet opens: codes as they are stored, times in ISO form, no cell a formula. */
export function writeAuditSheet(source: AuditSource, input: unknown): AuditSheet {
  const { filter } = orderSchema.parse(input);
  const rows = source
    .prepare<[FilterValues], AuditRow>(`SELECT * FROM auditLine WHERE ${filteredBy} ORDER BY seq`)
    .all(valuesOf(filter));
  const data = rows.map(({ seq, at, operatorName, action, subject, params, hash }) => [
    String(seq),
    new Date(at).toISOString(),
    operatorName ?? '',
    action,
    subject ?? '',
    params,
    hash,
  ]);
  const text = Papa.unparse({ fields: [...fields], data }, { escapeFormulae: formulaStart, newline: '\r\n' });
  return { text: `\uFEFF${text}\r\n`, lineCount: rows.length };
}
