import { z } from 'zod';
import type { PlaybookResult } from '../../automation/engine/run-ports.ts';
import { groupsPerPlan } from '../../contract/group-book.ts';
import { succeed } from '../../contract/outcome.ts';
import type { ActItem, AttemptEnd, JobKind, PlannedItem, RunContext } from '../../jobs/job-kind.ts';
import type { BookedGroup } from '../book/group-book.ts';
import type { GroupRole, ViewRecord } from '../book/group-records.ts';
import { bestRole, type GroupDesk, type ReadInfo } from '../group-desk.ts';
import type { MessengerPlaybooks } from '../messenger-playbooks.ts';
import { endOf, endOfFault } from './attempt-ending.ts';

const payloadSchema = z.strictObject({
  groupIds: z.array(z.string().min(1).max(80)).min(1).max(groupsPerPlan),
  /** Also the members, where that is allowed. */
  withMembers: z.boolean(),
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
 * Reads groups' own pages: how many members, which role the account has, and the members where an own account owns or
 * administers the group or an operator marked it as the company's. One row for each view, as each account has a role of its own.
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

/** Whether the members of a group may be read and kept. */
export function mayReadMembers(group: BookedGroup): boolean {
  const role = bestRole(group.views);
  return role === 'owner' || role === 'admin' || group.companyReason !== null;
}

function planGroups(
  { groupIds, withMembers }: Payload,
  now: number,
  { desk }: ReadInfoKindDeps,
): PlannedItem<Subject>[] {
  return [...new Set(groupIds)].flatMap((groupId) => {
    const group = desk.book.get(groupId);
    return group === null ? [] : planGroup(group, withMembers, now);
  });
}

function planGroup(group: BookedGroup, wantsMembers: boolean, now: number): PlannedItem<Subject>[] {
  const withMembers = wantsMembers && mayReadMembers(group);
  const listed = group.views.filter(({ isListed }) => isListed);
  return listed.map((view) => ({
    itemKey: `read-info ${view.groupViewId} ${now}`,
    accountId: view.accountId,
    phoneId: view.phoneId,
    groupId: group.groupId,
    name: view.name,
    subject: { groupViewId: view.groupViewId, withMembers },
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
  // By the view and not by the id of the plan: what was read meanwhile may have joined or parted its group.
  const group = desk.book.ofView(item.subject.groupViewId);
  const view = group?.views.find(({ groupViewId }) => groupViewId === item.subject.groupViewId);
  if (group === null || view === undefined) return endOf(ran.value, null);
  const info = readInfo(ran.value, group, view);
  const stored = desk.recordInfo(view, info);
  return stored.ok ? endOf(ran.value, describe(info)) : endOfFault(stored.error);
}

function readInfo({ values, lists }: PlaybookResult, group: BookedGroup, view: ViewRecord): ReadInfo {
  const role = readRole(values['role']);
  const members = lists['members'];
  const others = group.views.filter((each) => each !== view);
  const mayKeep = mayReadMembers({ ...group, views: [...others, { ...view, role }] });
  return {
    memberCount: readCount(values['memberCount']),
    role,
    members:
      members === undefined
        ? null
        : { names: members.items, statedCount: members.statedCount, isComplete: members.isComplete },
    mayKeepMembers: mayKeep,
    ownAlias: readAlias(values['ownAlias']),
  };
}

function readAlias(value: string | number | undefined): string | null {
  const alias = String(value ?? '').trim();
  return alias === '' ? null : alias;
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
