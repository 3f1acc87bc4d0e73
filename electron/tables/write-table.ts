import Papa from 'papaparse';
import writeWorkbook from 'write-excel-file/node';
import { neutraliseCell } from './table-bytes.ts';

export interface WrittenTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type TableFormat = 'csv' | 'xlsx';

/** A table as a file that a spreadsheet opens and runs nothing of. CSV is UTF-8 with BOM; XLSX holds texts only. */
export async function writeTable({ headings, rows }: WrittenTable, format: TableFormat): Promise<Buffer> {
  const safe = [headings, ...rows].map((row) => row.map(neutraliseCell));
  if (format === 'csv') return Buffer.from(`\uFEFF${Papa.unparse(safe, { newline: '\r\n' })}\r\n`, 'utf8');
  const cells = safe.map((row, at) =>
    row.map((value) => ({ value, type: String, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) })),
  );
  return writeWorkbook(cells).toBuffer();
}
