/**
 * The points at which a reply can be held: before the answer to OPEN, before the service starts, before its first
 * byte, before it ends.
 */
export type HoldPoint = 'open' | 'run' | 'output' | 'end';

export interface HoldPlan {
  readonly point: HoldPoint;
  /** Service strings it concerns, e.g. `shell,v2,raw:dumpsys battery`; all of them when absent. */
  readonly matches?: (service: string) => boolean;
}

/** A reply held on purpose until it is released. */
export interface Hold {
  /** Resolves as soon as one reply has come to the point. */
  readonly reached: Promise<void>;
  /** Lets everything held go on; may be called any number of times. */
  readonly release: () => void;
}

interface Barrier {
  readonly plan: HoldPlan;
  readonly released: Promise<void>;
  readonly markReached: () => void;
}

/** All holds of one phone. With none placed, passing costs nothing. */
export class HoldBoard {
  readonly #barriers = new Set<Barrier>();

  place(plan: HoldPlan): Hold {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const barrier: Barrier = { plan, released: released.promise, markReached: reached.resolve };
    this.#barriers.add(barrier);
    return {
      reached: reached.promise,
      release: () => {
        this.#barriers.delete(barrier);
        released.resolve();
      },
    };
  }

  /** Null when `service` may pass `point` at once, else a promise that resolves when it may. */
  pass(point: HoldPoint, service: string): Promise<void> | null {
    const barrier = this.#find(point, service);
    return barrier === undefined ? null : this.#wait(barrier, service);
  }

  async #wait(first: Barrier, service: string): Promise<void> {
    for (
      let barrier: Barrier | undefined = first;
      barrier !== undefined;
      barrier = this.#find(first.plan.point, service)
    ) {
      barrier.markReached();
      await barrier.released;
    }
  }

  #find(point: HoldPoint, service: string): Barrier | undefined {
    for (const barrier of this.#barriers) {
      if (barrier.plan.point === point && (barrier.plan.matches?.(service) ?? true)) return barrier;
    }
    return undefined;
  }
}

/** Resolves when `promise` does or the signal aborts, whichever comes first. */
export function untilAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
