import type { Delta, ShownTime } from '@contract/desk.ts';
import type { ConsoleClient } from '../bridge/console-client.ts';
import { afterDelta, fromSnapshot, type LiveState, type LiveStore } from './live-store.ts';

/** Runs a task once, soon; the returned function cancels it. */
export type FrameScheduler = (task: () => void) => () => void;

export interface DeskFeedOptions {
  readonly client: ConsoleClient;
  readonly live: LiveStore;
  /** Handed every time that is told, in the moment in which it comes: it is older with each frame that it waits. */
  readonly onTime: (time: ShownTime) => void;
  readonly scheduleFrame: FrameScheduler;
  /** Runs a task once after a delay; the returned function cancels it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
}

const retryDelaysMs = [500, 1_000, 2_000, 5_000] as const;
const longestRetryDelayMs = 5_000;

/**
 * Keeps the live store equal to the desk: one snapshot, then every delta in order, folded once per frame. A gap in
 * the versions, or a delta that arrives while no snapshot is held, asks for a new snapshot.
 */
export class DeskFeed {
  readonly #options: DeskFeedOptions;
  readonly #waiting: Delta[] = [];
  #stopListening: (() => void) | null = null;
  #cancelFrame: (() => void) | null = null;
  #cancelRetry: (() => void) | null = null;
  #isAsking = false;
  #isDisposed = false;
  #failures = 0;

  constructor(options: DeskFeedOptions) {
    this.#options = options;
  }

  start(): void {
    // Listening begins before the snapshot is asked for, so that no delta between the two is lost.
    this.#stopListening = this.#options.client.listen('desk.delta', (delta) => this.#receive(delta));
    void this.refresh();
  }

  /** Asks for a new snapshot now; does nothing while one is on its way. */
  async refresh(): Promise<void> {
    if (this.#isAsking || this.#isDisposed) return;
    this.#isAsking = true;
    this.#cancelRetry?.();
    const answer = await this.#options.client.ask('desk.snapshot', {});
    this.#isAsking = false;
    if (this.#isDisposed) return;
    if (!answer.ok) {
      this.#options.live.setState({ link: { kind: 'failed', fault: answer.error } });
      this.#retryLater();
      return;
    }
    this.#failures = 0;
    this.#options.onTime(answer.value.time);
    this.#options.live.setState(fromSnapshot(answer.value), true);
    if (this.#waiting.length > 0) this.#scheduleFold();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stopListening?.();
    this.#cancelFrame?.();
    this.#cancelRetry?.();
  }

  #receive(delta: Delta): void {
    if (delta.time !== undefined) this.#options.onTime(delta.time);
    this.#waiting.push(delta);
    if (!this.#isAsking) this.#scheduleFold();
  }

  #scheduleFold(): void {
    if (this.#cancelFrame !== null) return;
    this.#cancelFrame = this.#options.scheduleFrame(() => {
      this.#cancelFrame = null;
      this.#fold();
    });
  }

  #fold(): void {
    if (this.#isAsking || this.#isDisposed) return;
    const before = this.#options.live.getState();
    const deltas = this.#waiting.splice(0);
    if (before.link.kind !== 'live') return void this.refresh();
    const { state, hasGap } = foldDeltas(before, deltas);
    if (state !== before) this.#options.live.setState(state, true);
    if (hasGap) void this.refresh();
  }

  #retryLater(): void {
    const delayMs = retryDelaysMs[this.#failures] ?? longestRetryDelayMs;
    this.#failures += 1;
    this.#cancelRetry = this.#options.after(delayMs, () => void this.refresh());
  }
}

/** Deltas that the snapshot already holds are passed over; the first one that does not follow is a gap. */
function foldDeltas(before: LiveState, deltas: readonly Delta[]): { state: LiveState; hasGap: boolean } {
  let state = before;
  for (const delta of deltas) {
    if (delta.version <= state.version) continue;
    const next = afterDelta(state, delta);
    if (next === null) return { state, hasGap: true };
    state = next;
  }
  return { state, hasGap: false };
}
