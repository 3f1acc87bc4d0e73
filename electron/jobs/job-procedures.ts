import type { AuditPort } from '../audit/audit-log.ts';
import type { WaitReason } from '../contract/job-codes.ts';
import type { Job, JobItem, OperatorTask } from '../contract/jobs.ts';
import type { Operator } from '../contract/operators.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Handlers, ProcedureInput, ProcedureName, ProcedureOutput } from '../contract/procedures.ts';
import type { Settings } from '../contract/settings.ts';
import { showNumberOver } from '../devices/acts/show-number.ts';
import type { SavedFiles } from '../devices/reports/saved-files.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Store } from '../store/store.ts';
import type { EvidenceFiles } from './evidence-port.ts';
import type { PlatformRules } from './gate.ts';
import type { JobBook } from './job-book.ts';
import type { JobDecisions } from './job-decisions.ts';
import { writeTable } from '../tables/write-table.ts';
import { tableOfJob } from './job-export.ts';
import { viewOfJob } from './job-feed.ts';
import type { JobPhones } from './job-phones.ts';
import type { JobRunner } from './job-runner.ts';
import type { OperatorDesk } from './operator-desk.ts';
import { isActingItem } from './states/item-state.ts';
import { makePlan, type PlanAuthor, type PlannerDeps } from './planner.ts';
import type { ItemRecord } from './store/item-store.ts';
import type { JobRecord } from './store/job-store.ts';

export type JobProcedure = Extract<ProcedureName, `jobs.${string}`>;

export interface JobProcedureDeps {
  readonly book: JobBook;
  readonly runner: JobRunner;
  readonly decisions: JobDecisions;
  readonly planner: PlannerDeps;
  readonly rules: PlatformRules;
  readonly desk: OperatorDesk;
  readonly evidence: EvidenceFiles;
  readonly phones: JobPhones;
  readonly files: SavedFiles;
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
  /** Real time. */
  readonly machineClock: Clock;
  readonly settings: { current(): Settings };
  readonly operator: { current(): Operator | null };
}

/** What page and scripts may ask of jobs. */
export function createJobProcedures(deps: JobProcedureDeps): Handlers<JobProcedure> {
  const { book, decisions, desk } = deps;
  const shown = (decided: Outcome<JobRecord>): Outcome<Job> =>
    decided.ok ? succeed(viewOfJob(book, decided.value)) : decided;
  return {
    'jobs.plan': (input, signal) => plan(deps, input, { signal, replacedJobId: null }),
    'jobs.replan': ({ jobId }, signal) => replan(deps, jobId, signal),
    'jobs.get': async ({ jobId }) => shown(findJob(book, jobId)),
    'jobs.page': async ({ beforeId, limit }) =>
      succeed(pageOf(book.jobs.page(beforeId, limit + 1), limit, (job) => viewOfJob(book, job))),
    'jobs.items': async (input) => items(deps, input),
    'jobs.item': async ({ itemId }) => oneItem(deps, itemId),
    'jobs.holder': async ({ phoneId }) => succeed({ row: rowOn(book, phoneId) }),
    'jobs.attempts': async ({ itemId }) =>
      succeed({ attempts: book.attemptsOf(itemId), reviews: book.items.reviews(itemId) }),
    'jobs.evidence': ({ evidenceId }) => readEvidence(deps, evidenceId),
    'jobs.confirm': async ({ jobId }) => shown(decisions.confirm(jobId)),
    'jobs.pause': async ({ jobId }) => shown(decisions.pause(jobId)),
    'jobs.resume': async ({ jobId }) => shown(decisions.resume(jobId)),
    'jobs.cancel': async ({ jobId, itemIds }) => decisions.cancel(jobId, itemIds),
    'jobs.retry': async ({ jobId, itemIds }) => decisions.retry(jobId, itemIds),
    'jobs.review': async ({ itemId, isDone, note }) => decisions.review(itemId, isDone, note),
    'jobs.stopAll': async () => decisions.stopAll(),
    'jobs.tasks': async () => succeed({ tasks: desk.tasks() }),
    'jobs.answer': async ({ attemptId, isDone }) => answer(deps, attemptId, isDone),
    'jobs.showNumber': ({ attemptId }, signal) => showNumberOf(deps, attemptId, signal),
    'jobs.export': (input, signal) => exportJob(deps, input, signal),
  };
}

