import type { ProcedureOutput } from '../../contract/procedures.ts';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import { readTable, type Table, type TableRow } from '../../tables/read-table.ts';
import type { WrittenTable } from '../../tables/write-table.ts';
import { groupsPerPlan } from '../../contract/group-book.ts';
import { foldName, lengthOf } from './name-checks.ts';

type ReadNames = ProcedureOutput<'groups.readNames'>;
type Problem = ReadNames['problems'][number];

/** A group as a name table names it. */
export interface NamedGroup {
  readonly groupId: string;
  readonly name: string;
}

/** A file as it was given. */
export interface NamesFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const headings = {
  groupId: ['群ID', 'groupId', 'group id'],
  before: ['群名', '原群名', 'name', 'before'],
  after: ['新群名', 'newName', 'new name', 'after'],
} as const;
type Column = keyof typeof headings;

/**
 * New names by group from a CSV or XLSX file: a column with the group's id or its present name, and one with the new name. Rows
 * that cannot be used are told by line and leave the others as they are; an empty new name leaves the group out. `csv-unreadable` with
 * the file's name and the rule (`names-no-group`, `names-no-new-name`, and those of `readTable` behind `names-`) when it is no such
 * table: the words of other tables speak of phones.
 * @param longest characters that a new name may have, as a person counts them
 */
export async function readNameTable(
  { name: file, bytes }: NamesFile,
  groups: readonly NamedGroup[],
  longest: number,
): Promise<Outcome<ReadNames>> {
  const table = await readTable(bytes, { maxRows: groupsPerPlan, maxColumns: 40 });
  if (!table.ok) return ofNames(file, table.error);
  const places = findColumns(table.value);
  if (places.groupId === null && places.before === null) return unreadable(file, 'no-group');
  if (places.after === null) return unreadable(file, 'no-new-name');
  return succeed({ file, ...readRows(table.value.rows, places, { groups, longest }) });
}

/** A group as it goes out to whoever thinks of new names. */
export interface ListedGroup extends NamedGroup {
  readonly memberCount: number | null;
  readonly role: 'owner' | 'admin' | 'member' | null;
  readonly city: string;
  readonly custodian: string;
}

const roleNames = { owner: '群主', admin: '管理员', member: '成员' } as const;

/** The table that `readNameTable` reads, with the present names and what helps to find new ones; what was not read stays empty. */
export function nameTableOf(groups: readonly ListedGroup[]): WrittenTable {
  return {
    headings: [headings.groupId[0], headings.before[0], headings.after[0], '人数', '我们的角色', '城市', '负责人'],
    rows: groups.map(({ groupId, name, memberCount, role, city, custodian }) => [
      groupId,
      name,
      '',
      memberCount === null ? '' : String(memberCount),
      role === null ? '' : roleNames[role],
      city,
      custodian,
    ]),
  };
}

type Places = Readonly<Record<Column, number | null>>;

function findColumns({ headings: found }: Table): Places {
  const placeOf = (column: Column): number | null => {
    const names = new Set(headings[column].map(foldName));
    const place = found.findIndex((heading) => names.has(foldName(heading)));
    return place < 0 ? null : place;
  };
  return { groupId: placeOf('groupId'), before: placeOf('before'), after: placeOf('after') };
}

interface NameGround {
  readonly groups: readonly NamedGroup[];
  readonly longest: number;
}

function readRows(rows: readonly TableRow[], places: Places, { groups, longest }: NameGround): Omit<ReadNames, 'file'> {
  // Cells come without the spaces at their ends, which a group's name may have.
  const byName = Map.groupBy(groups, ({ name }) => name.trim());
  const names: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const row of rows) {
    const cell = (column: Column): string => (places[column] === null ? '' : (row.cells[places[column]] ?? ''));
    const key = cell('groupId') || cell('before');
    const after = cell('after');
    const found = groups.filter(({ groupId }) => groupId === cell('groupId'));
    const named = found.length > 0 || cell('groupId') !== '' ? found : (byName.get(cell('before')) ?? []);
    const [group] = named;
    // By its name where it is known: an id says nothing to a person.
    const text = group?.name ?? key;
    const complain = (code: Problem['code']): void => void problems.push({ line: row.line, code, text });
    if (row.isBroken) complain('broken-row');
    else if (after === '') continue;
    else if (group === undefined) complain('unknown-group');
    else if (named.length > 1) complain('ambiguous-name');
    else if (names[group.groupId] !== undefined) complain('repeated');
    else if (lengthOf(after) > longest) complain('too-long');
    else names[group.groupId] = after;
  }
  return { names, problems };
}

/** The rule that a table broke, as one of tables of names, and which table it was. */
function ofNames(file: string, { code, message, detail = {} }: Fault): Outcome<never> {
  const { rule } = detail;
  return fail(code, message, { ...detail, file, ...(typeof rule === 'string' && { rule: `names-${rule}` }) });
}

function unreadable(file: string, rule: string): Outcome<never> {
  return ofNames(file, { code: 'csv-unreadable', message: 'the file is no table of names', detail: { rule } });
}
