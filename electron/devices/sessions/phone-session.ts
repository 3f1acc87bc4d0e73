import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Health, Phone, PhoneEventKind, PhoneState, StateReason, TextParams } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { HealthReadings } from '../health/readings.ts';
import { RecoveryRunner } from '../recovery/recovery-runner.ts';
import type { PhoneRecord } from '../registry/phone-record.ts';
import { chooseRoute } from '../routes/route-choice.ts';
import type { HubLoss } from '../state/drop-pattern.ts';
import { judgeState, type HolderKind, type RouteSituation } from '../state/phone-state.ts';
import { HealthPoller, type RawOutput } from './health-poller.ts';
import type { FairLimiter } from './limiter.ts';
import { PhoneHolder } from './phone-holder.ts';
import { boundLink, createLink, refusalOf, type PhoneLink, type Transport } from './phone-link.ts';
import { RebootWatch } from './reboot-watch.ts';
import { situationsOf, standingOf, type RouteWorld } from './situation.ts';

export interface PhoneSessionDeps {
  readonly phoneId: string;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly world: RouteWorld;
  readonly record: () => PhoneRecord | null;
  readonly pollLimiter: FairLimiter;
  readonly settings: () => Settings;
  readonly isRecoveryEnabled: boolean;
  readonly transportOf: (routeId: string) => Outcome<Transport>;
  readonly onAnswer: (routeId: string, isAnswered: boolean) => void;
  readonly onPolled: (readings: HealthReadings | null) => void;
  readonly note: (kind: PhoneEventKind, params: TextParams) => void;
  readonly onChanged: () => void;
}

const reconnectTimeoutMs = 5_000;

/**
 * What runs for one phone: its state, its holder, its polls, its recovery. Everything that it waits for is its own,
 * so that a hanging phone keeps no other waiting.
 */
export class PhoneSession implements Disposable {
  readonly link: PhoneLink;
  readonly #deps: PhoneSessionDeps;
  readonly #holder: PhoneHolder;
  readonly #poller: HealthPoller;
  readonly #recovery: RecoveryRunner;
  readonly #reboot: RebootWatch;
  readonly #stop = new AbortController();
  #reach = new AbortController();
  #routes: readonly RouteSituation[] = [];
  #current: RouteSituation | null = null;
  #state: PhoneState = 'absent';
  #reason: StateReason = { code: 'never-seen-this-session', params: {} };
  #stateSinceAt: number;
  #wasSeen = false;
  #wasReplaced = false;
  #lastPollFault: Fault | null = null;

