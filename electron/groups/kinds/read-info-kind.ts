import { z } from 'zod';
import { evenOut } from '../../automation/selectors/even-text.ts';
import type { PlaybookResult } from '../../automation/engine/run-ports.ts';
import { groupsPerPlan } from '../../contract/group-book.ts';
import { succeed } from '../../contract/outcome.ts';
import type { ActItem, AttemptEnd, JobKind, PlannedItem, RunContext } from '../../jobs/job-kind.ts';
import type { BookedGroup } from '../book/group-book.ts';
import type { GroupRole, ViewRecord } from '../book/view-records.ts';
import type { GroupDesk, ReadInfo } from '../group-desk.ts';
import type { MessengerPlaybooks } from '../messenger-playbooks.ts';
import { mayReadThrough, readersOf } from '../roster/roster-right.ts';
import { endOf, endOfFault } from './attempt-ending.ts';

const payloadSchema = z.strictObject({
  groupIds: z.array(z.string().min(1).max(80)).min(1).max(groupsPerPlan),
  /** Also the members, where that is allowed. */
  withMembers: z.boolean(),
  /** Only as accounts on these phones see them; left out: on all phones. */
  phoneIds: z.array(z.string().min(1).max(80)).min(1).max(200).optional(),
});
const subjectSchema = z.strictObject({ groupViewId: z.number().int(), withMembers: z.boolean() });
type Payload = z.output<typeof payloadSchema>;
type Subject = z.output<typeof subjectSchema>;

export interface ReadInfoKindDeps {
  readonly desk: GroupDesk;
  readonly playbooks: MessengerPlaybooks;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * Reads groups' own pages: what they are called, how many members, which role the account has, and the members, where an account owns
 * or administers the group or an operator marked it as the company's (see `readersOf`). One row for each view, as each account has a
 * role of its own.
 */
export function createReadInfoKind(deps: ReadInfoKindDeps): JobKind<Payload, Subject> {
  return {
    kind: 'groups.read-info',
    action: 'read',
    planFreshMs: 8 * hourMs,
    afterMark: 'run-again',
    needsOperator: false,
    isHarmless: true,
    mode: 'by-account',
    attemptLimitMs: 10 * minuteMs,
    payload: payloadSchema,
    subject: subjectSchema,
    plan: async (payload, { now }) => {
      const sound = deps.playbooks.check('read-group');
      return sound.ok ? succeed(planGroups(payload, now, deps)) : sound;
    },
    run: (item, context) => read(item, context, deps),
    verify: async () => ({
      state: 'failed',
      code: 'still-before',
      detail: {},
      after: null,
      verifiedBy: null,
      cooldownMs: null,
    }),
  };
}

function planGroups(
  { groupIds, withMembers, phoneIds }: Payload,
  now: number,
  { desk }: ReadInfoKindDeps,
): PlannedItem<Subject>[] {
  return [...new Set(groupIds)].flatMap((groupId) => {
    const group = desk.book.get(groupId);
    return group === null ? [] : planGroup(seenOn(phoneIds, group), withMembers, now);
  });
}

/** The group without its views on other phones: of those nobody's role gives a right here. */
function seenOn(phoneIds: Payload['phoneIds'], group: BookedGroup): BookedGroup {
  if (phoneIds === undefined) return group;
  return { ...group, views: group.views.filter(({ phoneId }) => phoneIds.includes(phoneId)) };
}

function planGroup(group: BookedGroup, wantsMembers: boolean, now: number): PlannedItem<Subject>[] {
  const readers = new Set(wantsMembers ? readersOf(group, now) : []);
  const listed = group.views.filter(({ isListed }) => isListed);
  return listed.map((view) => ({
    itemKey: `read-info ${view.groupViewId} ${now}`,
    accountId: view.accountId,
    phoneId: view.phoneId,
    groupId: group.groupId,
    name: view.name,
    subject: { groupViewId: view.groupViewId, withMembers: readers.has(view) },
    before: view.memberCount === null ? null : String(view.memberCount),
    after: null,
    verdict: 'ready',
    code: null,
  }));
}

async function read(item: ActItem<Subject>, context: RunContext, deps: ReadInfoKindDeps): Promise<AttemptEnd> {
  const { desk, playbooks } = deps;
  const variables = { groupName: item.name, ...(item.subject.withMembers ? { withMembers: 'yes' } : {}) };
  const ran = await playbooks.run('read-group', { purpose: 'run', variables, context });
  if (!ran.ok) return endOfFault(ran.error);
  if (ran.value.state !== 'done') return endOf(ran.value, null);
  const place = findPlace(item, desk);
  if (place === null) return endOf(ran.value, null);
  const { group, view } = place;
  const info = readInfo(ran.value, view, (role) => mayKeepMembers(group, { ...view, role }, desk.now()));
  const stored = desk.recordInfo(view, info);
  return stored.ok ? endOf(ran.value, describe(info)) : endOfFault(stored.error);
}

/**
 * By the view and not by the group's id: what was read meanwhile may have joined or parted its group. Where the view went on as the one
 * that it was before, that one is what the account's list calls so now.
 */
function findPlace(
  { accountId, name, subject }: ActItem<Subject>,
  { book }: GroupDesk,
): { readonly group: BookedGroup; readonly view: ViewRecord } | null {
  const planned = book.ofView(subject.groupViewId);
  const places = (planned === null ? book.list() : [planned]).flatMap((group) =>
    group.views.map((view) => ({ group, view })),
  );
  const wanted = places.filter(({ view }) =>
    planned === null
      ? view.accountId === accountId && view.isListed && view.name === name
      : view.groupViewId === subject.groupViewId,
  );
  return wanted.length === 1 ? (wanted[0] ?? null) : null;
}

/** By the role that was just read: the one before may be lost. */
function mayKeepMembers(group: BookedGroup, view: ViewRecord, now: number): boolean {
  const views = group.views.map((each) => (each.groupViewId === view.groupViewId ? view : each));
  return mayReadThrough({ ...group, views }, view, now);
}

function readInfo(
  { values, lists }: PlaybookResult,
  view: ViewRecord,
  mayKeep: (role: GroupRole | null) => boolean,
): ReadInfo {
  const role = readRole(values['role']);
  const members = lists['members'];
  return {
    memberCount: readCount(values['memberCount']),
    role,
    members:
      members === undefined
        ? null
        : { names: members.items, statedCount: members.statedCount, isComplete: members.isComplete },
    mayKeepMembers: mayKeep(role),
    ownAlias: readText(values['ownAlias']),
    presentName: readName(values['presentName'], view.name),
  };
}

function readText(value: string | number | undefined): string | null {
  const text = String(value ?? '').trim();
  return text === '' ? null : text;
}

/** As the list spells it where both say the same: a page may draw spaces and invisible marks otherwise. */
function readName(value: string | number | undefined, listedAs: string): string | null {
  const name = readText(value);
  return name !== null && evenOut(name) === evenOut(listedAs) ? listedAs : name;
}

function readRole(value: string | number | undefined): GroupRole | null {
  return value === 'owner' || value === 'admin' || value === 'member' ? value : null;
}

function readCount(value: string | number | undefined): number | null {
  const count = Number(value);
  return value !== undefined && Number.isInteger(count) ? count : null;
}

function describe({ memberCount, members }: ReadInfo): string {
  const count = memberCount === null ? '?' : String(memberCount);
  return members === null ? count : `${members.names.length}/${count}`;
}
