import { z } from 'zod';
import type { PlaybookResult } from '../../automation/engine/run-ports.ts';
import { groupsPerPlan } from '../../contract/group-book.ts';
import {
  carefulProblemCodes,
  pickedViewsSchema,
  renameRuleSchema,
  type RenameRow,
} from '../../contract/group-rename.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { RenamePreviewRow } from '../../contract/rename-preview.ts';
import type { ActItem, AttemptEnd, JobKind, PersonsWord, PlannedItem, RunContext } from '../../jobs/job-kind.ts';
import type { NameOrigin } from '../book/group-records.ts';
import type { ViewRecord } from '../book/view-records.ts';
import type { GroupDesk } from '../group-desk.ts';
import type { MessengerPlaybooks } from '../messenger-playbooks.ts';
import { foldName } from '../rename/name-checks.ts';
import type { RenameJobs } from '../rename/rename-jobs.ts';
import { newestListed } from '../rename/renamable-group.ts';
import type { RenameDesk } from '../rename/rename-desk.ts';
import { unknownTokens } from '../rename/name-template.ts';
import { endOfRun } from './attempt-ending.ts';
import type { OwnLogins } from './phone-logins.ts';

const payloadSchema = z.strictObject({
  groupIds: z.array(z.string().min(1).max(80)).min(1).max(groupsPerPlan),
  rule: renameRuleSchema,
  /** Through which view an operator wants a group to be renamed. */
  via: pickedViewsSchema.default({}),
});
const subjectSchema = z.strictObject({
  groupViewId: z.number().int(),
  /** What this account's list calls the group. */
  listedAs: z.string(),
  memberCount: z.number().int().nullable(),
});
type Payload = z.output<typeof payloadSchema>;
type Subject = z.output<typeof subjectSchema>;

export interface RenameKindDeps {
  readonly desk: GroupDesk;
  readonly renames: RenameDesk;
  readonly playbooks: MessengerPlaybooks;
  readonly logins: OwnLogins;
  readonly jobs: Pick<RenameJobs, 'confirmedBy'>;
}

