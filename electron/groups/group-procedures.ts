import type { AuditNote } from '../audit/audit-log.ts';
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
    'groups.setFields': async ({ groupId, ...fields }) =>
      changeGroup(deps, groupId, {
        work: () => desk.records.setFields(groupId, fields),
        note: { action: 'groups.setFields', params: { city: fields.city, custodian: fields.custodian } },
      }),
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
