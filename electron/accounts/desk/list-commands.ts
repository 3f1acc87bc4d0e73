import type { ListEntry } from '../../contract/people-lists.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput } from '../../contract/procedures.ts';
import type { ListStore } from '../store/list-store.ts';
import { refuse, sayerOf, type AccountGround } from './account-ground.ts';

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

export function removeFromList(
  ground: AccountGround,
  lists: ListStore,
  { entryId }: ProcedureInput<'lists.remove'>,
): Outcome<null> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const entry = lists.get(entryId);
  if (entry === null) return refuse('entryId', 'known-entry');
  return ground.store.write(() => {
    lists.remove(entryId, sayer.value.name, ground.time.now());
    ground.audit.append({ action: 'lists.remove', subject: String(entryId), params: { list: entry.list } });
    return null;
  });
}