function findJob(book: JobBook, jobId: number): Outcome<JobRecord> {
  const job = book.jobs.get(jobId);
  return job === null ? fail('job-not-found', 'no such job', { jobId }) : succeed(job);
}

function pageOf<R, V>(found: readonly R[], limit: number, view: (row: R) => V): { entries: V[]; hasMore: boolean } {
  return { entries: found.slice(0, limit).map(view), hasMore: found.length > limit };
}

/** The dispatcher lets nobody plan without an operator. */
async function plan(
  deps: JobProcedureDeps,
  order: ProcedureInput<'jobs.plan'>,
  author: Omit<PlanAuthor, 'operator'>,
): Promise<Outcome<Job>> {
  const operator = deps.operator.current();
  if (operator === null) return fail('operator-required', 'a plan needs an operator');
  const planned = await makePlan(deps.planner, order, { operator, ...author });
  if (!planned.ok) return planned;
  const job = findJob(deps.book, planned.value);
  return job.ok ? succeed(viewOfJob(deps.book, job.value)) : job;
}

async function replan(deps: JobProcedureDeps, jobId: number, signal: AbortSignal): Promise<Outcome<Job>> {
  const job = findJob(deps.book, jobId);
  if (!job.ok) return job;
  const { state, kind, title, payload, window } = job.value;
  if (state !== 'planned') return fail('job-state', 'only a plan is made anew', { state });
  const made = await plan(deps, { kind, title, payload, window }, { signal, replacedJobId: jobId });
  if (!made.ok) return made;
  const dropped = deps.decisions.cancel(jobId, null);
  return dropped.ok ? made : dropped;
}

function items(
  { book, runner }: JobProcedureDeps,
  input: ProcedureInput<'jobs.items'>,
): Outcome<ProcedureOutput<'jobs.items'>> {
  const job = findJob(book, input.jobId);
  if (!job.ok) return job;
  const { entries, total } = book.items.page(input);
  const reasonOf = runner.waitReasons(input.jobId);
  return succeed({ entries: entries.map((item) => viewOfItem(book, item, reasonOf(item.itemId))), total });
}

function oneItem({ book, runner }: JobProcedureDeps, itemId: number): Outcome<JobItem> {
  const item = book.items.get(itemId);
  if (item === null) return fail('job-item-not-found', 'no such row', { itemId });
  return succeed(viewOfItem(book, item, runner.waitReasons(item.jobId)(itemId)));
}

function viewOfItem(book: JobBook, item: ItemRecord, waitsFor: JobItem['waitsFor']): JobItem {
  const { itemKey: _key, subject: _subject, isMarked, isVerifyDue, ...shown } = item;
  const view = { ...shown, isVerifyDue: isVerifyDue || isMarked, waitsFor };
  const other = waitsFor !== null && busyReasons.has(waitsFor) ? holderOf(book, item) : null;
  return other === null ? view : { ...view, waitsForJob: other };
}

const busyReasons: ReadonlySet<WaitReason> = new Set(['phone-busy', 'account-busy', 'group-busy']);

/** The job whose row has the phone, acts for the account, or in the group, right now; null when it is no job that has it. */
function holderOf(
  { live }: JobBook,
  { itemId, phoneId, accountId, groupId }: ItemRecord,
): JobItem['waitsForJob'] | null {
  for (const { record, items: open } of live.list()) {
    const acting = [...open.values()].find(
      (other) =>
        other.itemId !== itemId &&
        isActingItem(other.state) &&
        (other.phoneId === phoneId || other.accountId === accountId || (groupId !== null && other.groupId === groupId)),
    );
    if (acting !== undefined) return { jobId: record.jobId, title: record.title };
  }
  return null;
}

/** The row that something is done for on that phone right now. */
function rowOn({ live, items: rows }: JobBook, phoneId: string): ProcedureOutput<'jobs.holder'>['row'] {
  for (const { record, items: open } of live.list()) {
    const acting = [...open.values()].find((item) => item.phoneId === phoneId && isActingItem(item.state));
    const row = acting === undefined ? null : rows.get(acting.itemId);
    if (row !== null) return { jobId: record.jobId, title: record.title, itemId: row.itemId, name: row.name };
  }
  return null;
}

