import type { ShellResult } from '../../adb/shell-reader.ts';
import { fail, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { identityCommand, parseIdentity } from '../identity-facts.ts';
import type { IdentityReading } from '../identity/identity-reading.ts';
import type { LiveRoute } from './live-route.ts';
import { isSamePhoneAnswer, probeCommand } from './liveness-probe.ts';
import type { RouteTrust } from './route-choice.ts';

export interface RouteMonitorDeps {
  readonly clock: Clock;
  readonly machineClock: Clock;
  /** Runs a command on the route's present transport. */
  readonly shell: (
    route: LiveRoute,
    command: string,
    options: { timeoutMs: number; signal: AbortSignal },
  ) => Promise<Outcome<ShellResult>>;
  /** The route answered who it is; comes again after every reconnect and every `refresh`. */
  readonly onIdentified: (routeId: string, reading: IdentityReading) => void;
  readonly onTrustChanged: (routeId: string) => void;
}

const identifyTimeoutMs = 6_000;
const probeTimeoutMs = 4_000;
/** With two probes of 4 s and the pause between them, a dead row is found within 26 s. */
const probeEveryMs = 15_000;
const secondProbeMs = 1_500;
const failuresBeforeSilent = 2;
const retryGapsMs = [1_000, 2_000, 5_000, 10_000, 15_000] as const;

/**
 * Finds out whether one listed route really reaches a phone, and which: asks for its identity whenever adb calls it
 * `device` anew, then looks for a sign of life every 15 s. A row that says `device` and does not answer is silent.
 */
export class RouteMonitor implements Disposable {
  readonly #deps: RouteMonitorDeps;
  #route: LiveRoute;
  #trust: RouteTrust = 'waiting';
  #reading: IdentityReading | null = null;
  #fault: Fault | null = null;
  #failures = 0;
  #round = new AbortController();
  #cancelTimer: (() => void) | null = null;

  constructor(deps: RouteMonitorDeps, route: LiveRoute) {
    this.#deps = deps;
    this.#route = route;
  }

  /** Begins to ask, if the row can be asked at all; later rows come through `update`. */
  start(): void {
    if (isUsable(this.#route)) this.#restart();
  }

  get route(): LiveRoute {
    return this.#route;
  }

  get trust(): RouteTrust {
    return this.#trust;
  }

  /** The latest answer; kept while the route is asked again, so that it can be compared. */
  get reading(): IdentityReading | null {
    return this.#reading;
  }

  /** Why the route does not answer; null while it does. */
  get fault(): Fault | null {
    return this.#fault;
  }

  /** Another transport or state: whoever is behind it now has to say so again. */
  update(route: LiveRoute): void {
    const hadUsable = isUsable(this.#route);
    const isSameLink = hadUsable && isUsable(route) && route.transportId === this.#route.transportId;
    this.#route = route;
    if (isSameLink) return;
    if (isUsable(route)) return this.#restart();
    this.#stopRound();
    this.#setTrust('waiting');
  }

  /** Asks for the identity again without giving up the trust in the route meanwhile. */
  refresh(): void {
    if (isUsable(this.#route)) this.#restart(this.#trust === 'answering' ? 'answering' : 'identifying');
  }

  /** Something else was answered on this route: the next sign of life can wait. */
  noteAlive(): void {
    if (this.#trust === 'answering') this.#later(probeEveryMs, () => this.#probe());
  }

  /** Something else failed on this route: look now. */
  noteDoubt(): void {
    if (this.#trust === 'answering') this.#later(0, () => this.#probe());
  }

  dispose(): void {
    this.#stopRound();
  }

  /** A route that fell silent stays so, whatever adb says of it, until it has answered. */
  #restart(trust: 'identifying' | 'answering' = 'identifying'): void {
    this.#stopRound();
    this.#setTrust(this.#failures >= failuresBeforeSilent ? 'silent' : trust);
    this.#later(0, () => this.#identify());
  }

  async #identify(): Promise<void> {
    const { signal } = this.#round;
    const answer = await this.#deps.shell(this.#route, identityCommand, { timeoutMs: identifyTimeoutMs, signal });
    if (signal.aborted) return;
    if (!answer.ok) return this.#noteFailure(answer.error, () => this.#identify());
    const reading = { ...parseIdentity(answer.value.stdout), readAt: this.#deps.clock.now() };
    // One without the other is an answer cut short, or a phone still starting: half a name would make another phone of it.
    if (reading.facts.hardwareSerial === null || reading.facts.model === null) {
      const unclear = fail('command-failed', 'the phone answered without saying who it is');
      return this.#noteFailure(unclear.error, () => this.#identify());
    }
    this.#reading = reading;
    this.#noteAnswer();
    this.#deps.onIdentified(this.#route.routeId, reading);
  }

  async #probe(): Promise<void> {
    const { signal } = this.#round;
    const answer = await this.#deps.shell(this.#route, probeCommand, { timeoutMs: probeTimeoutMs, signal });
    if (signal.aborted) return;
    if (!answer.ok) return this.#noteFailure(answer.error, () => this.#probe());
    if (this.#reading === null || !isSamePhoneAnswer(answer.value.stdout, this.#reading)) {
      return this.#restart();
    }
    this.#noteAnswer();
  }

  #noteAnswer(): void {
    this.#failures = 0;
    this.#fault = null;
    this.#setTrust('answering');
    this.#later(probeEveryMs, () => this.#probe());
  }

  /** Once silent, only a full identification brings the route back: another phone may have taken its place. */
  #noteFailure(fault: Fault, again: () => Promise<void>): void {
    this.#fault = fault;
    this.#failures++;
    if (this.#failures < failuresBeforeSilent) return this.#later(secondProbeMs, again);
    this.#setTrust('silent');
    const gap = retryGapsMs[Math.min(this.#failures - failuresBeforeSilent, retryGapsMs.length - 1)];
    this.#later(gap ?? probeEveryMs, () => this.#identify());
  }

  #setTrust(trust: RouteTrust): void {
    if (this.#trust === trust) return;
    this.#trust = trust;
    if (trust !== 'silent') this.#fault = null;
    this.#deps.onTrustChanged(this.#route.routeId);
  }

  #later(delayMs: number, task: () => Promise<void>): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#deps.machineClock.after(delayMs, () => {
      this.#cancelTimer = null;
      void task();
    });
  }

  #stopRound(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#round.abort();
    this.#round = new AbortController();
  }
}

function isUsable(route: LiveRoute): boolean {
  return route.adbState === 'device' && route.transportId !== null;
}
