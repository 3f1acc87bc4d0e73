import type { WaitReason } from '../../contract/job-codes.ts';
import type { JobWindow } from '../../contract/jobs.ts';
import { isActingItem } from '../states/item-state.ts';
import { isDue, type OpenItem } from './open-item.ts';

/** What attempts on one version of the app have shown in a job: nothing yet, a verified result, one that nobody can read. */
export type VersionProof = 'none' | 'proven' | 'in-doubt';

export interface LaneJob {
  readonly jobId: number;
  readonly isPaused: boolean;
  readonly window: JobWindow;
  /** False for a kind that this release does not have. */
  readonly isKnown: boolean;
  /** What an act of it has to itself besides account and phone, over all jobs, as its kind names it; null: nothing. */
  readonly laneKeyOf: (item: OpenItem) => string | null;
  /** What a plan of its accounts counts its acts as; null: as nothing. */
  readonly countsAs: string | null;
  /** When somebody said yes to it. */
  readonly confirmedAt: number;
  /** In the order of the plan. */
  readonly items: readonly OpenItem[];
  readonly proofOf: (versionKey: string) => VersionProof;
}

export interface LanePhone {
  /** Null: it can be held now. */
  readonly obstacle: 'phone-away' | 'phone-busy' | 'phone-set-aside' | null;
  /** Null where the desk map does not know where it hangs. */
  readonly hubId: string | null;
  /** The app and version that acts on it go through. */
  readonly versionKey: string;
}

/** Everything that decides who may begin next. */
export interface LaneBoard {
  readonly now: number;
  /** In the order in which they get their turn. */
  readonly jobs: readonly LaneJob[];
  readonly phoneOf: (phoneId: string) => LanePhone;
  /** How many phones of one hub may be acted on at once. */
  readonly hubLimit: number;
}

/** What runs now, over all jobs. */
export interface LaneLoad {
  readonly accounts: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
  /** What acts have to themselves: groups that are being changed. */
  readonly lanes: ReadonlySet<string>;
  readonly hubs: ReadonlyMap<string, number>;
  /** `jobId versionKey` of every item that runs. */
  readonly versions: ReadonlySet<string>;
}

interface GrowingLoad extends LaneLoad {
  readonly accounts: Set<string>;
  readonly phones: Set<string>;
  readonly lanes: Set<string>;
  readonly hubs: Map<string, number>;
  readonly versions: Set<string>;
}

export function loadOf(board: LaneBoard): GrowingLoad {
  const load: GrowingLoad = {
    accounts: new Set(),
    phones: new Set(),
    lanes: new Set(),
    hubs: new Map(),
    versions: new Set(),
  };
  for (const job of board.jobs) {
    for (const item of job.items) if (isActingItem(item.state)) occupy(load, item, { job, board });
  }
  return load;
}

function occupy(
  load: GrowingLoad,
  item: OpenItem,
  { job, board }: { readonly job: LaneJob | undefined; readonly board: LaneBoard },
): void {
  const { jobId, accountId, phoneId } = item;
  const { hubId, versionKey } = board.phoneOf(phoneId);
  const laneKey = job?.laneKeyOf(item) ?? null;
  load.accounts.add(accountId);
  load.phones.add(phoneId);
  if (laneKey !== null) load.lanes.add(laneKey);
  load.versions.add(laneOfVersion(jobId, versionKey));
  if (hubId !== null) load.hubs.set(hubId, (load.hubs.get(hubId) ?? 0) + 1);
}

/**
 * What keeps an item from beginning now: its job, its phone, or another item. Null when nothing of that does; whether it
 * may is then the gate's answer.
 */
export function waitReasonOf(item: OpenItem, job: LaneJob, board: LaneBoard, load: LaneLoad): WaitReason | null {
  if (!job.isKnown) return 'kind-missing';
  if (job.isPaused) return 'job-paused';
  const { startAt, endAt } = job.window;
  if (startAt !== null && board.now < startAt) return 'before-window';
  if (endAt !== null && board.now >= endAt) return 'after-window';
  const { obstacle, hubId, versionKey } = board.phoneOf(item.phoneId);
  if (load.accounts.has(item.accountId)) return 'account-busy';
  if (load.phones.has(item.phoneId)) return 'phone-busy';
  const laneKey = job.laneKeyOf(item);
  if (laneKey !== null && load.lanes.has(laneKey)) return 'group-busy';
  if (obstacle !== null) return obstacle;
  if (hubId !== null && (load.hubs.get(hubId) ?? 0) >= board.hubLimit) return 'hub-full';
  return versionReason(item, job, { versionKey, load });
}

/** The first item on a version of the app goes alone, and the others only once it was verified. A look harms nobody. */
function versionReason(
  item: OpenItem,
  job: LaneJob,
  { versionKey, load }: { readonly versionKey: string; readonly load: LaneLoad },
): WaitReason | null {
  const proof = job.proofOf(versionKey);
  if (proof === 'proven') return null;
  if (load.versions.has(laneOfVersion(job.jobId, versionKey))) return 'first-alone';
  return proof === 'in-doubt' && !item.isVerifyDue ? 'first-in-doubt' : null;
}