interface Attempt {
  readonly purpose: 'run' | 'verify';
  readonly context: RunContext;
  readonly deps: RenameKindDeps;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
const halfMinuteMs = 30_000;

/** 批量改群名: one row for each group, however many own accounts see it. */
export function createRenameKind(deps: RenameKindDeps): JobKind<Payload, Subject> {
  return {
    kind: 'groups.rename',
    action: 'rename-group',
    planFreshMs: hourMs,
    afterMark: 'run-again',
    landsWithinMs: halfMinuteMs,
    needsOperator: false,
    mode: 'by-account',
    attemptLimitMs: 6 * minuteMs,
    payload: payloadSchema,
    subject: subjectSchema,
    readVersion: ({ phone, link, signal }) => deps.playbooks.readVersion(phone, link, signal),
    plan: async (payload) => plan(payload, deps),
    run: (item, context) => act(item, context, deps),
    verify: (item, context) => look(item, context, deps),
    reviewed: (item, word) => takeWord(item, word, deps),
  };
}

function plan({ groupIds, rule, via }: Payload, deps: RenameKindDeps): Outcome<PlannedItem<Subject>[]> {
  const sound = deps.playbooks.check('rename-group');
  if (!sound.ok) return sound;
  if (rule.kind === 'template') {
    const [token] = unknownTokens(rule.template);
    if (token !== undefined) {
      return fail('invalid-input', 'the template names a token that does not exist', { rule: 'name-token', token });
    }
  }
  const rows = deps.renames.preview(groupIds, rule, via);
  return succeed(rows.flatMap((row) => planRow(row, deps)));
}

function planRow(row: RenamePreviewRow, { desk }: RenameKindDeps): PlannedItem<Subject>[] {
  const group = desk.book.get(row.groupId);
  // A group that no phone lists any more is a row all the same, and says so: through the account that saw it last.
  const view =
    group?.views.find(({ groupViewId }) => groupViewId === row.via?.groupViewId) ?? lastSeen(group?.views ?? []);
  if (group === null || view === null) return [];
  const stop = row.problems.find(({ code }) => stops(code, row));
  return [
    {
      // By the name alone: no two acts that are not over may give one name, to whatever groups.
      itemKey: `rename-to ${foldName(row.after)}`,
      accountId: view.accountId,
      phoneId: view.phoneId,
      groupId: row.groupId,
      name: row.before,
      subject: {
        groupViewId: view.groupViewId,
        listedAs: view.name,
        memberCount: newestListed(group)?.memberCount ?? null,
      },
      before: row.before,
      after: row.after,
      verdict: verdictOf(row),
      code: row.verdict === 'same' ? 'already-so' : (stop?.code ?? null),
      ...(stop === undefined ? {} : { detail: stop.params }),
    },
  ];
}

/** What time lifts is planned again, not waited for: a name read today may be another by then. */
function verdictOf({ verdict }: RenameRow): PlannedItem<Subject>['verdict'] {
  if (verdict === 'change') return 'ready';
  return verdict === 'same' ? 'skipped' : 'blocked';
}

function stops(code: RenameRow['problems'][number]['code'], { verdict }: RenameRow): boolean {
  return verdict !== 'change' && !carefulProblemCodes.has(code);
}

function lastSeen(views: readonly ViewRecord[]): ViewRecord | null {
  return views.toSorted((left, right) => right.lastSeenAt - left.lastSeenAt)[0] ?? null;
}

function variablesOf({ before, after, subject }: ActItem<Subject>): Record<string, string> {
  return {
    groupName: before ?? subject.listedAs,
    newName: after ?? '',
    // A remark outlasts a new name; the group's own name does not.
    ...(subject.listedAs === before ? {} : { listedAs: subject.listedAs }),
    ...(subject.memberCount === null ? {} : { expectedMembers: String(subject.memberCount) }),
  };
}

/** The plan may be of an hour ago, and the row may have been held since: what has the name by now is asked again. */
async function act(item: ActItem<Subject>, context: RunContext, deps: RenameKindDeps): Promise<AttemptEnd> {
  const holder = item.after === null ? null : deps.renames.holderOf(item.after, item.subject.groupViewId);
  if (holder !== null) return taken(holder);
  return carryOut(item, { purpose: 'run', context, deps });
}

/** A job gave the group that name since the plan, through whatever view that surely is of it, and it was read back. */
function wasGiven({ after, subject }: ActItem<Subject>, { desk }: RenameKindDeps): boolean {
  const group = desk.book.ofView(subject.groupViewId);
  if (group === null || group.name !== after || group.strength !== 'certain') return false;
  const origin = group.names.findLast(({ name }) => name === after);
  return origin?.source === 'renamed' && origin.verifiedBy !== null;
}

function taken(other: string): AttemptEnd {
  const detail = { other };
  return { state: 'failed', code: 'duplicate-of-group', detail, after: null, verifiedBy: null, cooldownMs: null };
}

/** The group is looked for by its new name first: it is called so, or not, and nothing is typed. */
async function look(item: ActItem<Subject>, context: RunContext, deps: RenameKindDeps): Promise<AttemptEnd> {
  return carryOut(item, { purpose: 'verify', context, deps });
}

async function carryOut(item: ActItem<Subject>, attempt: Attempt): Promise<AttemptEnd> {
  const { purpose, context, deps } = attempt;
  // Of what a person did earlier the person is asked, whoever is logged in by now.
  const isAsked = purpose === 'verify' && context.mode === 'manual';
  const elsewhere = isAsked ? null : await deps.logins.check(item, context);
  if (elsewhere !== null) return elsewhere;
  const isGoalKnown = context.isMarked || wasGiven(item, deps);
  const order = { purpose, variables: variablesOf(item), isGoalKnown, context };
  const ran = await deps.playbooks.run('rename-group', order);
  deps.logins.noteLeft(item.phoneId);
  return finish(item, ran, attempt);
}

/** What reads so on the phone is what the desk knows from now on; a store that refuses it does not undo the act. */
function finish(item: ActItem<Subject>, ran: Outcome<PlaybookResult>, attempt: Attempt): AttemptEnd {
  const { context, deps } = attempt;
  const end = endOfRun(ran, (result) => nowReads(item, result));
  if ((end.state === 'done' || end.state === 'skipped') && item.after !== null) {
    const origin = originOf(item, end, attempt);
    const noted = deps.desk.recordRenamed(item.after, item.subject.groupViewId, origin);
    if (!noted.ok) context.log(`${noted.error.code}: the new name was not noted in the list of groups`);
  }
  return end;
}

/**
 * A person saw the new name: it is what the desk knows, as if it had been read. Not where the group is called something else
 * again by now, which a later reading told.
 */
function takeWord(
  { before, after, jobId, subject }: ActItem<Subject>,
  { isDone }: PersonsWord,
  { desk, jobs }: RenameKindDeps,
): Outcome<null> {
  const { groupViewId, listedAs } = subject;
  const group = desk.book.ofView(groupViewId);
  const isAsPlanned = group !== null && [before, after, listedAs].includes(group.name);
  if (!isDone || after === null || !isAsPlanned) return succeed(null);
  const by = jobs.confirmedBy(jobId);
  return desk.recordRenamed(after, groupViewId, { source: 'renamed', by, verifiedBy: 'operator', jobId });
}

/** A group that was called so already was named by somebody else; so was one that is found so without a commit of ours. */
function originOf(
  { jobId }: ActItem<Subject>,
  { state, verifiedBy }: AttemptEnd,
  { purpose, context, deps }: Attempt,
): NameOrigin {
  const isOurs = state === 'done' && (purpose === 'run' || context.isMarked);
  if (!isOurs) return { source: 'read', by: null, verifiedBy, jobId: null };
  return { source: 'renamed', by: deps.jobs.confirmedBy(jobId), verifiedBy, jobId };
}

function nowReads(item: ActItem<Subject>, { state, values }: PlaybookResult): string | null {
  if (state === 'done' || state === 'skipped') return item.after;
  const present = values['presentName'];
  return present === undefined ? null : String(present);
}
