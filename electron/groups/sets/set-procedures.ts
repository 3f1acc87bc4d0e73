import type { AuditPort } from '../../audit/audit-log.ts';
import type { GroupSet, SiblingFamily } from '../../contract/group-book.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Handlers, ProcedureInput } from '../../contract/procedures.ts';
import type { GroupDesk } from '../group-desk.ts';
import type { GroupSets } from './group-sets.ts';
import { findSiblings } from './sibling-families.ts';

export interface SetProcedureDeps {
  readonly desk: GroupDesk;
  readonly sets: GroupSets;
  readonly audit: AuditPort;
}

export type SetProcedure = 'groups.sets' | 'groups.saveSet' | 'groups.removeSet' | 'groups.suggestSiblings';

/** What the page and scripts ask of sets of sibling groups. */
export function createSetProcedures(deps: SetProcedureDeps): Handlers<SetProcedure> {
  const { desk, sets, audit } = deps;
  return {
    'groups.sets': async () => succeed({ sets: sets.list() }),
    'groups.saveSet': async (input) => saveSet(deps, input),
    'groups.removeSet': async ({ setId }) =>
      desk.note(() => {
        sets.remove(setId);
        audit.append({ action: 'groups.removeSet', subject: String(setId), params: {} });
      }),
    'groups.suggestSiblings': async ({ groupIds }) => {
      const families = findSiblings(desk.book.list(), new Set(groupIds));
      return succeed({ families: groupIds.length > 0 ? families : withoutHeld(families, sets.list()) });
    },
  };
}

/** Without the families that one set holds wholly. */
function withoutHeld(families: readonly SiblingFamily[], sets: readonly GroupSet[]): SiblingFamily[] {
  const held = sets.map(({ groupIds }) => new Set(groupIds));
  return families.filter(({ groupIds }) => !held.some((set) => groupIds.every((groupId) => set.has(groupId))));
}

function saveSet({ desk, sets, audit }: SetProcedureDeps, input: ProcedureInput<'groups.saveSet'>): Outcome<GroupSet> {
  const refused = refuseSet(sets.list(), desk, input);
  if (refused !== null) return refused;
  let setId = 0;
  const saved = desk.note((now) => {
    setId = sets.save(input, now);
    const params = { name: input.name, count: input.groupIds.length };
    audit.append({ action: 'groups.saveSet', subject: String(setId), params });
  });
  if (!saved.ok) return saved;
  const set = sets.list().find((each) => each.setId === setId);
  if (set === undefined) throw new Error(`set ${setId} was stored and is not there`);
  return succeed(set);
}

/** Null for a set that may be saved so. */
function refuseSet(
  known: readonly GroupSet[],
  desk: GroupDesk,
  { setId, name, groupIds }: ProcedureInput<'groups.saveSet'>,
): Outcome<never> | null {
  if (setId !== null && !known.some((set) => set.setId === setId)) {
    return fail('invalid-input', 'no such set', { field: 'setId', rule: 'known-set' });
  }
  if (known.some((set) => set.name === name && set.setId !== setId)) {
    return fail('invalid-input', 'a set is called so', { field: 'name', rule: 'set-name-taken' });
  }
  const missing = groupIds.find((groupId) => desk.book.get(groupId) === null);
  return missing === undefined ? null : fail('group-not-found', 'no such group', { groupId: missing });
}
