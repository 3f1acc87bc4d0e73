import { listRowsLimit, type ListEntry, type ListSource } from '../../contract/people-lists.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { readTable } from '../../tables/read-table.ts';
import { writeTable } from '../../tables/write-table.ts';
import { listWordOf, type WrittenRow } from './list-rows.ts';

export interface ReadRows {
  readonly rows: readonly WrittenRow[];
  readonly ignoredColumns: readonly string[];
}

/** What the columns are called in a file, in any of these words. */
const headings = {
  name: ['姓名', '名字', '昵称', '成员', 'name'],
  note: ['备注', '说明', 'note'],
  list: ['名单', 'list'],
} as const;
type Column = keyof typeof headings;

const maxColumns = 30;

/**
 * The rows of a text or a file. `csv-unreadable` with a rule that begins with `lists-`: `empty`, `no-name-column`, `repeated-column`,
 * `too-many-rows`, `too-many-columns`, `too-large`, `workbook-damaged`.
 */
export async function readRows(source: ListSource): Promise<Outcome<ReadRows>> {
  return source.kind === 'text' ? readLines(source.text) : readFile(Buffer.from(source.content, 'base64'));
}

function readLines(text: string): Outcome<ReadRows> {
  const rows = text.split(/\r\n|\r|\n/u).flatMap((line, index): WrittenRow[] => {
    if (line.trim() === '') return [];
    const [name = '', ...notes] = line.split('\t');
    return [{ line: index + 1, name, note: notes.join(' '), list: null, isBroken: false }];
  });
  if (rows.length === 0) return unreadable('empty');
  if (rows.length > listRowsLimit) return unreadable('too-many-rows', { limit: listRowsLimit });
  return succeed({ rows, ignoredColumns: [] });
}

async function readFile(bytes: Uint8Array): Promise<Outcome<ReadRows>> {
  const table = await readTable(bytes, { maxRows: listRowsLimit, maxColumns });
  if (!table.ok) {
    const { rule = '', ...detail } = table.error.detail ?? {};
    return fail('csv-unreadable', table.error.message, { ...detail, rule: `lists-${String(rule)}` });
  }
  const columns = table.value.headings.map(columnOf);
  const known = columns.filter((column) => column !== null);
  if (!known.includes('name')) return unreadable('no-name-column');
  if (new Set(known).size < known.length) return unreadable('repeated-column');
  const cellOf = (cells: readonly string[], column: Column): string | null => {
    const at = columns.indexOf(column);
    return at < 0 ? null : (cells[at] ?? '');
  };
  const rows = table.value.rows.map(({ line, cells, isBroken }) => ({
    line,
    name: cellOf(cells, 'name') ?? '',
    note: cellOf(cells, 'note') ?? '',
    list: cellOf(cells, 'list'),
    isBroken,
  }));
  const ignoredColumns = table.value.headings.filter((heading, at) => columns[at] === null && heading !== '');
  return succeed({ rows, ignoredColumns });
}

function columnOf(heading: string): Column | null {
  const word = heading.trim().toLowerCase();
  const columns = ['name', 'note', 'list'] as const;
  return columns.find((column) => headings[column].some((known) => known === word)) ?? null;
}

function unreadable(rule: string, detail: Readonly<Record<string, string | number>> = {}): Outcome<never> {
  return fail('csv-unreadable', 'the rows cannot be read', { rule: `lists-${rule}`, ...detail });
}

/** A file that an import takes back. */
export function writeList(entries: readonly ListEntry[], language: 'zh-CN' | 'en'): Promise<Buffer> {
  const place = language === 'en' ? 'en' : 'zh';
  const named = entries.filter(({ isErased }) => !isErased);
  const heads =
    place === 'en' ? ['list', 'name', 'note', 'added by', 'added at'] : ['名单', '姓名', '备注', '添加人', '添加时间'];
  const rows = named.map(({ list, name, note, addedBy, addedAt }) => {
    return [listWordOf(list, language), name, note, addedBy, new Date(addedAt).toISOString()];
  });
  return writeTable({ headings: heads, rows }, 'csv');
}
