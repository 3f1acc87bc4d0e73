import type { JobAttempt, JobItem } from '../../../electron/contract/jobs.ts';
import { shanghaiDay } from '../plan-life/true-days.ts';
import type { StagedFleet, StagedPlace, StagedRow } from './staged-fleet.ts';

const hourMs = 60 * 60_000;

/** What somebody did at the phones before the day on which a row begins. */
export interface ChangedWorld {
  /** The names that people gave groups, by the world's ids. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Groups that got the wanted name by hand. */
  readonly done: readonly string[];
}

export interface EndedRow {
  readonly row: StagedRow;
  readonly attempts: readonly JobAttempt[];
}

/** A row among those of all plans of its account. */
export interface PlacedRow {
  readonly job: StagedJob;
  readonly row: StagedRow;
}

/** A plan of renaming as it was shown, and everything that came of it, over all the days that it took. */
export class StagedJob {
  readonly fleet: StagedFleet;
  readonly jobId: number;
  readonly preview: readonly StagedRow[];
  readonly sinceSeq: number;
  readonly plannedAt: number;
  /** The batch before it; null for a first one. */
  readonly before: StagedJob | null;
  /** The batch after it. */
  next: StagedJob | null = null;
  confirmedAt = 0;
  ended: readonly EndedRow[] = [];
  changed: ChangedWorld = { renamed: new Map(), done: [] };
  /** Rows that were not held any more a moment before they might be done. */
  early = 0;

  private constructor(
    fleet: StagedFleet,
    plan: Pick<StagedJob, 'jobId' | 'preview' | 'sinceSeq' | 'plannedAt' | 'before'>,
  ) {
    this.fleet = fleet;
    this.jobId = plan.jobId;
    this.preview = plan.preview;
    this.sinceSeq = plan.sinceSeq;
    this.plannedAt = plan.plannedAt;
    this.before = plan.before;
  }

  static async plan(
    fleet: StagedFleet,
    { isWanted, prefix }: { readonly isWanted: (place: StagedPlace) => boolean; readonly prefix: string },
  ): Promise<StagedJob> {
    return StagedJob.#shown(fleet, () => fleet.plan(isWanted, prefix), null);
  }

  /** What this batch had no room for, as its plan is shown now. */
  async planNext(): Promise<StagedJob> {
    this.next = await StagedJob.#shown(this.fleet, () => this.fleet.planNext(this.jobId), this);
    return this.next;
  }

  static async #shown(fleet: StagedFleet, plan: () => Promise<number>, before: StagedJob | null): Promise<StagedJob> {
    const [sinceSeq, plannedAt] = [fleet.lastSeq, fleet.clock.now()];
    const jobId = await plan();
    return new StagedJob(fleet, { jobId, preview: await fleet.rows(jobId), sinceSeq, plannedAt, before });
  }

  async confirm(): Promise<void> {
    this.confirmedAt = this.fleet.clock.now();
    await this.fleet.console.confirm(this.jobId);
  }

  /** Everything is over, or waits for nothing that will come. */
  async end(): Promise<void> {
    const last = await this.fleet.rows(this.jobId);
    const ended = last.map(async (row) => ({ row, attempts: await this.fleet.attempts(row.item.itemId) }));
    this.ended = await Promise.all(ended);
  }

  /** The row as the plan showed it. */
  shown({ item: { itemId } }: StagedRow): JobItem {
    const found = this.preview.find(({ item }) => item.itemId === itemId);
    if (found === undefined) throw new Error(`row ${itemId} was not in the plan`);
    return found.item;
  }

  /** From when on the plan lets a row be done; infinity: nobody knows. */
  openingOf(row: StagedRow): number {
    const shown = this.shown(row);
    return shown.verdict === 'held' ? (shown.heldUntilAt ?? Number.POSITIVE_INFINITY) : this.confirmedAt;
  }

  /** Its opening is known and on a later day than the plan. */
  isLater(row: StagedRow): boolean {
    const { heldUntilAt } = this.shown(row);
    return heldUntilAt !== null && shanghaiDay(heldUntilAt) > shanghaiDay(this.plannedAt);
  }

  /** Blocked in the plan: it waits for nothing. */
  isShut(row: StagedRow): boolean {
    return this.shown(row).verdict !== 'held' && this.shown(row).verdict !== 'ready';
  }

  /** Rows of its account that may be done before it, of this batch and those before, in their order. */
  rowsBefore({ item }: StagedRow): PlacedRow[] {
    const own = this.preview.filter((row) => row.item.position < item.position);
    const earlier: PlacedRow[] = this.before?.rowsOf(item.accountId) ?? [];
    return [...earlier, ...own.map((row) => ({ job: this, row }))].filter(
      (placed) => placed.row.item.accountId === item.accountId && !placed.job.isShut(placed.row),
    );
  }

  /** All rows of an account, of this batch and those before. */
  rowsOf(accountId: string): PlacedRow[] {
    const own = this.preview.filter(({ item }) => item.accountId === accountId).map((row) => ({ job: this, row }));
    return [...(this.before?.rowsOf(accountId) ?? []), ...own];
  }

  /** Of `rowsBefore`, those of the day on which it begins. */
  rowsBeforeOnItsDay(row: StagedRow): PlacedRow[] {
    const day = shanghaiDay(this.openingOf(row));
    return this.rowsBefore(row).filter((placed) => shanghaiDay(placed.job.openingOf(placed.row)) === day);
  }

  /** How much later than its opening the world has its renaming; null where it has none. */
  lateMs(row: StagedRow): number | null {
    const at = this.fleet.renames(this.sinceSeq).find(({ groupId }) => groupId === row.worldId)?.at;
    return at === undefined ? null : at - this.openingOf(row);
  }
}

/** Month, day, hour and minute in Shanghai. */
export function stamp(at: number): string {
  return Number.isFinite(at) ? new Date(at + 8 * hourMs).toISOString().slice(5, 19) : 'nobody knows';
}
