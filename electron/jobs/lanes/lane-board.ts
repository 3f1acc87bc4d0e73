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
  readonly hubs: ReadonlyMap<string, number>;
  /** `jobId versionKey` of every item that runs. */
  readonly versions: ReadonlySet<string>;
}

export function loadOf(board: LaneBoard): LaneLoad {
  const load = {
    accounts: new Set<string>(),
    phones: new Set<string>(),
    hubs: new Map<string, number>(),
    versions: new Set<string>(),
  };
  for (const job of board.jobs) {
    for (const item of job.items) {
      if (!isActingItem(item.state)) continue;
      const { hubId, versionKey } = board.phoneOf(item.phoneId);
      load.accounts.add(item.accountId);
      load.phones.add(item.phoneId);
      load.versions.add(laneOfVersion(job.jobId, versionKey));
      if (hubId !== null) load.hubs.set(hubId, (load.hubs.get(hubId) ?? 0) + 1);
    }
  }
  return load;
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
 * The item that begins next: the first job in turn that has one free to begin gives it, looks that are due before new
 * acts, then in the order of the plan. Null when none can begin. Pure; asked anew after each beginning.
 */
export function pickNext(board: LaneBoard): OpenItem | null {
  const load = loadOf(board);
  for (const job of board.jobs) {
    const free = job.items.filter((item) => isDue(item, board.now) && waitReasonOf(item, job, board, load) === null);
    const chosen = free.find(({ isVerifyDue }) => isVerifyDue) ?? free[0];
    if (chosen !== undefined) return chosen;
  }
  return null;
}

/** The jobs in the order of their turns: those after the one that had the last turn first. */
export function inTurn<T extends { readonly jobId: number }>(
  jobs: readonly T[],
  lastJobId: number | null,
): readonly T[] {
  if (lastJobId === null) return jobs;
  return [...jobs.filter(({ jobId }) => jobId > lastJobId), ...jobs.filter(({ jobId }) => jobId <= lastJobId)];
}