async function readEvidence(
  { evidence }: JobProcedureDeps,
  evidenceId: string,
): Promise<Outcome<ProcedureOutput<'jobs.evidence'>>> {
  const read = await evidence.read(evidenceId);
  if (!read.ok) return read;
  const { bytes, mediaType, takenAt } = read.value;
  return succeed({ mediaType, base64: Buffer.from(bytes).toString('base64'), takenAt });
}

/** The line is written first: an answer that the log cannot hold is not taken. */
function answer(deps: JobProcedureDeps, attemptId: number, isDone: boolean): Outcome<null> {
  const { desk, store, audit } = deps;
  const task = desk.tasks().find((waiting) => waiting.attemptId === attemptId);
  if (task === undefined) return fail('job-item-not-found', 'nothing waits for this answer', { attemptId });
  const known = isDone ? checkRulesOf(deps, task) : succeed(null);
  if (!known.ok) return known;
  const { jobId, itemId, phoneId } = task;
  const noted = store.write(() =>
    audit.append({ action: 'jobs.answer', subject: phoneId, params: { jobId, itemId, isDone } }),
  );
  return noted.ok ? desk.answer(attemptId, isDone) : noted;
}

/** To say what was done earlier needs no reading; to do something, or to let the console do it, does. */
function checkRulesOf({ book, planner, rules }: JobProcedureDeps, { jobId, asks }: OperatorTask): Outcome<null> {
  const kind = book.jobs.get(jobId)?.kind ?? '';
  return asks === 'check' || planner.kinds.get(kind)?.isHarmless === true ? succeed(null) : rules.checkRules();
}

/** Over the link of the attempt that holds the phone, and only while that waits. */
async function showNumberOf(
  { desk, phones, machineClock }: JobProcedureDeps,
  attemptId: number,
  signal: AbortSignal,
): Promise<Outcome<null>> {
  const task = desk.tasks().find((waiting) => waiting.attemptId === attemptId);
  const phone = desk.phoneOf(attemptId);
  if (task === undefined || phone === null) return fail('job-item-not-found', 'nothing waits there', { attemptId });
  const number = phones.get(task.phoneId)?.number ?? null;
  if (number === null) return fail('invalid-input', 'the phone has no number', { field: 'number', rule: 'missing' });
  const until = AbortSignal.any([signal, phone.signal]);
  const shown = await showNumberOver(phone.link, number, { clock: machineClock, signal: until });
  // Answered meanwhile: nobody looks for the phone any more.
  return phone.signal.aborted ? succeed(null) : shown;
}

async function exportJob(
  { book, phones, files, audit, store, clock, settings }: JobProcedureDeps,
  { jobId, format, purpose, path }: ProcedureInput<'jobs.export'>,
  signal: AbortSignal,
): Promise<Outcome<ProcedureOutput<'jobs.export'>>> {
  const job = findJob(book, jobId);
  if (!job.ok) return job;
  const rows = book.items.all(jobId);
  const nameOf = (phoneId: string): string => nameOfPhone(phones, phoneId);
  const bytes = await writeTable(tableOfJob({ items: rows, nameOf, language: settings.current().language }), format);
  const suggestedName = `jiqun-job-${jobId}-${new Date(clock.now()).toISOString().slice(0, 10)}.${format}`;
  const saved = await files.save({ suggestedName, bytes, path }, signal);
  if (!saved.ok) return saved;
  if (saved.value !== null) {
    const params = { jobId, title: job.value.title, rowCount: rows.length, purpose };
    const noted = store.write(() => audit.append({ action: 'jobs.export', subject: null, params }));
    if (!noted.ok) return noted;
  }
  return succeed({ path: saved.value, rowCount: rows.length });
}

function nameOfPhone(phones: JobPhones, phoneId: string): string {
  const phone = phones.get(phoneId);
  if (phone === null) return phoneId;
  const name = phone.label === '' ? (phone.facts.marketName ?? phone.facts.model ?? phoneId) : phone.label;
  return phone.number === null ? name : `${phone.number} ${name}`;
}
