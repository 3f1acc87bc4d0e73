import type { AuditNote, AuditPort } from '../audit/audit-log.ts';
import type { GroupRow, GroupSet } from '../contract/group-book.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../contract/procedures.ts';
import type { SavedFiles } from '../devices/reports/saved-files.ts';
import type { Clock } from '../runtime/clock.ts';
import type { TaskWorker } from '../store/task-worker.ts';
import { writeTable } from '../tables/write-table.ts';
import type { BookedGroup } from './book/group-book.ts';
import type { GroupDesk } from './group-desk.ts';
import { newestRoster, selectGroups, summaryOf, toDetail, toRow } from './group-rows.ts';
import { unknownTokens } from './rename/name-template.ts';
import { nameTableOf, readNameTable } from './rename/name-table.ts';
import type { RenameDesk } from './rename/rename-desk.ts';
import { findMembersTaskName, foundMembersSchema } from './roster/member-search.ts';
import type { GroupSets } from './sets/group-sets.ts';

export interface GroupProcedureDeps {
  readonly desk: GroupDesk;
  readonly sets: GroupSets;
  readonly renames: RenameDesk;
  readonly worker: TaskWorker;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly files: SavedFiles;
  readonly operatorName: () => string | null;
}

const searchTimeoutMs = 20_000;

export type GroupBookProcedure =
  | 'groups.page'
  | 'groups.get'
  | 'groups.members'
  | 'groups.findMembers'
  | 'groups.setFields'
  | 'groups.markCompanyRun'
  | 'groups.decideJoin'
  | 'groups.sets'
  | 'groups.saveSet'
  | 'groups.removeSet'
  | 'groups.previewRename'
  | 'groups.readNames'
  | 'groups.namesBefore'
  | 'groups.exportNames';

/** What the page and scripts ask of groups. */
export function createGroupProcedures(deps: GroupProcedureDeps): Handlers<GroupBookProcedure> {
  const { desk, sets, renames } = deps;
  return {
    'groups.page': async (input) => succeed(page(deps, input)),
    'groups.get': async ({ groupId }) => withGroup(desk, groupId, (group) => succeed(detailOf(deps, group))),
    'groups.members': async (input) => withGroup(desk, input.groupId, (group) => members(deps, group, input)),
    'groups.findMembers': async (input, signal) => findMembers(deps, input, signal),
    'groups.setFields': async ({ groupId, ...fields }) =>
      changeGroup(deps, groupId, {
        work: () => desk.records.setFields(groupId, fields),
        note: { action: 'groups.setFields', params: { city: fields.city, custodian: fields.custodian } },
      }),
    'groups.markCompanyRun': async ({ groupId, reason }) => markCompanyRun(deps, groupId, reason),
    'groups.decideJoin': async (input) => decideJoin(deps, input),
    'groups.sets': async () => succeed({ sets: sets.list() }),
    'groups.saveSet': async (input) => saveSet(deps, input),
    'groups.removeSet': async ({ setId }) =>
      desk.change('', () => {
        sets.remove(setId);
        deps.audit.append({ action: 'groups.removeSet', subject: String(setId), params: {} });
      }),
    'groups.previewRename': async ({ groupIds, rule }) =>
      succeed({
        rows: renames.preview(groupIds, rule),
        unknownTokens: rule.kind === 'template' ? [...unknownTokens(rule.template)] : [],
      }),
    'groups.readNames': async ({ content }) =>
      readNameTable(Buffer.from(content, 'base64'), desk.book.list(), renames.longestName),
    'groups.namesBefore': async ({ groupIds, beforeAt }) =>
      succeed({ names: { ...renames.namesBefore(groupIds, beforeAt) } }),
    'groups.exportNames': async (input, signal) => exportNames(deps, input, signal),
  };
}

function withGroup<T>(desk: GroupDesk, groupId: string, work: (group: BookedGroup) => Outcome<T>): Outcome<T> {
  const group = desk.book.get(groupId);
  return group === null ? fail('group-not-found', 'no such group', { groupId }) : work(group);
}

function page(
  { desk, sets }: GroupProcedureDeps,
  { filter, after, limit }: ProcedureInput<'groups.page'>,
): ProcedureOutput<'groups.page'> {
  const setsOf = sets.byGroup();
  const chosen = selectGroups(desk.book.list(), filter, (groupId) => setsOf.get(groupId) ?? []);
  const rows = chosen.slice(after, after + limit);
  return {
    rows: rows.map((group) => toRow(group, desk, setsOf.get(group.groupId) ?? [])),
    totalCount: chosen.length,
    questionCount: desk.book.questions().length,
  };
}

