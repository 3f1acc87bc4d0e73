import { createHash } from 'node:crypto';
import {
  listNameMaxLength,
  listNoteMaxLength,
  peopleLists,
  type ListPlan,
  type ListRow,
  type ListRowProblemCode,
  type PeopleList,
} from '../../contract/people-lists.ts';
import { isPlainLine } from '../../contract/plain-text.ts';
import { nameKeyOf } from './name-key.ts';

/** A row as somebody wrote it. `list` null: it names none. */
export interface WrittenRow {
  readonly line: number;
  readonly name: string;
  readonly note: string;
  readonly list: string | null;
  readonly isBroken: boolean;
}

/** What people call the lists, in the languages of the console and as the console itself writes them. */
const listWords: Readonly<Record<PeopleList, readonly string[]>> = {
  protected: ['protected', '保护名单', '保护'],
  whitelist: ['whitelist', '白名单'],
  'opt-out': ['opt-out', 'optout', '退出名单', '黑名单', '退出'],
};

/** The word for a list in an exported file, which is read back. */
export function listWordOf(list: PeopleList, language: 'zh-CN' | 'en'): string {
  return listWords[list][language === 'en' ? 0 : 1] ?? list;
}

interface PlanGround {
  /** Of rows that name none. */
  readonly list: PeopleList;
  readonly isKnown: (list: PeopleList, name: string) => boolean;
}

/** What adding the rows would do, each row with what is wrong with it. */
export function planRows(
  rows: readonly WrittenRow[],
  { list, isKnown }: PlanGround,
): Pick<ListPlan, 'rows' | 'newCount' | 'knownCount' | 'wrongCount' | 'fingerprint'> {
  const firstLines = new Map<string, number>();
  const planned = rows.map((row): ListRow => {
    const [name, note] = [row.name.trim(), row.note.trim()];
    const own = row.list === null || row.list.trim() === '' ? list : listOf(row.list);
    const shared = { line: row.line, list: own ?? list, name: name.slice(0, listNameMaxLength), note };
    const problem =
      problemOf({ ...row, name, note }, own) ?? repeatOf(firstLines, row.line, `${own} ${nameKeyOf(name)}`);
    if (problem !== null) return { ...shared, verdict: 'wrong', problem };
    return { ...shared, verdict: isKnown(own ?? list, name) ? 'known' : 'new', problem: null };
  });
  const countOf = (verdict: ListRow['verdict']): number => planned.filter((row) => row.verdict === verdict).length;
  return {
    rows: planned,
    newCount: countOf('new'),
    knownCount: countOf('known'),
    wrongCount: countOf('wrong'),
    fingerprint: createHash('sha256').update(JSON.stringify(planned)).digest('hex').slice(0, 32),
  };
}

function listOf(word: string): PeopleList | null {
  const wanted = word.trim().toLowerCase();
  return peopleLists.find((list) => listWords[list].includes(wanted)) ?? null;
}

function problemOf({ name, note, list: word, isBroken }: WrittenRow, list: PeopleList | null): ListRow['problem'] {
  if (isBroken) return wrong('broken-row');
  if (name === '') return wrong('no-name');
  if (name.length > listNameMaxLength) return wrong('name-too-long', { length: name.length, limit: listNameMaxLength });
  if (note.length > listNoteMaxLength) return wrong('note-too-long', { length: note.length, limit: listNoteMaxLength });
  if (!isPlainLine(name)) return wrong('hidden-character', { field: 'name' });
  if (!isPlainLine(note)) return wrong('hidden-character', { field: 'note' });
  if (list !== null) return null;
  const known = peopleLists.map((each) => listWords[each][1] ?? each).join(' | ');
  return wrong('unknown-list', { word: word ?? '', known });
}

/** The first row of a person counts; whoever wrote two may have meant two people. */
function repeatOf(firstLines: Map<string, number>, line: number, key: string): ListRow['problem'] {
  const first = firstLines.get(key);
  if (first !== undefined) return wrong('twice', { line: first });
  firstLines.set(key, line);
  return null;
}

function wrong(code: ListRowProblemCode, params: Readonly<Record<string, string | number>> = {}): ListRow['problem'] {
  return { code, params };
}
