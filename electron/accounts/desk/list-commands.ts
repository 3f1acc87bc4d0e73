import type { ListEntry } from '../../contract/people-lists.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { refuse, sayerOf, supervisorOf, type AccountGround } from './account-ground.ts';
import { readRows } from '../people/list-files.ts';
import { planRows } from '../people/list-rows.ts';
import type { ListStore } from '../people/list-store.ts';

/** Puts a name on a list; one that is on it already stays as it is. */
export function addToList(
  ground: AccountGround,
  lists: ListStore,
  { list, name, note }: ProcedureInput<'lists.add'>,
): Outcome<ListEntry> {
  const { store, audit, time } = ground;
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const known = lists.find(list, name);
  if (known !== null) return succeed(known);
  return store.write(() => {
    lists.add({ list, name, note, addedBy: sayer.value.name, addedAt: time.now() });
    const entry = lists.find(list, name);
    if (entry === null) throw new Error('the list does not have what was just added');
    // The name itself stays out of the log, where nobody could ever take it out again.
    audit.append({ action: 'lists.add', subject: String(entry.entryId), params: { list } });
    return entry;
  });
}

/** Takes a name off a list. An opt-out was a person's own no: that takes a supervisor, and the name typed in once more. */
export function removeFromList(
  ground: AccountGround,
  lists: ListStore,
  { entryId, reason, name }: ProcedureInput<'lists.remove'>,
): Outcome<null> {
  const entry = lists.get(entryId);
  if (entry === null) return refuse('entryId', 'known-entry');
  const isOptOut = entry.list === 'opt-out';
  const sayer = isOptOut ? supervisorOf(ground) : sayerOf(ground);
  if (!sayer.ok) return sayer;
  if (isOptOut && (name === null || lists.find(entry.list, name)?.entryId !== entryId))
    return refuse('name', 'entry-name');
  return ground.store.write(() => {
    lists.remove({ entryId, by: sayer.value.name, at: ground.time.now(), reason });
    // The reason may name the person: it is kept with the entry.
    ground.audit.append({ action: 'lists.remove', subject: String(entryId), params: { list: entry.list } });
    return null;
  });
}

/** What an import would add. */
export async function previewImport(
  lists: ListStore,
  { source }: ProcedureInput<'lists.preview'>,
): Promise<Outcome<ProcedureOutput<'lists.preview'>>> {
  const read = await readRows(source);
  if (!read.ok) return read;
  const { rows, ignoredColumns } = read.value;
  const isKnown = (list: ListEntry['list'], name: string): boolean => lists.find(list, name) !== null;
  return succeed({ ...planRows(rows, { list: source.list, isKnown }), ignoredColumns: [...ignoredColumns] });
}

/** The plan is made anew: what the operator saw must be what is added. */
export async function importToLists(
  ground: AccountGround,
  lists: ListStore,
  { source, fingerprint, onlyGoodRows }: ProcedureInput<'lists.import'>,
): Promise<Outcome<ProcedureOutput<'lists.import'>>> {
  const planned = await previewImport(lists, { source });
  if (!planned.ok) return planned;
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const { rows, newCount, knownCount, wrongCount } = planned.value;
  if (planned.value.fingerprint !== fingerprint)
    return fail('csv-unreadable', 'the plan would be another by now', { rule: 'lists-changed-since' });
  if (wrongCount > 0 && !onlyGoodRows)
    return fail('csv-unreadable', 'some rows are wrong', { rule: 'lists-rows-wrong', count: wrongCount });
  const at = ground.time.now();
  const summary = { addedCount: newCount, knownCount, leftOutCount: wrongCount };
  return ground.store.write(() => {
    for (const { list, name, note, verdict } of rows)
      if (verdict === 'new') lists.add({ list, name, note, addedBy: sayer.value.name, addedAt: at });
    ground.audit.append({ action: 'lists.import', subject: source.list, params: summary });
    return summary;
  });
}
