import type { peopleListProcedures } from '../contract/people-lists.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../contract/procedures.ts';
import type { SavedFiles } from '../devices/reports/saved-files.ts';
import type { AccountGround } from './desk/account-ground.ts';
import { dayOf } from './standing/calendar-day.ts';
import { addToList, importToLists, previewImport, removeFromList } from './desk/list-commands.ts';
import { writeList } from './people/list-files.ts';
import { ListStore } from './people/list-store.ts';

export type PeopleProcedure = keyof typeof peopleListProcedures;

export interface PeopleDeps {
  readonly ground: AccountGround;
  readonly files: SavedFiles;
  readonly language: () => 'zh-CN' | 'en';
}

/** What the page and scripts ask of the lists of people. */
export function createPeopleProcedures(deps: PeopleDeps): Handlers<PeopleProcedure> {
  const { ground } = deps;
  const lists = new ListStore(ground.store);
  return {
    'lists.all': async () => succeed({ entries: lists.all() }),
    'lists.add': async (input) => sealed(ground, addToList(ground, lists, input)),
    'lists.preview': (input) => previewImport(lists, input),
    'lists.import': async (input) => sealed(ground, await importToLists(ground, lists, input)),
    'lists.export': (input, signal) => exportLists(deps, lists, input, signal),
    'lists.remove': async (input) => sealed(ground, removeFromList(ground, lists, input)),
  };
}

/** A name on a list that a backup lacks is one that nobody heeds. */
function sealed<T>({ custody }: AccountGround, outcome: Outcome<T>): Outcome<T> {
  if (outcome.ok) custody?.sealFacts?.();
  return outcome;
}

async function exportLists(
  { ground, files, language }: PeopleDeps,
  lists: ListStore,
  { list, purpose, path }: ProcedureInput<'lists.export'>,
  signal: AbortSignal,
): Promise<Outcome<ProcedureOutput<'lists.export'>>> {
  const entries = lists.all().filter((entry) => !entry.isErased && (list === null || entry.list === list));
  const bytes = await writeList(entries, language());
  const suggestedName = `jiqun-people-${dayOf(ground.time.now())}.csv`;
  const saved = await files.save({ suggestedName, bytes, path }, signal);
  if (!saved.ok) return saved;
  if (saved.value !== null)
    ground.audit.append({ action: 'lists.export', subject: list, params: { purpose, count: entries.length } });
  return succeed({ path: saved.value, rowCount: entries.length });
}