  constructor(deps: PhoneSessionDeps) {
    this.#deps = deps;
    this.#stateSinceAt = deps.clock.now();
    this.link = createLink({ transport: () => this.#transport(), onAnswer: deps.onAnswer });
    this.#holder = new PhoneHolder(() => this.review());
    this.#poller = this.#createPoller();
    this.#recovery = this.#createRecovery();
    this.#reboot = new RebootWatch(deps.machineClock, () => this.review());
  }

  get state(): PhoneState {
    return this.#state;
  }

  get reason(): StateReason {
    return this.#reason;
  }

  get stateSinceAt(): number {
    return this.#stateSinceAt;
  }

  get health(): Health {
    return this.#poller.health;
  }

  get recovery(): Phone['recovery'] {
    return this.#recovery.view;
  }

  get currentRouteId(): string | null {
    return this.#current?.routeId ?? null;
  }

  get wasSeen(): boolean {
    return this.#wasSeen;
  }

  get rawOutputs(): readonly RawOutput[] {
    return this.#poller.rawOutputs();
  }

  /** Looks at routes, hosts and record anew. To be called after every change of one of them; cheap and repeatable. */
  review(): void {
    const record = this.#deps.record();
    if (record === null || this.#stop.signal.aborted) return;
    this.#routes = situationsOf(record, this.#deps.world);
    this.#choose();
    const isListed = this.#current !== null;
    this.#wasSeen ||= isListed;
    if (isListed) this.#wasReplaced = false;
    this.#recovery.review(record.isSetAside ? 'waiting' : standingOf(this.#current));
    this.#judge(record);
    this.#setReachable(standingOf(this.#current) === 'reachable');
    this.#deps.onChanged();
  }

  /** Another phone answers where this one was last seen. */
  noteReplaced(byPhoneId: string): void {
    this.#wasReplaced = true;
    this.#deps.note('replaced', { byPhoneId });
    this.review();
  }

  /** The restart was asked for, or (false) is over. */
  noteReboot(isExpected: boolean): void {
    if (isExpected) this.#reboot.begin();
    else this.#reboot.end();
  }

  /** One health poll now. */
  async poll(): Promise<Outcome<null>> {
    return this.#isReachable ? this.#poller.pollNow() : refusalOf(this.#state);
  }

  /** The settings changed. */
  replan(): void {
    this.#poller.replan();
  }

  /** Reconnects the current transport now; the operator's try, so that recovery counts anew. */
  async reconnect(): Promise<Outcome<null>> {
    this.#recovery.restart();
    const answer = await this.#reconnectCurrent();
    this.review();
    return answer;
  }

  /**
   * Runs `work` as the phone's holder. `signal` ends it when the phone is lost, the session ends or the caller gives
   * up. Refused with the code of the state unless the phone is ready (or busy, for one who may wait).
   */
  async hold<T>(
    kind: HolderKind,
    options: { readonly mayWait: boolean; readonly signal: AbortSignal },
    work: (link: PhoneLink, signal: AbortSignal) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    if (this.#state !== 'ready' && this.#state !== 'busy') return refusalOf(this.#state);
    const waitSignal = AbortSignal.any([options.signal, this.#reach.signal, this.#stop.signal]);
    return this.#holder.hold(kind, { ...options, signal: waitSignal }, () =>
      work(boundLink(this.link, waitSignal), waitSignal),
    );
  }

  dispose(): void {
    this.#stop.abort();
    this.#reach.abort();
    this.#reboot.dispose();
    this.#poller.dispose();
    this.#recovery.dispose();
  }

  get #isReachable(): boolean {
    return standingOf(this.#current) === 'reachable';
  }

  #choose(): void {
    const before = this.#current?.routeId ?? null;
    this.#current = chooseRoute(this.#routes, before);
    const chosen = this.#current;
    if (chosen === null || chosen.routeId === before) return;
    const { hostId, connection, portPath } = chosen;
    this.#deps.note('route-chosen', { hostId, connection, portPath });
  }

  #judge(record: PhoneRecord): void {
    const verdict = judgeState({
      routes: this.#routes,
      current: this.#current,
      holder: this.#holder.current,
      isSetAside: record.isSetAside,
      isRebooting: this.#reboot.isExpected,
      recoveryAttempts: this.#recovery.attempts,
      isRecoveryExhausted: this.#recovery.isExhausted,
      hubLoss: this.#hubLoss(record),
      wasSeen: this.#wasSeen,
      wasReplaced: this.#wasReplaced,
    });
    this.#reason = verdict.reason;
    if (verdict.state === this.#state) return;
    this.#deps.note('state', {
      ...verdict.reason.params,
      from: this.#state,
      to: verdict.state,
      reason: verdict.reason.code,
    });
    this.#state = verdict.state;
    this.#stateSinceAt = this.#deps.clock.now();
  }

  #hubLoss(record: PhoneRecord): HubLoss | null {
    for (const { routeId } of record.routes) {
      const loss = this.#deps.world.hubLoss(routeId);
      if (loss !== null) return loss;
    }
    return null;
  }

  #setReachable(isReachable: boolean): void {
    if (!isReachable) this.#reach.abort();
    else if (this.#reach.signal.aborted) this.#reach = new AbortController();
    this.#poller.setReady(isReachable);
  }

  #transport(): Outcome<Transport> {
    const current = this.#current;
    return current === null || !this.#isReachable ? refusalOf(this.#state) : this.#deps.transportOf(current.routeId);
  }

  async #reconnectCurrent(): Promise<Outcome<null>> {
    const current = this.#current;
    if (current === null) return refusalOf(this.#state);
    const transport = this.#deps.transportOf(current.routeId);
    if (!transport.ok) return transport;
    const { server, transportId } = transport.value;
    return server.reconnect(transportId, { timeoutMs: reconnectTimeoutMs, signal: this.#stop.signal });
  }

  #createPoller(): HealthPoller {
    const { phoneId, clock, pollLimiter, settings, record } = this.#deps;
    return new HealthPoller({
      phoneId,
      clock,
      limiter: pollLimiter,
      settings,
      sdk: () => record()?.facts.sdk ?? null,
      shell: (command, options) => this.link.shell(command, options),
      onPolled: (readings, fault) => this.#notePoll(readings, fault),
      onRejudged: () => this.#deps.onChanged(),
    });
  }

  #notePoll(readings: HealthReadings | null, fault: Fault | null): void {
    const isLost = fault?.code === 'phone-not-ready';
    if (fault !== null && this.#lastPollFault === null && !isLost) this.#deps.note('poll-failed', { code: fault.code });
    if (fault === null && this.#lastPollFault !== null) this.#deps.note('poll-recovered', {});
    if (!isLost) this.#lastPollFault = fault;
    this.#deps.onPolled(readings);
    this.#deps.onChanged();
  }

  #createRecovery(): RecoveryRunner {
    return new RecoveryRunner({
      clock: this.#deps.clock,
      machineClock: this.#deps.machineClock,
      isEnabled: this.#deps.isRecoveryEnabled,
      reconnect: () => this.#reconnectCurrent(),
      onTried: (attempt, fault) => {
        if (this.#stop.signal.aborted) return;
        this.#deps.note('recovery-tried', { attempt, code: fault?.code ?? null });
        this.review();
      },
      onDue: () => this.review(),
    });
  }
}

/** A transport that commands can be sent to, or what is missing. */
export function toTransport(
  routeId: string,
  server: Transport['server'] | null,
  transportId: number | null,
): Outcome<Transport> {
  if (server === null) return fail('host-not-found', 'the host of this route is not followed any more');
  if (transportId === null) return fail('phone-gone', 'adb lists no transport for this route');
  return succeed({ routeId, server, transportId });
}
