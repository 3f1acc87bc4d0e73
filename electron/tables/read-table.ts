import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { decodeText, isWorkbook, restoreCell, type TableEncoding } from './table-bytes.ts';

/** A row as it stands in the file. */
export interface TableRow {
  /**
   * Its place in the file as a spreadsheet counts it: from 1, empty rows included. A row whose cells hold line ends counts as
   * one.
   */
  readonly line: number;
  readonly cells: readonly string[];
  /** The table is damaged here: a quote that never ends, or more cells than headings. */
  readonly isBroken: boolean;
}

export interface Table {
  readonly encoding: TableEncoding;
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableLimits {
  readonly maxRows: number;
  readonly maxColumns: number;
}

/** What a workbook may unpack to: a small file of zeros is a large table. */
const maxWorkbookBytes = 4 * 1024 * 1024;

/**
 * Reads a CSV file (UTF-8, UTF-16, GBK) or the first sheet of an XLSX workbook. Cells are texts: numbers of a workbook as a
 * person would type them. `csv-unreadable` with the rule: `empty`, `too-large`, `too-many-rows`, `too-many-columns`,
 * `workbook-damaged`.
 */
export async function readTable(bytes: Uint8Array, limits: TableLimits): Promise<Outcome<Table>> {
  const read = isWorkbook(bytes) ? await readWorkbook(bytes) : succeed(readText(bytes));
  if (!read.ok) return read;
  const { broken, encoding } = read.value;
  const [first, ...others] = read.value.rows
    .map((cells, place) => ({ cells, place }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const headings = first?.cells;
  if (headings === undefined || others.length === 0) return unreadable('empty');
  if (others.length > limits.maxRows) return unreadable('too-many-rows', { limit: limits.maxRows });
  if (headings.length > limits.maxColumns) return unreadable('too-many-columns', { limit: limits.maxColumns });
  const tableRows = others.map(({ cells, place: at }): TableRow => {
    const isTooWide = cells.slice(headings.length).some((cell) => cell.trim() !== '');
    return {
      line: at + 1,
      cells: headings.map((_, place) => cleanCell(cells[place])),
      isBroken: isTooWide || broken.has(at),
    };
  });
  return succeed({ encoding, headings: headings.map((heading) => heading.trim()), rows: tableRows });
}

interface RawTable {
  /** Empty ones among them. */
  readonly rows: readonly (readonly string[])[];
  /** Places of the rows, from 0, in which a quote never ends. */
  readonly broken: ReadonlySet<number | undefined>;
  readonly encoding: TableEncoding;
}

function readText(bytes: Uint8Array): RawTable {
  const { text, encoding } = decodeText(bytes);
  // Empty rows are kept, for the numbers of the others, but would mislead the search for what parts the cells.
  const { delimiter } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', preview: 10 }).meta;
  const parsed = Papa.parse<string[]>(text, { delimiter });
  const broken = new Set(parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  return { rows: parsed.data, broken, encoding };
}

async function readWorkbook(bytes: Uint8Array): Promise<Outcome<RawTable>> {
  if (bytes.length > maxWorkbookBytes) return unreadable('too-large', { limitBytes: maxWorkbookBytes });
  try {
    // Numbers stay the texts that they are in the file: 007 typed as a text must not become 7.
    const sheet = await readSheet<string>(Buffer.from(bytes), { trim: false, parseNumber: (text) => text });
    const rows = sheet.map((row) => row.map((cell) => (cell === null ? '' : textOf(cell))));
    return succeed({ rows, broken: new Set(), encoding: 'xlsx' });
  } catch (cause) {
    return unreadable('workbook-damaged', { cause: cause instanceof Error ? cause.message.slice(0, 120) : '' });
  }
}

function textOf(cell: unknown): string {
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

function cleanCell(cell: string | undefined): string {
  return restoreCell((cell ?? '').replaceAll('\r\n', '\n').trim());
}

function unreadable(rule: string, detail: Readonly<Record<string, number | string>> = {}): Outcome<never> {
  return fail('csv-unreadable', 'the file is no table that can be read', { rule, ...detail });
}
