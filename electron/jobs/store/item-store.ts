import { z } from 'zod';
import { verificationSchema, type Verification } from '../../contract/automation.ts';
import { itemCodes, type ItemCode } from '../../contract/job-codes.ts';
import { itemStateSchema, planVerdicts, type ItemState, type JobReview } from '../../contract/jobs.ts';
import { textParamsSchema, type TextParams } from '../../contract/phones.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { PlannedItem } from '../job-kind.ts';

const flag = z.number().transform((value) => value === 1);
const json = z.string().transform((text): unknown => JSON.parse(text));

const itemRowSchema = z.object({
  itemId: z.number(),
  jobId: z.number(),
  position: z.number(),
  itemKey: z.string(),
  accountId: z.string(),
  phoneId: z.string(),
  groupId: z.string().nullable(),
  name: z.string(),
  subject: json,
  before: z.string().nullable(),
  after: z.string().nullable(),
  reads: z.string().nullable(),
  verdict: z.enum(planVerdicts),
  state: itemStateSchema,
  /** A code of a release that is gone reads as none. */
  code: z.enum(itemCodes).nullable().catch(null),
  detail: json.pipe(textParamsSchema),
  heldUntilAt: z.number().nullable(),
  verifiedBy: verificationSchema.nullable().catch(null),
  changedAt: z.number(),
  isMarked: flag,
  isVerifyDue: flag,
  amount: z.number(),
  attemptCount: z.number(),
});
/** An item as stored. `isMarked`: a commit of it is not settled by a reading yet. */
export type ItemRecord = z.output<typeof itemRowSchema>;

const plannedRowSchema = itemRowSchema.extend({ isClaimed: flag });
/** A row of a plan, and whether its act is under way in another job, or its result unknown there. */
export type PlannedRow = z.output<typeof plannedRowSchema>;

const claimedRowSchema = z.object({
  subject: json,
  before: z.string().nullable(),
  after: z.string().nullable(),
  jobTitle: z.string(),
});
/** What an act that is to be done, is under way, or whose result nobody knows makes of something. */
export type ClaimedRow = z.output<typeof claimedRowSchema>;

/** Where an item stands after something happened to it. */
export interface ItemStanding {
  readonly itemId: number;
  readonly state: ItemState;
  readonly code: ItemCode | null;
  readonly detail: TextParams;
  readonly heldUntilAt: number | null;
  readonly reads: string | null;
  readonly verifiedBy: Verification | null;
  readonly changedAt: number;
  readonly isMarked: boolean;
  readonly isVerifyDue: boolean;
}

/** One line of what ever came of an item. */
export interface ItemResult {
  readonly itemId: number;
  readonly attemptId: number | null;
  readonly at: number;
  readonly state: ItemState;
  readonly code: ItemCode | null;
  readonly reads: string | null;
  readonly verifiedBy: Verification | null;
  readonly operatorName: string | null;
  readonly note: string;
}

/** What the lanes need of an open item. */
export interface OpenRow {
  readonly itemId: number;
  readonly jobId: number;
  readonly position: number;
  readonly accountId: string;
  readonly phoneId: string;
  readonly groupId: string | null;
  readonly state: ItemState;
  readonly heldUntilAt: number | null;
  readonly isMarked: boolean;
  readonly isVerifyDue: boolean;
}

type StoredOpenRow = Omit<OpenRow, 'isMarked' | 'isVerifyDue'> & {
  readonly isMarked: number;
  readonly isVerifyDue: number;
};

export interface ItemPage {
  readonly jobId: number;
  readonly states: readonly ItemState[];
  readonly offset: number;
  readonly limit: number;
}

type Values = Readonly<Record<string, string | number | null>>;

const columns = `*, (SELECT count(*) FROM jobAttempt a WHERE a.itemId = jobItem.itemId) AS attemptCount`;
const openStates = `'held', 'ready', 'running', 'waiting-for-operator'`;

/** The tables `jobItem` and `jobResult`. */
export class ItemStore {
  readonly #insert: Statement<[Values], never>;
  readonly #update: Statement<[Values], never>;
  readonly #mark: Statement<[number], never>;
  readonly #result: Statement<[Values], never>;
  readonly #reviews: Statement<[number], Omit<JobReview, 'isDone'> & { readonly isDone: number }>;
  readonly #one: Statement<[number], unknown>;
  readonly #all: Statement<[number], unknown>;
  readonly #openOf: Statement<[number], StoredOpenRow>;
  readonly #oneOpen: Statement<[number], StoredOpenRow>;
  readonly #claimed: Statement<[], { itemKey: string }>;
  readonly #claimedOf: Statement<[string], unknown>;
  readonly #page: Statement<[number, string, number, number], unknown>;
  readonly #count: Statement<[number, string], { n: number }>;
  readonly #notPlainlyReady: Statement<[number], unknown>;
  readonly #queueRest: Statement<[number, number], never>;
  readonly #openCount: Statement<[number], { n: number }>;
  readonly #batchAmount: Statement<[number, number, string], { amount: number }>;
  readonly #doneSince: Statement<[number], { itemKey: string }>;
  readonly #leftCount: Statement<[number], { n: number }>;

