import type { FoundMember, GroupRow } from '../contract/group-book.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../contract/procedures.ts';
import type { TaskWorker } from '../store/task-worker.ts';
import type { BookedGroup } from './book/group-book.ts';
import type { GroupDesk } from './group-desk.ts';
import { newestRoster, selectGroups, toDetail, toRow } from './group-rows.ts';
import { createJoinProcedures, type JoinProcedure } from './joining/join-procedures.ts';
import { createRenameProcedures, type RenameProcedure, type RenameProcedureDeps } from './rename/rename-procedures.ts';
import { findMembersTaskName, foundMembersSchema, type FoundMembers } from './roster/member-search.ts';
import { toRosterSummary } from './roster/roster-store.ts';
import type { GroupSets } from './sets/group-sets.ts';
import { createSetProcedures, type SetProcedure } from './sets/set-procedures.ts';

export interface GroupProcedureDeps extends RenameProcedureDeps {
  readonly sets: GroupSets;
  readonly worker: TaskWorker;
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
  | JoinProcedure
  | SetProcedure
  | RenameProcedure;

/** What the page and scripts ask of groups. */
export function createGroupProcedures(deps: GroupProcedureDeps): Handlers<GroupBookProcedure> {
  const { desk } = deps;
  return {
    ...createJoinProcedures(deps),
    ...createSetProcedures(deps),
    ...createRenameProcedures(deps),
    'groups.page': async (input) => succeed(page(deps, input)),
    'groups.get': async ({ groupId }) => withGroup(desk, groupId, (group) => succeed(detailOf(deps, group))),
    'groups.members': async (input) => withGroup(desk, input.groupId, (group) => members(deps, group, input)),
    'groups.findMembers': async (input, signal) => findMembers(deps, input, signal),
    'groups.setFields': async ({ groupId, ...fields }) => setFields(deps, groupId, fields),
    'groups.markCompanyRun': async ({ groupId, reason }) => markCompanyRun(deps, groupId, reason),
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
  return succeed({ roster: toRosterSummary(roster), cells });
}

async function findMembers(
  { worker, desk }: GroupProcedureDeps,
  input: ProcedureInput<'groups.findMembers'>,
  signal: AbortSignal,
): Promise<Outcome<ProcedureOutput<'groups.findMembers'>>> {
  const found = await worker.run(findMembersTaskName, { timeoutMs: searchTimeoutMs, signal, input });
  if (!found.ok) return found;
  const cells = foundMembersSchema.parse(found.value);
  return succeed({ ...cells, found: withAccounts(desk, cells.found) });
}

/** Through whose page each name was read; without groups that went meanwhile. */
function withAccounts(desk: GroupDesk, found: FoundMembers['found']): FoundMember[] {
  const nicknames = new Map(desk.accounts().map(({ accountId, nickname }) => [accountId, nickname]));
  return found.flatMap(({ groupViewId, ...cell }) => {
    const view = desk.book.get(cell.groupId)?.views.find((each) => each.groupViewId === groupViewId);
    if (view === undefined) return [];
    const { accountId, phoneId, isListed } = view;
    return [{ ...cell, accountId, accountName: nicknames.get(accountId) ?? null, phoneId, isListed }];
  });
}

function setFields(
  deps: GroupProcedureDeps,
  groupId: string,
  fields: Omit<ProcedureInput<'groups.setFields'>, 'groupId'>,
): Outcome<GroupRow> {
  const { desk, audit } = deps;
  const params = { city: fields.city, custodian: fields.custodian };
  return withGroup(desk, groupId, () => {
    const noted = desk.note(() => {
      desk.records.setFields(groupId, fields);
      audit.append({ action: 'groups.setFields', subject: groupId, params });
    });
    return noted.ok ? rowNow(deps, groupId) : noted;
  });
}

function rowNow(deps: GroupProcedureDeps, groupId: string): Outcome<GroupRow> {
  return withGroup(deps.desk, groupId, (group) => succeed(detailOf(deps, group).group));
}

function markCompanyRun(deps: GroupProcedureDeps, groupId: string, reason: string | null): Outcome<GroupRow> {
  const { desk, audit, clock, operatorName } = deps;
  const mark = reason === null ? null : { reason, by: operatorName() ?? '', at: clock.now() };
  const params = { reason: reason ?? '', isMarked: reason !== null };
  return withGroup(desk, groupId, () => {
    // Rosters are kept, or kept no more, with the mark.
    const changed = desk.change('', () => {
      desk.records.setCompanyRun(groupId, mark);
      audit.append({ action: 'groups.markCompanyRun', subject: groupId, params });
    });
    return changed.ok ? rowNow(deps, groupId) : changed;
  });
}
