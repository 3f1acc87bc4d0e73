import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { labelRowsLimit, type LabelPlan } from '../../contract/bulk-labels.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import { columnOf, headingOf, tagSeparator, type ColumnKey } from './label-columns.ts';

/** A row as it stands in the file; a column that the file does not have is missing. */
export interface FileRow {
  /** Counted from 1 with the heading; of a row that spans lines, its place among the rows. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<ColumnKey, string>>>;
  /** The table is damaged here: a quote that never ends, or more cells than headings. */
  readonly isBroken: boolean;
}

export interface LabelFile {
  readonly encoding: LabelPlan['encoding'];
  readonly rows: readonly FileRow[];
  readonly ignoredColumns: readonly string[];
}

/** What a spreadsheet would take for a formula; written with an apostrophe before it, which is taken off when read. */
const formulaStart = /^[=+\-@\t\r]/;
const escapedFormula = /^'(?=[=+\-@\t\r])/;

/** The bytes as text: by BOM, else UTF-8 where that is without fault, else GBK (GB 18030), as Chinese spreadsheets save. */
export function decodeFile(bytes: Uint8Array): { readonly text: string; readonly encoding: LabelPlan['encoding'] } {
  const buffer = Buffer.from(bytes);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return { text: iconv.decode(buffer, 'utf-16le'), encoding: 'utf-16' };
  const hasMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return { text, encoding: hasMark ? 'utf-8-bom' : 'utf-8' };
  } catch {
    return { text: iconv.decode(buffer, 'gb18030'), encoding: 'gbk' };
  }
}

/**
 * Reads a label file. `csv-unreadable` with the rule: `empty`, `no-key-column` (neither phone id, serial nor number),
 * `nothing-to-change` (no column that can be written), `repeated-column`, `too-many-rows`.
 */
export function readLabelFile(bytes: Uint8Array): Outcome<LabelFile> {
  const { text, encoding } = decodeFile(bytes);
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const [headings, ...rows] = parsed.data;
  if (headings === undefined || rows.length === 0) return unreadable('empty');
  if (rows.length > labelRowsLimit) return unreadable('too-many-rows', { limit: labelRowsLimit });
  const columns = headings.map(columnOf);
  const known = columns.filter((column) => column !== null);
  if (new Set(known).size < known.length) return unreadable('repeated-column');
  if (!known.some((column) => column === 'phoneId' || column === 'serial' || column === 'number')) {
    return unreadable('no-key-column');
  }
  const hasOtherKey = known.includes('phoneId') || known.includes('serial');
  const writable = known.filter((column) => isWritable(column, hasOtherKey));
  if (writable.length === 0) return unreadable('nothing-to-change');
  const broken = new Set(parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  const ignoredColumns = headings.filter((heading, at) => columns[at] === null && heading.trim() !== '');
  const read = rows.map((cells, at): FileRow => ({
    line: at + 2,
    cells: nameCells(cells, columns),
    isBroken: broken.has(at + 1) || cells.slice(columns.length).some((cell) => cell.trim() !== ''),
  }));
  return succeed({ encoding, rows: read, ignoredColumns });
}

/** A number alone names the phone; beside another key it can be changed. */
function isWritable(column: ColumnKey, hasOtherKey: boolean): boolean {
  return column === 'label' || column === 'tags' || column === 'note' || (column === 'number' && hasOtherKey);
}

function nameCells(cells: readonly string[], columns: readonly (ColumnKey | null)[]): FileRow['cells'] {
  const named: Partial<Record<ColumnKey, string>> = {};
  for (const [at, column] of columns.entries()) {
    if (column !== null) named[column] = (cells[at] ?? '').replaceAll('\r\n', '\n').trim().replace(escapedFormula, '');
  }
  return named;
}

function unreadable(rule: string, detail: Readonly<Record<string, number>> = {}): Outcome<never> {
  return fail('csv-unreadable', 'the file is no label table', { rule, ...detail });
}

/** All phones as a file that a spreadsheet opens: UTF-8 with BOM, cells that look like formulas made harmless. */
export function writeLabelFile(
  phones: readonly Phone[],
  { language, hasSerials }: { readonly language: Settings['language']; readonly hasSerials: boolean },
): Buffer {
  const columns: readonly ColumnKey[] = hasSerials
    ? ['phoneId', 'serial', 'number', 'label', 'tags', 'note', 'model']
    : ['phoneId', 'number', 'label', 'tags', 'note', 'model'];
  const rows = phones.map((phone) => columns.map((column) => cellOf(phone, column)));
  const fields = columns.map((column) => headingOf(column, language));
  const text = Papa.unparse({ fields, data: rows }, { escapeFormulae: formulaStart, newline: '\r\n' });
  return Buffer.from(`\uFEFF${text}\r\n`, 'utf8');
}

export function cellOf(phone: Phone, column: ColumnKey): string {
  switch (column) {
    case 'phoneId':
      return phone.phoneId;
    case 'serial':
      return phone.facts.hardwareSerial ?? '';
    case 'number':
      return phone.number === null ? '' : String(phone.number);
    case 'label':
      return phone.label;
    case 'tags':
      return phone.tags.join(tagSeparator);
    case 'note':
      return phone.note;
    case 'model':
      return phone.facts.marketName ?? phone.facts.model ?? '';
  }
}
