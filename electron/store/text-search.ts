import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadOnlyStore } from './read-only-store.ts';

type Values = Readonly<Record<string, string>>;

/** In how many rows of which tables a text stands, whatever column it is in. Tables without it are left out. */
export function countRowsWith(store: Pick<ReadOnlyStore, 'prepare'>, text: string): Readonly<Record<string, number>> {
  const columns = store
    .prepare<[], { table: string; column: string }>(
      `SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND c.type = 'TEXT'`,
    )
    .all();
  const tables = Map.groupBy(columns, ({ table }) => table);
  const json = JSON.stringify(text).slice(1, -1);
  const counts = [...tables].map(([table, found]) => {
    const isIn = found
      .map(({ column }) => `instr("${column}", @text) > 0 OR instr("${column}", @json) > 0`)
      .join(' OR ');
    const counting = store.prepare<[Values], { n: number }>(`SELECT count(*) AS n FROM "${table}" WHERE ${isIn}`);
    const [row] = counting.all({ text, json });
    return [table, row?.n ?? 0] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** A text shorter than this, in bytes, stands in any large file by chance. */
export const provableBytes = 6;

/** What a text may look like in a file: as UTF-8, plain or inside JSON, and as UTF-16. */
function spellingsOf(text: string): readonly Buffer[] {
  const json = JSON.stringify(text).slice(1, -1);
  const utf16 = Buffer.from(text, 'utf16le');
  return [Buffer.from(text, 'utf8'), Buffer.from(json, 'utf8'), utf16, Buffer.from(utf16).swap16()];
}

export interface FileSearch {
  /** Names of folders in which nothing is looked at. */
  readonly without: readonly string[];
}

/** Which files below a folder hold the text in their bytes, as paths below it, and how many were looked at. Unreadable files count as holding it. */
export async function findFilesWith(
  folder: string,
  text: string,
  { without }: FileSearch,
): Promise<{ readonly searchedCount: number; readonly found: readonly string[] }> {
  const spellings = spellingsOf(text);
  const left = new Set(without);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !left.has(path.split('/')[0] ?? ''));
  const found: string[] = [];
  for (const path of files) if (await holds(join(folder, path), spellings)) found.push(path);
  return { searchedCount: files.length, found };
}

/** Reads piece by piece; the end of each piece is looked at again with the next one. */
async function holds(path: string, spellings: readonly Buffer[]): Promise<boolean> {
  const overlap = Math.max(...spellings.map(({ byteLength }) => byteLength)) - 1;
  let rest = Buffer.alloc(0);
  try {
    for await (const piece of createReadStream(path)) {
      const read = Buffer.concat([rest, Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece))]);
      if (spellings.some((spelling) => read.includes(spelling))) return true;
      rest = read.subarray(Math.max(0, read.byteLength - overlap));
    }
    return false;
  } catch (failure) {
    // A file that went away meanwhile holds nothing.
    return !(failure instanceof Error && 'code' in failure && failure.code === 'ENOENT');
  }
}