function detailOf({ desk, sets }: GroupProcedureDeps, group: BookedGroup): ProcedureOutput<'groups.get'> {
  return toDetail(group, desk, sets.byGroup().get(group.groupId) ?? []);
}

function members(
  { desk }: GroupProcedureDeps,
  group: BookedGroup,
  { text, afterPosition, limit }: ProcedureInput<'groups.members'>,
): Outcome<ProcedureOutput<'groups.members'>> {
  const roster = newestRoster(group, desk);
  if (roster === null) return succeed({ roster: null, cells: [] });
  const cells = desk.rosters.page(roster.groupViewId, { text, afterPosition, limit });
  return succeed({ roster: summaryOf(roster), cells });
}

async function findMembers(
  { worker }: GroupProcedureDeps,
  input: ProcedureInput<'groups.findMembers'>,
  signal: AbortSignal,
): Promise<Outcome<ProcedureOutput<'groups.findMembers'>>> {
  const found = await worker.run(findMembersTaskName, { timeoutMs: searchTimeoutMs, signal, input });
  return found.ok ? succeed(foundMembersSchema.parse(found.value)) : found;
}

interface GroupChange {
  readonly work: () => void;
  readonly note: Omit<AuditNote, 'subject'>;
}

function changeGroup(deps: GroupProcedureDeps, groupId: string, { work, note }: GroupChange): Outcome<GroupRow> {
  const { desk, audit } = deps;
  return withGroup(desk, groupId, () => {
    const changed = desk.change('', () => {
      work();
      audit.append({ ...note, subject: groupId });
    });
    return changed.ok ? withGroup(desk, groupId, (group) => succeed(detailOf(deps, group).group)) : changed;
  });
}

function markCompanyRun(deps: GroupProcedureDeps, groupId: string, reason: string | null): Outcome<GroupRow> {
  const { desk, clock, operatorName } = deps;
  const mark = reason === null ? null : { reason, by: operatorName() ?? '', at: clock.now() };
  return changeGroup(deps, groupId, {
    work: () => desk.records.setCompanyRun(groupId, mark),
    note: { action: 'groups.markCompanyRun', params: { reason: reason ?? '', isMarked: reason !== null } },
  });
}

function decideJoin(
  { desk, audit, clock, operatorName }: GroupProcedureDeps,
  { leftViewId, rightViewId, isSame }: ProcedureInput<'groups.decideJoin'>,
): Outcome<null> {
  const known = [leftViewId, rightViewId].every((viewId) => desk.book.ofView(viewId) !== null);
  if (!known || leftViewId === rightViewId) {
    return fail('invalid-input', 'no two views of groups', { field: 'rightViewId', rule: 'two-views' });
  }
  return desk.change('', () => {
    desk.records.decide({ leftViewId, rightViewId, isSame, by: operatorName() ?? '', at: clock.now() });
    audit.append({ action: 'groups.decideJoin', subject: `${leftViewId}+${rightViewId}`, params: { isSame } });
  });
}

function saveSet(
  { desk, sets, audit, clock }: GroupProcedureDeps,
  input: ProcedureInput<'groups.saveSet'>,
): Outcome<ProcedureOutput<'groups.saveSet'>> {
  const refused = refuseSet(sets.list(), desk, input);
  if (refused !== null) return refused;
  let setId = 0;
  const saved = desk.change('', (now) => {
    setId = sets.save(input, now);
    const params = { name: input.name, count: input.groupIds.length };
    audit.append({ action: 'groups.saveSet', subject: String(setId), params });
  });
  if (!saved.ok) return saved;
  const set = sets.list().find((each) => each.setId === setId);
  return set === undefined ? fail('internal', `set ${setId} is gone, ${clock.now()}`) : succeed(set);
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

async function exportNames(
  { desk, audit, clock, files }: GroupProcedureDeps,
  { groupIds, format, purpose, path }: ProcedureInput<'groups.exportNames'>,
  signal: AbortSignal,
): Promise<Outcome<ProcedureOutput<'groups.exportNames'>>> {
  const groups = groupIds.flatMap((groupId) => desk.book.get(groupId) ?? []);
  const bytes = await writeTable(nameTableOf(groups), format);
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const saved = await files.save({ suggestedName: `jiqun-groups-${day}.${format}`, bytes, path }, signal);
  if (!saved.ok) return saved;
  if (saved.value !== null) {
    audit.append({ action: 'groups.exportNames', subject: null, params: { purpose, count: groups.length } });
  }
  return succeed({ path: saved.value, rowCount: groups.length });
}
