import type { JobAttempt, JobItem } from '../../../electron/contract/jobs.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { shanghaiDay } from '../plan-life/true-days.ts';
import type { StagedFleet, StagedPlace, StagedRow } from './staged-fleet.ts';

const hourMs = 60 * 60_000;
const aMomentMs = 20_000;

interface Watched {
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

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

/** A plan of renaming as it was shown, and everything that came of it, over all the days that it took. */
export class StagedJob {
  readonly fleet: StagedFleet;
  readonly jobId: number;
  readonly preview: readonly StagedRow[];
  readonly sinceSeq: number;
  readonly plannedAt: number;
  confirmedAt = 0;
  /** Once everything was done that could be on its day. */
  today: readonly StagedRow[] = [];
  ended: readonly EndedRow[] = [];
  changed: ChangedWorld = { renamed: new Map(), done: [] };
  /** Rows that were not held any more a moment before they might be done. */
  early = 0;
  readonly #watched: Watched;

  private constructor(
    fleet: StagedFleet,
    plan: Pick<StagedJob, 'jobId' | 'preview' | 'sinceSeq' | 'plannedAt'>,
    watched: Watched,
  ) {
    this.fleet = fleet;
    this.jobId = plan.jobId;
    this.preview = plan.preview;
    this.sinceSeq = plan.sinceSeq;
    this.plannedAt = plan.plannedAt;
    this.#watched = watched;
  }

  static async plan(
    fleet: StagedFleet,
    { isWanted, prefix }: { readonly isWanted: (place: StagedPlace) => boolean; readonly prefix: string },
    watched: Watched,
  ): Promise<StagedJob> {
    const [sinceSeq, plannedAt] = [fleet.lastSeq, fleet.clock.now()];
    const jobId = await fleet.plan(isWanted, prefix);
    const preview = await fleet.rows(jobId);
    return new StagedJob(fleet, { jobId, preview, sinceSeq, plannedAt }, watched);
  }

  /** Confirms the plan and goes on to its last opening; with a random source people are at some phones before the later days. */
  async live(random: SeededRandom | null): Promise<void> {
    const { fleet, jobId, preview } = this;
    this.confirmedAt = fleet.clock.now();
    await fleet.console.confirm(jobId);
    await fleet.untilQuiet(jobId, this.#watched.signal);
    const isLater = (row: StagedRow): boolean => this.isLater(row);
    await this.#passOpenings(preview.filter((row) => !isLater(row)));
    this.today = await fleet.rows(jobId);
    if (random !== null) this.changed = this.#changeWorld(random);
    await this.#passOpenings(preview.filter(isLater));
    const last = await fleet.rows(jobId);
    this.ended = await Promise.all(last.map(async (row) => ({ row, attempts: await fleet.attempts(row.item.itemId) })));
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

  /** How many rows of its account the plan has before it. */
  behind({ item }: StagedRow): number {
    return this.preview.filter((row) => row.item.accountId === item.accountId && row.item.position < item.position)
      .length;
  }

  #changeWorld(random: SeededRandom): ChangedWorld {
    const { fleet } = this;
    // What is done earlier or not at all lets those behind it begin earlier: only the last ones of their accounts are touched.
    const isLast = (row: StagedRow): boolean =>
      !this.preview.some(({ item }) => item.accountId === row.item.accountId && item.position > row.item.position);
    const later = this.preview.filter((row) => this.isLater(row) && isLast(row));
    const [renamed, done, ...others] = random.sample(later, later.length);
    const names = new Map<string, string>();
    for (const row of [renamed, ...(others.length > 3 ? others.slice(0, 1) : [])]) {
      if (row === undefined) continue;
      names.set(row.worldId, `改过了${row.worldId}`);
      fleet.renameByHand(row.worldId, `改过了${row.worldId}`);
    }
    if (done !== undefined) fleet.renameByHand(done.worldId, done.item.after ?? '');
    return { renamed: names, done: done === undefined ? [] : [done.worldId] };
  }

  /** Goes from opening to opening, and looks a moment before each who has begun that should not. */
  async #passOpenings(rows: readonly StagedRow[]): Promise<void> {
    const { fleet, jobId } = this;
    const { say, signal } = this.#watched;
    const known = rows.map(({ item }) => item.heldUntilAt).filter((at) => at !== null);
    const openings = [...new Set(known)].toSorted((one, other) => one - other);
    for (const at of openings) {
      await this.#finishBefore(at - aMomentMs);
      if (at - aMomentMs > fleet.clock.now()) {
        await fleet.hurryTo(at - aMomentMs, jobId, signal);
        const now = await fleet.rows(jobId);
        this.early += now.filter(
          (row) => row.item.state !== 'held' && this.openingOf(row) >= at && !this.#isShut(row),
        ).length;
      }
      await fleet.hurryTo(at, jobId, signal);
      say(`${stamp(at)}: ${stateCounts(await fleet.rows(jobId))}`);
    }
    // Those that wait behind them have theirs soon after; what waits for another day has not.
    await this.#finishBefore(Math.max(fleet.clock.now(), ...openings) + hourMs);
  }

  /** Blocked in the plan: it waits for nothing. */
  #isShut(row: StagedRow): boolean {
    return this.shown(row).verdict !== 'held' && this.shown(row).verdict !== 'ready';
  }

  /** Rows that wait behind others of their account have their gaps still before them: whatever is due until then has its turn. */
  async #finishBefore(at: number): Promise<void> {
    for (;;) {
      const held = (await this.fleet.rows(this.jobId)).map(({ item }) =>
        item.state === 'held' ? item.heldUntilAt : null,
      );
      const next = Math.min(...held.map((until) => until ?? Number.POSITIVE_INFINITY));
      if (next >= at) return;
      await this.fleet.hurryTo(next, this.jobId, this.#watched.signal);
    }
  }
}

/** Month, day, hour and minute in Shanghai. */
export function stamp(at: number): string {
  return Number.isFinite(at) ? new Date(at + 8 * hourMs).toISOString().slice(5, 19) : 'nobody knows';
}

function stateCounts(rows: readonly StagedRow[]): string {
  const states = Map.groupBy(rows, ({ item }) => item.state);
  return [...states].map(([state, all]) => `${all.length} ${state}`).join(', ');
}
