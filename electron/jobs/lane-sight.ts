import type { Phone } from '../contract/phones.ts';
import type { Clock } from '../runtime/clock.ts';
import type { JobBook } from './job-book.ts';
import type { JobPhones } from './job-phones.ts';
import type { JobRegistry } from './job-registry.ts';
import { inTurn, type LaneBoard, type LaneJob, type LanePhone } from './lanes/lane-board.ts';
import type { OpenItem } from './lanes/open-item.ts';
import { VersionProofs, versionKeyOf } from './lanes/version-proofs.ts';
import type { LiveJob } from './live-jobs.ts';

export interface LaneSightDeps {
  readonly book: JobBook;
  readonly kinds: JobRegistry;
  readonly phones: JobPhones;
  readonly clock: Clock;
  readonly machineClock: Clock;
  /** The hub that a phone hangs on; null where the desk map does not know. */
  readonly hubOf: (phoneId: string) => string | null;
  readonly hubLimit: () => number;
}

export interface LaneMoment {
  /** It was given its turn, whether or not its attempt is stored yet. */
  readonly isRunning: (itemId: number) => boolean;
  /** Nothing more of it begins, whatever the database says. */
  readonly isHalted: (jobId: number) => boolean;
  /** The job that began something last. */
  readonly lastJobId: number | null;
}

/** What the lanes see of jobs, phones and hubs at one moment. */
export class LaneSight {
  readonly #deps: LaneSightDeps;
  readonly #proofs: VersionProofs;
  readonly #restingUntilMs = new Map<string, number>();

  constructor(deps: LaneSightDeps) {
    this.#deps = deps;
    this.#proofs = new VersionProofs(deps.book);
  }

  /** The phone could not be held although it looked free: it is left alone for so long. */
  restPhone(phoneId: string, forMs: number): void {
    this.#restingUntilMs.set(phoneId, this.#deps.machineClock.monotonic() + forMs);
  }

  board(moment: LaneMoment): LaneBoard {
    const { book, clock, hubLimit } = this.#deps;
    const jobs = book.live.list().map((job) => this.#laneJob(job, moment));
    return {
      now: clock.now(),
      jobs: inTurn(jobs, moment.lastJobId),
      hubLimit: hubLimit(),
      phoneOf: (phoneId) => this.#lanePhone(phoneId),
    };
  }

  #lanePhone(phoneId: string): LanePhone {
    const { phones, hubOf, machineClock } = this.#deps;
    const phone = phones.get(phoneId);
    const isResting = (this.#restingUntilMs.get(phoneId) ?? 0) > machineClock.monotonic();
    return {
      obstacle: isResting ? 'phone-busy' : obstacleOf(phone),
      hubId: hubOf(phoneId),
      versionKey: versionKeyOf(phone?.facts.messengerVersion ?? null),
    };
  }

  #laneJob({ record, items }: LiveJob, { isRunning, isHalted }: LaneMoment): LaneJob {
    const { jobId, state, window } = record;
    const { book, clock, kinds } = this.#deps;
    const kind = kinds.get(record.kind);
    const asRunning = (item: OpenItem): OpenItem =>
      isRunning(item.itemId) && item.state !== 'waiting-for-operator' ? { ...item, state: 'running' } : item;
    return {
      jobId,
      window,
      isPaused: state !== 'running' || isHalted(jobId) || book.windows.isShut(record, clock.now()),
      isKnown: kind !== null,
      countsAs: kind === null || kind.isHarmless === true ? null : kind.action,
      confirmedAt: record.confirmedAt ?? 0,
      laneKeyOf: (item) => kind?.laneKey(item) ?? null,
      items: [...items.values()].map(asRunning),
      proofOf: (versionKey) => (kind?.startsTogether === true ? 'proven' : this.#proofs.of(jobId, versionKey)),
    };
  }
}

function obstacleOf(phone: Phone | null): LanePhone['obstacle'] {
  if (phone === null) return 'phone-away';
  switch (phone.state) {
    case 'ready':
      return null;
    case 'busy':
      return 'phone-busy';
    case 'set-aside':
      return 'phone-set-aside';
    default:
      return 'phone-away';
  }
}
