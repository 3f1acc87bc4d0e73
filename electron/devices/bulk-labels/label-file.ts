import Papa from 'papaparse';
import { labelRowsLimit, type LabelEncoding, type LabelPlan } from '../../contract/bulk-labels.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import { decodeFile } from './file-encoding.ts';
import { guardCell, releaseCell } from './formula-guard.ts';
import { columnOf, headingOf, tagSeparator, type ColumnKey } from './label-columns.ts';

/** A row as it stands in the file; a column that the file does not have is missing. */
export interface FileRow {
  /** As a spreadsheet counts rows, from 1, with the heading; one that spans lines of the file is one. */
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

/** The first bytes of the files that spreadsheets save when they are not asked for CSV. */
const workbookMarks = [Buffer.from('504b0304', 'hex'), Buffer.from('d0cf11e0', 'hex')];

/**
 * Reads a label file. `csv-unreadable` with the rule: `workbook` (no CSV at all), `empty`, `no-key-column` (neither phone
 * id, serial nor number), `nothing-to-change` (no column that can be written), `repeated-column`, `too-many-rows`.
 */
export function readLabelFile(bytes: Uint8Array, encoding: LabelEncoding): Outcome<LabelFile> {
  if (workbookMarks.some((mark) => mark.equals(bytes.subarray(0, mark.length)))) return unreadable('workbook');
  const decoded = decodeFile(bytes, encoding);
  const { headings, rows } = readTable(decoded.text);
  if (rows.length === 0) return unreadable('empty');
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
  const ignoredColumns = headings.filter((heading, at) => columns[at] === null && heading.trim() !== '');
  const read = rows.map(({ line, cells, isBroken }): FileRow => ({
    line,
    cells: nameCells(cells, columns),
    isBroken: isBroken || cells.slice(columns.length).some((cell) => cell.trim() !== ''),
  }));
  return succeed({ encoding: decoded.encoding, rows: read, ignoredColumns });
}

const delimiters = [',', '\t', ';'] as const;

/** What parts the headings into most columns that are known; tags have semicolons of their own. */
function delimiterOf(text: string): string {
  const [heading = ''] = text.trimStart().split('\n', 1);
  const knownBy = (delimiter: string): number =>
    heading.split(delimiter).filter((cell) => columnOf(cell.replaceAll('"', '')) !== null).length;
  const [best] = delimiters.toSorted((one, other) => knownBy(other) - knownBy(one));
  return best ?? ',';
}

interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly isBroken: boolean;
}

/** Excel writes the separator into a line of its own before everything else. */
const separatorLine = /^sep=(.)\r?\n/;

/** The rows as a spreadsheet counts them; empty ones are left out, but count. */
function readTable(text: string): { readonly headings: readonly string[]; readonly rows: readonly TableRow[] } {
  const told = separatorLine.exec(text);
  const table = told === null ? text : text.slice(told[0].length);
  const parsed = Papa.parse<string[]>(table, { delimiter: told?.[1] ?? delimiterOf(table) });
  const broken = new Set(parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  const firstLine = told === null ? 1 : 2;
  const all = parsed.data.map((cells, at) => ({ line: firstLine + at, cells, isBroken: broken.has(at) }));
  const [head, ...rows] = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return { headings: head?.cells ?? [], rows };
}

/** A number alone names the phone; beside another key it can be changed. */
function isWritable(column: ColumnKey, hasOtherKey: boolean): boolean {
  return column === 'label' || column === 'tags' || column === 'note' || (column === 'number' && hasOtherKey);
}

function nameCells(cells: readonly string[], columns: readonly (ColumnKey | null)[]): FileRow['cells'] {
  const named: Partial<Record<ColumnKey, string>> = {};
  for (const [at, column] of columns.entries()) {
    if (column !== null) named[column] = releaseCell((cells[at] ?? '').replaceAll('\r\n', '\n').trim()).trim();
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
  const rows = phones.map((phone) => columns.map((column) => guardCell(cellOf(phone, column))));
  const fields = columns.map((column) => headingOf(column, language));
  const text = Papa.unparse({ fields, data: rows }, { newline: '\r\n' });
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