  constructor(store: Store) {
    this.#insert =
      store.prepare(`INSERT INTO jobItem (jobId, position, itemKey, accountId, phoneId, groupId, name, subject,
        before, after, verdict, state, code, detail, heldUntilAt, changedAt, amount)
      VALUES (@jobId, @position, @itemKey, @accountId, @phoneId, @groupId, @name, @subject,
        @before, @after, @verdict, 'planned', @code, @detail, @heldUntilAt, @changedAt, @amount)`);
    this.#update = store.prepare(`UPDATE jobItem SET state = @state, code = @code, detail = @detail,
      heldUntilAt = @heldUntilAt, reads = @reads, verifiedBy = @verifiedBy, changedAt = @changedAt, isMarked = @isMarked,
      isVerifyDue = @isVerifyDue WHERE itemId = @itemId`);
    this.#mark = store.prepare('UPDATE jobItem SET isMarked = 1 WHERE itemId = ?');
    this.#result = store.prepare(`INSERT INTO jobResult
        (itemId, attemptId, at, state, code, reads, verifiedBy, operatorName, note)
      VALUES (@itemId, @attemptId, @at, @state, @code, @reads, @verifiedBy, @operatorName, @note)`);
    this.#reviews = store.prepare(`SELECT at, operatorName, code = 'seen-done' AS isDone, note FROM jobResult
      WHERE itemId = ? AND code IN ('seen-done', 'seen-not-done') ORDER BY resultId`);
    this.#one = store.prepare(`SELECT ${columns} FROM jobItem WHERE itemId = ?`);
    this.#all = store.prepare(`SELECT ${columns} FROM jobItem WHERE jobId = ? ORDER BY position`);
    const open = `SELECT itemId, jobId, position, accountId, phoneId, groupId, state, heldUntilAt, isMarked,
      isVerifyDue FROM jobItem WHERE state IN (${openStates})`;
    this.#openOf = store.prepare(`${open} AND jobId = ? ORDER BY position`);
    this.#oneOpen = store.prepare(`${open} AND itemId = ?`);
    this.#claimed = store.prepare(`SELECT itemKey FROM jobItem WHERE state IN (${openStates}, 'needs-review')`);
    this.#claimedOf = store.prepare(`SELECT subject, before, after, title AS jobTitle
      FROM jobItem JOIN job USING (jobId) WHERE kind = ? AND jobItem.state IN (${openStates}, 'needs-review') ORDER BY itemId`);
    const isClaimed = `EXISTS (SELECT 1 FROM jobItem other WHERE other.itemKey = jobItem.itemKey
      AND other.state IN (${openStates}, 'needs-review'))`;
    this.#notPlainlyReady = store.prepare(`SELECT ${columns}, ${isClaimed} AS isClaimed FROM jobItem
      WHERE jobId = ? AND state = 'planned' AND (verdict <> 'ready' OR ${isClaimed}) ORDER BY position`);
    this.#queueRest = store.prepare(`UPDATE jobItem SET state = 'ready', changedAt = ?
      WHERE jobId = ? AND state = 'planned' AND verdict = 'ready'`);
    this.#openCount = store.prepare(`SELECT count(*) AS n FROM jobItem WHERE jobId = ? AND state IN (${openStates})`);
    // By the place in the job: the account may have rows without number in others.
    this.#batchAmount = store.prepare(`SELECT coalesce(sum(amount), 0) AS amount FROM jobItem
      WHERE jobId = ? AND position <= ? AND +accountId = ? AND verdict IN ('ready', 'held')`);
    this.#doneSince = store.prepare(`SELECT itemKey FROM jobItem WHERE jobId > ? AND state = 'done'`);
    this.#leftCount = store.prepare(`SELECT count(*) AS n FROM jobItem WHERE jobId = ? AND code = 'over-batch'`);
    const inStates = 'jobId = ? AND state IN (SELECT value FROM json_each(?))';
    this.#page = store.prepare(`SELECT ${columns} FROM jobItem WHERE ${inStates} ORDER BY position LIMIT ? OFFSET ?`);
    this.#count = store.prepare(`SELECT count(*) AS n FROM jobItem WHERE ${inStates}`);
  }

  add(
    item: PlannedItem<unknown> & { readonly heldUntilAt: number | null },
    { jobId, position, at }: { readonly jobId: number; readonly position: number; readonly at: number },
  ): void {
    const { itemKey, accountId, phoneId, groupId, name, before, after, verdict, code, heldUntilAt } = item;
    this.#insert.run({
      jobId,
      position,
      itemKey,
      accountId,
      phoneId,
      groupId,
      name,
      subject: JSON.stringify(item.subject ?? null),
      before,
      after,
      verdict,
      code,
      detail: JSON.stringify(item.detail ?? {}),
      heldUntilAt,
      changedAt: at,
      amount: item.amount ?? 1,
    });
  }

  save({ detail, isMarked, isVerifyDue, ...standing }: ItemStanding): void {
    const flags = { isMarked: Number(isMarked), isVerifyDue: Number(isVerifyDue) };
    this.#update.run({ ...standing, ...flags, detail: JSON.stringify(detail) });
  }

  /** From now on a commit of the item may have happened. */
  mark(itemId: number): void {
    this.#mark.run(itemId);
  }

  addResult(result: ItemResult): void {
    this.#result.run({ ...result });
  }

  get(itemId: number): ItemRecord | null {
    const row = this.#one.get(itemId);
    return row === undefined ? null : itemRowSchema.parse(row);
  }

  /** What people said to have seen of it, oldest first. */
  reviews(itemId: number): JobReview[] {
    return this.#reviews.all(itemId).map((row) => ({ ...row, isDone: row.isDone === 1 }));
  }

  all(jobId: number): ItemRecord[] {
    return this.#all.all(jobId).map((row) => itemRowSchema.parse(row));
  }

  /** Items that go on by themselves, in the order of the plan. */
  open(jobId: number): OpenRow[] {
    return this.#openOf.all(jobId).map(readOpen);
  }

  /** Null for an item that does not go on by itself (any more). */
  openItem(itemId: number): OpenRow | null {
    const row = this.#oneOpen.get(itemId);
    return row === undefined ? null : readOpen(row);
  }

  /** The acts that are under way, or whose result nobody knows, in whatever job. */
  claimedKeys(): ReadonlySet<string> {
    return new Set(this.#claimed.all().map(({ itemKey }) => itemKey));
  }

  /** As `claimedKeys`, of one kind of job: what those acts make of what. */
  claimed(kind: string): ClaimedRow[] {
    return this.#claimedOf.all(kind).map((row) => claimedRowSchema.parse(row));
  }

  /** Rows of a plan about which there is more to say than that they begin: held, refused, or under way elsewhere. */
  notPlainlyReady(jobId: number): PlannedRow[] {
    return this.#notPlainlyReady.all(jobId).map((row) => plannedRowSchema.parse(row));
  }

  /** All other rows of a plan begin: `queue` for each of them in one step. @returns how many those are */
  queueRest(jobId: number, at: number): number {
    return this.#queueRest.run(at, jobId).changes;
  }

  openCount(jobId: number): number {
    return this.#openCount.get(jobId)?.n ?? 0;
  }

  /** How much of its action the plan has for the row's account, up to and with the row. */
  batchAmount({ jobId, position, accountId }: Pick<ItemRecord, 'jobId' | 'position' | 'accountId'>): number {
    return this.#batchAmount.get(jobId, position, accountId)?.amount ?? 0;
  }

  /** Rows of the job that one batch had no room for. */
  leftCount(jobId: number): number {
    return this.#leftCount.get(jobId)?.n ?? 0;
  }

  /** Acts that were done in later jobs. */
  doneSince(jobId: number): ReadonlySet<string> {
    return new Set(this.#doneSince.all(jobId).map(({ itemKey }) => itemKey));
  }

  /** Rows in the order of the plan, and how many there are in all; no states: all states. */
  page({ jobId, states, offset, limit }: ItemPage): { readonly entries: ItemRecord[]; readonly total: number } {
    const wanted = JSON.stringify(states.length === 0 ? itemStateSchema.options : states);
    const entries = this.#page.all(jobId, wanted, limit, offset).map((row) => itemRowSchema.parse(row));
    return { entries, total: this.#count.get(jobId, wanted)?.n ?? 0 };
  }
}

function readOpen({ isMarked, isVerifyDue, ...row }: StoredOpenRow): OpenRow {
  return { ...row, isMarked: isMarked === 1, isVerifyDue: isVerifyDue === 1 };
}