export function laneOfVersion(jobId: number, versionKey: string): string {
  return `${jobId} ${versionKey}`;
}

/**
 * Who begins, one look long: jobs take turns, each gives first the looks that are due and then its items in the order of
 * the plan. Of what one account's plan counts as the same, the job that was confirmed first goes first, whichever has its
 * turn: when its rows open was told with its plan, and a later job takes none of their places. Since within a look more and more is under way and nothing ends, an item that had to wait once is not tried
 * again, and a look over many items stays short.
 */
export class LaneTurn {
  readonly #board: LaneBoard;
  readonly #load: ReturnType<typeof loadOf>;
  readonly #queues: readonly JobQueue[];
  readonly #seniors: Seniors;
  readonly #given = new Set<number>();
  #turn = 0;

  constructor(board: LaneBoard) {
    this.#board = board;
    this.#load = loadOf(board);
    this.#queues = board.jobs.map((job) => ({ job, items: dueItems(job, board.now), place: 0 }));
    this.#seniors = seniorsOf(this.#queues);
  }

  /** The item that may begin next, as far as lanes and phones go; null when none may. Each is given once. */
  next(): OpenItem | null {
    for (let passed = 0; passed < this.#queues.length; passed++) {
      const queue = this.#queues[(this.#turn + passed) % this.#queues.length];
      const item = queue === undefined ? null : this.#nextOf(queue);
      if (item === null) continue;
      this.#turn = (this.#turn + passed) % this.#queues.length;
      return item;
    }
    return null;
  }

  /** It began: its account, phone, group and hub are taken, and the next job has its turn. */
  begin(item: OpenItem): void {
    const job = this.#board.jobs.find(({ jobId }) => jobId === item.jobId);
    occupy(this.#load, item, { job, board: this.#board });
    this.#turn += 1;
  }

  #nextOf(queue: JobQueue): OpenItem | null {
    for (; queue.place < queue.items.length; queue.place++) {
      const item = queue.items[queue.place];
      if (item === undefined || !this.#isFree(item, queue.job)) continue;
      // As long as somebody of longer standing goes before it, the item keeps its place.
      const first = this.#firstFor(item, queue.job);
      this.#given.add(first.itemId);
      return first;
    }
    return null;
  }

  #isFree(item: OpenItem, job: LaneJob): boolean {
    return !this.#given.has(item.itemId) && waitReasonOf(item, job, this.#board, this.#load) === null;
  }

  /** Of all that may begin now and takes the same places as the item, the one that is first by its job. */
  #firstFor(item: OpenItem, { countsAs }: LaneJob): OpenItem {
    const line = this.#seniors.get(lineOf(countsAs, item));
    if (line === undefined) return item;
    let next = line.all[line.place];
    while (next !== undefined && !this.#isFree(next.item, next.job)) next = line.all[++line.place];
    return next?.item ?? item;
  }
}

interface JobQueue {
  readonly job: LaneJob;
  readonly items: readonly OpenItem[];
  place: number;
}

/** Items that take each other's places in a plan, in the order in which they may. */
type Seniors = ReadonlyMap<string, Line>;

interface Line {
  readonly all: { readonly item: OpenItem; readonly job: LaneJob }[];
  place: number;
}

function seniorsOf(queues: readonly JobQueue[]): Seniors {
  const lines = new Map<string, Line>();
  const counted = queues.filter(({ job }) => job.countsAs !== null);
  const bySeniority = counted.toSorted(
    ({ job: one }, { job: other }) => one.confirmedAt - other.confirmedAt || one.jobId - other.jobId,
  );
  for (const isLook of [true, false]) {
    for (const { job, items } of bySeniority) {
      for (const item of items) {
        if (item.isVerifyDue !== isLook) continue;
        const key = lineOf(job.countsAs, item);
        const line = lines.get(key) ?? { all: [], place: 0 };
        lines.set(key, line);
        line.all.push({ item, job });
      }
    }
  }
  return lines;
}

function lineOf(countsAs: string | null, { accountId }: OpenItem): string {
  return `${countsAs} ${accountId}`;
}

function dueItems({ items }: LaneJob, now: number): readonly OpenItem[] {
  const due = items.filter((item) => isDue(item, now));
  return [...due.filter(({ isVerifyDue }) => isVerifyDue), ...due.filter(({ isVerifyDue }) => !isVerifyDue)];
}

/** The jobs in the order of their turns: those after the one that had the last turn first. */
export function inTurn<T extends { readonly jobId: number }>(
  jobs: readonly T[],
  lastJobId: number | null,
): readonly T[] {
  if (lastJobId === null) return jobs;
  return [...jobs.filter(({ jobId }) => jobId > lastJobId), ...jobs.filter(({ jobId }) => jobId <= lastJobId)];
}
