import { isAbsolute, relative } from 'node:path';
import { z } from 'zod';
import { PersonTexts } from '../../jobs/store/person-texts.ts';
import { rewriteBackups } from '../../store/backup-rewrite.ts';
import type { StoreTask } from '../../store/task-loop.ts';
import { countRowsWith, findFilesWith, provableBytes } from '../../store/text-search.ts';
import { countedSchema } from './look-task.ts';
import { PersonRecords } from './person-records.ts';

/** The name under which the worker's entry offers `eraseCopies`. */
export const eraseCopiesTask = 'memberData.eraseCopies';

const orderSchema = z.strictObject({
  name: z.string().min(1),
  /** Whether more than rosters is gone through; decided by the open database, for a backup may hold another roster. */
  hasTexts: z.boolean(),
  /** The open database, and what its tables are: backups of other tables are not touched. */
  file: z.string(),
  version: z.number().int(),
  /** Every folder in which the console keeps files. */
  folders: z.array(z.string()),
});

const filesSchema = z.strictObject({ searchedCount: z.number().int(), found: z.array(z.string()) });

export const copiesSchema = z.strictObject({
  rewrittenCount: z.number().int(),
  keptAt: z.array(z.number().nullable()),
  /** Rows of the database in which the name still stands, by table. */
  rest: countedSchema,
  /** Null for a name that is too short to be told from chance. */
  files: filesSchema.nullable(),
});
export type ErasedCopies = z.output<typeof copiesSchema>;

/** Pictures hold no text, and those of the person are gone by then. */
const picturesFolder = 'evidence';

/** After an erasure: the same in every backup, and then what is left of the name, in the database and in all files' bytes. */
export const eraseCopies: StoreTask = async (store, input): Promise<ErasedCopies> => {
  const { name, hasTexts, file, version, folders } = orderSchema.parse(input);
  const { rewrittenCount, keptAt } = rewriteBackups(file, version, (copy) => {
    if (hasTexts) new PersonTexts(copy).blank(name);
    new PersonRecords(copy).erase(name, { hasTexts });
  });
  const rest = countRowsWith(store, name);
  const isProvable = Buffer.byteLength(name, 'utf8') >= provableBytes;
  const files = isProvable ? await searchAll(folders, name) : null;
  return { rewrittenCount, keptAt: [...keptAt], rest, files };
};

async function searchAll(folders: readonly string[], name: string): Promise<z.output<typeof filesSchema>> {
  const all = { searchedCount: 0, found: new Array<string>() };
  for (const folder of outermost(folders)) {
    const { searchedCount, found } = await findFilesWith(folder, name, { without: [picturesFolder] });
    all.searchedCount += searchedCount;
    all.found.push(...found);
  }
  return all;
}

/** A folder that lies in another one is searched with it. */
function outermost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => isWithin(folder, other)));
}

function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}
