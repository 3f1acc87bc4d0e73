import type { Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { FairLimiter } from '../sessions/limiter.ts';
import { afterFailedTry, connectTimeoutMs, firstTry, type TcpRetry } from './tcp-retry.ts';

/** A remembered network route that its host does not list now although the host is up. */
export interface MissingRoute {
  readonly routeId: string;
  readonly hostId: string;
  readonly address: string;
  readonly port: number;
}

export interface TcpReconnectorDeps {
  readonly clock: Clock;
  /** All routes that are missing at this moment. */
  readonly missing: () => readonly MissingRoute[];
  readonly connect: (
    route: MissingRoute,
    options: { timeoutMs: number; signal: AbortSignal },
  ) => Promise<Outcome<null>>;
}

interface Pursuit {
  readonly route: MissingRoute;
  readonly stop: AbortController;
  retry: TcpRetry;
  cancelTimer: (() => void) | null;
}

/** One at a time: an adb 29 server now and then crashes (SIGSEGV) over several connects at once. A slow one lets others go on. */
const parallelConnects = 1;

/**
 * Connects network phones again that adb has forgotten (a minute after their port closed, or because its server was
 * restarted): at once, then with growing gaps, at most 30 s apart, as long as they are missing.
 */
export class TcpReconnector implements Disposable {
  readonly #deps: TcpReconnectorDeps;
  readonly #limiter: FairLimiter;
  readonly #pursuits = new Map<string, Pursuit>();

  constructor(deps: TcpReconnectorDeps) {
    this.#deps = deps;
    this.#limiter = new FairLimiter({ capacity: parallelConnects, clock: deps.clock, slowAfterMs: 1_000 });
  }

  /** Looks anew at what is missing. To be called after every change of routes, hosts and phones. */
  review(): void {
    const missing = new Map(this.#deps.missing().map((route) => [route.routeId, route]));
    for (const [routeId, pursuit] of this.#pursuits) if (!missing.has(routeId)) this.#end(pursuit);
    for (const [routeId, route] of missing) {
      if (this.#pursuits.has(routeId)) continue;
      const retry = firstTry(this.#deps.clock.now());
      const pursuit: Pursuit = { route, stop: new AbortController(), retry, cancelTimer: null };
      this.#pursuits.set(routeId, pursuit);
      this.#schedule(pursuit);
    }
  }

  dispose(): void {
    for (const pursuit of this.#pursuits.values()) this.#end(pursuit);
    this.#limiter.dispose();
  }

  #end(pursuit: Pursuit): void {
    this.#pursuits.delete(pursuit.route.routeId);
    pursuit.cancelTimer?.();
    pursuit.stop.abort();
  }

  #schedule(pursuit: Pursuit): void {
    const { clock } = this.#deps;
    pursuit.cancelTimer = clock.after(Math.max(0, pursuit.retry.dueAt - clock.now()), () => {
      pursuit.cancelTimer = null;
      void this.#try(pursuit);
    });
  }

  async #try(pursuit: Pursuit): Promise<void> {
    const { route, stop } = pursuit;
    const options = { timeoutMs: connectTimeoutMs, signal: stop.signal };
    const connect = (): Promise<Outcome<null>> => this.#deps.connect(route, options);
    await this.#limiter.run(route.routeId, connect, stop.signal);
    if (stop.signal.aborted) return;
    // A failed try is what is to be expected here. After a success the row appears and ends the pursuit; should it not, the next try is due as after a failure.
    pursuit.retry = afterFailedTry(pursuit.retry, this.#deps.clock.now());
    this.#schedule(pursuit);
  }
}
