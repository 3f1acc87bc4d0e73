import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import type { StagedFleet, StagedRow } from './staged-fleet.ts';
import { stamp, type ChangedWorld, type StagedJob } from './staged-job.ts';

const hourMs = 60 * 60_000;
const aMomentMs = 20_000;

interface Watched {
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * The days that confirmed plans take together, on a clock that is put ahead, to their last opening; with a random source people are at
 * some phones of the first plan before the later days.
 */
export class StagedDays {
  readonly #fleet: StagedFleet;
  readonly #jobs: readonly [StagedJob, ...StagedJob[]];
  readonly #watched: Watched;

  constructor(jobs: readonly [StagedJob, ...StagedJob[]], watched: Watched) {
    this.#fleet = jobs[0].fleet;
    this.#jobs = jobs;
    this.#watched = watched;
  }

  async live(random: SeededRandom | null): Promise<void> {
    const [first] = this.#jobs;
    await this.#fleet.untilQuiet(this.#jobIds, this.#watched.signal);
    await this.#passOpenings((job, row) => !job.isLater(row));
    if (random !== null) first.changed = changeWorld(first, random);
    await this.#passOpenings((job, row) => job.isLater(row));
    for (const job of this.#jobs) await job.end();
  }

  get #jobIds(): number[] {
    return this.#jobs.map(({ jobId }) => jobId);
  }

  /** Goes from opening to opening, and looks a moment before each who has begun that should not. */
  async #passOpenings(isMeant: (job: StagedJob, row: StagedRow) => boolean): Promise<void> {
    const { say, signal } = this.#watched;
    const rows = this.#jobs.flatMap((job) => job.preview.filter((row) => isMeant(job, row)));
    const known = rows.map(({ item }) => item.heldUntilAt).filter((at) => at !== null);
    const openings = [...new Set(known)].toSorted((one, other) => one - other);
    for (const at of openings) {
      await this.#finishBefore(at - aMomentMs);
      if (at - aMomentMs > this.#fleet.clock.now()) {
        await this.#fleet.hurryTo(at - aMomentMs, this.#jobIds, signal);
        for (const job of this.#jobs) await lookForEarly(job, at);
      }
      await this.#fleet.hurryTo(at, this.#jobIds, signal);
      say(`${stamp(at)}: ${stateCounts(await this.#rows())}`);
    }
    // Those that wait behind them have theirs soon after; what waits for another day has not.
    await this.#finishBefore(Math.max(this.#fleet.clock.now(), ...openings) + hourMs);
  }

  /** Rows that wait behind others of their account have their gaps still before them: whatever is due until then has its turn. */
  async #finishBefore(at: number): Promise<void> {
    for (;;) {
      const held = (await this.#rows()).map(({ item }) => (item.state === 'held' ? item.heldUntilAt : null));
      const next = Math.min(...held.map((until) => until ?? Number.POSITIVE_INFINITY));
      if (next >= at) return;
      await this.#fleet.hurryTo(next, this.#jobIds, this.#watched.signal);
    }
  }

  async #rows(): Promise<StagedRow[]> {
    return (await Promise.all(this.#jobIds.map((jobId) => this.#fleet.rows(jobId)))).flat();
  }
}

async function lookForEarly(job: StagedJob, at: number): Promise<void> {
  const now = await job.fleet.rows(job.jobId);
  job.early += now.filter((row) => row.item.state !== 'held' && job.openingOf(row) >= at && !job.isShut(row)).length;
}

function changeWorld(job: StagedJob, random: SeededRandom): ChangedWorld {
  const { fleet } = job;
  // What is done earlier or not at all lets those behind it begin earlier: only the last ones of their accounts are touched.
  const all = [job, ...(job.next === null ? [] : [job.next])].flatMap((one) => one.preview);
  const isLast = ({ item: own }: StagedRow): boolean =>
    !all.some(({ item }) => item.accountId === own.accountId && isBehind(item, own));
  const later = job.preview.filter((row) => job.isLater(row) && isLast(row));
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

function isBehind(item: StagedRow['item'], own: StagedRow['item']): boolean {
  return item.jobId > own.jobId || (item.jobId === own.jobId && item.position > own.position);
}

function stateCounts(rows: readonly StagedRow[]): string {
  const states = Map.groupBy(rows, ({ item }) => item.state);
  return [...states].map(([state, all]) => `${all.length} ${state}`).join(', ');
}
