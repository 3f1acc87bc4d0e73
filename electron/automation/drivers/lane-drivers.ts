import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { UiDriver } from '../ui-driver.ts';
import { DriverLane, type DriverLaneDeps, type DriverOrder } from './driver-lane.ts';

/** A lane at work gives its phone the next item well within this time; one that does not is idle. */
const idleLimitMs = 2_000;

interface IdleLane {
  readonly lane: DriverLane;
  readonly cancelEnd: () => void;
}

/**
 * Keeps the driver of a phone while its lane is at work, since opening one takes the better part of a second and starts a
 * process on the phone. It is ended when no run follows soon, when a run is stopped or its phone is lost, when somebody
 * else may not find it there, and with the console. A phone serves one run at a time, as its holder sees to.
 */
export class LaneDrivers implements Disposable {
  readonly #deps: DriverLaneDeps;
  readonly #idle = new Map<string, IdleLane>();
  readonly #working = new Set<DriverLane>();
  readonly #endings = new Map<string, Promise<void>>();
  #isDisposed = false;

  constructor(deps: DriverLaneDeps) {
    this.#deps = deps;
  }

  /** Runs `work` with the phone's driver, which is opened where none is kept. Faults: those of `openDriver`. */
  async use<T>(order: DriverOrder, work: (driver: UiDriver) => Promise<T>): Promise<Outcome<T>> {
    const { phoneId } = order;
    const found = await this.#find(order);
    if (!found.ok) return found;
    const lane = found.value;
    this.#working.add(lane);
    try {
      return succeed(await lane.run(order, work));
    } finally {
      this.#working.delete(lane);
      if (lane.isUsable && !this.#isDisposed && order.isPlain !== true) this.#keep(phoneId, lane);
      else await this.#end(phoneId, lane);
    }
  }

  /** Ends the drivers that wait for a next run on phones that may not have one now. */
  review(mayWait: (phoneId: string) => boolean): void {
    for (const phoneId of this.#idle.keys()) if (!mayWait(phoneId)) this.#letGo(phoneId);
  }

  /** Resolves once nothing of any driver is left on the phones that still answer. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.review(() => false);
    await Promise.all([...this.#working].map((lane) => this.#endSafely(lane)));
    await Promise.all(this.#endings.values());
  }

  async #find(order: DriverOrder): Promise<Outcome<DriverLane>> {
    const { phoneId } = order;
    if (order.isPlain === true) this.#letGo(phoneId);
    await this.#endings.get(phoneId);
    if (this.#isDisposed) return shuttingDown();
    const kept = this.#take(phoneId);
    if (kept !== null) return succeed(kept);
    const opened = await DriverLane.open(this.#deps, order, () => this.#letGo(phoneId));
    if (!opened.ok || !this.#isDisposed) return opened;
    await this.#end(phoneId, opened.value);
    return shuttingDown();
  }

  #keep(phoneId: string, lane: DriverLane): void {
    const cancelEnd = this.#deps.machineClock.after(idleLimitMs, () => this.#letGo(phoneId));
    this.#idle.set(phoneId, { lane, cancelEnd });
  }

  #take(phoneId: string): DriverLane | null {
    const idle = this.#idle.get(phoneId);
    if (idle === undefined) return null;
    this.#idle.delete(phoneId);
    idle.cancelEnd();
    return idle.lane;
  }

  #letGo(phoneId: string): void {
    const lane = this.#take(phoneId);
    if (lane !== null) void this.#end(phoneId, lane);
  }

  /** Whoever opens the next one on that phone waits for it. */
  #end(phoneId: string, lane: DriverLane): Promise<void> {
    const ending = this.#endAfter(this.#endings.get(phoneId), lane);
    this.#endings.set(phoneId, ending);
    return ending;
  }

  async #endAfter(earlier: Promise<void> | undefined, lane: DriverLane): Promise<void> {
    await Promise.all([earlier, this.#endSafely(lane)]);
  }

  async #endSafely(lane: DriverLane): Promise<void> {
    try {
      await lane.end();
    } catch (failure) {
      this.#deps.logger.error('driver-end-threw', {}, failure);
    }
  }
}

function shuttingDown(): Outcome<never> {
  return fail('shutting-down', 'no driver is opened any more');
}
