import { z } from 'zod';
import type { ReadOnlyStore } from '../../store/read-only-store.ts';

export const databaseFactsSchema = z.object({
  ladderVersion: z.number(),
  tables: z.array(z.object({ name: z.string(), rowCount: z.number() })),
});
export type DatabaseFacts = z.infer<typeof databaseFactsSchema>;

/** The name under which the threads of both databases offer `readDatabaseFacts`. */
export const databaseFactsTask = 'reports.databaseFacts';

/** How many rows each table has: numbers only, no row of it. Counts through every table, so it belongs in a thread. */
export function readDatabaseFacts(store: Pick<ReadOnlyStore, 'prepare'>): DatabaseFacts {
  const names = store
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .map(({ name }) => name)
    .toSorted();
  const [version] = store.prepare<[], { user_version: number }>('PRAGMA user_version').all();
  const tables = names.map((name) => {
    const [counted] = store
      .prepare<[], { rowCount: number }>(`SELECT count(*) AS rowCount FROM "${name.replaceAll('"', '""')}"`)
      .all();
    return { name, rowCount: counted?.rowCount ?? 0 };
  });
  return { ladderVersion: version?.user_version ?? 0, tables };
}
