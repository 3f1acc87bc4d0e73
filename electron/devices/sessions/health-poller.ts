import type { ShellResult } from '../../adb/shell-reader.ts';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Health } from '../../contract/phones.ts';
import type { ProcedureOutput } from '../../contract/procedures.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { buildPoll, splitPoll, type Poll, type PollOutputs } from '../health/compound-poll.ts';
import { isFullPollDue } from '../health/full-poll.ts';
import { readHealth, type CpuSample, type HealthReadings } from '../health/readings.ts';
import { judgeHealth, unaskedHealth } from '../health/verdicts.ts';
import type { FairLimiter } from './limiter.ts';
import { nextPollAfter, phaseOf } from './poll-schedule.ts';

export type RawOutput = ProcedureOutput<'phones.rawOutputs'>['outputs'][number];

export interface HealthPollerDeps {
  readonly phoneId: string;
  readonly clock: Clock;
  /** Shared by all phones. */
  readonly limiter: FairLimiter;
  readonly settings: () => Settings;
  readonly sdk: () => number | null;
  /** On the phone's current route. */
  readonly shell: (
    command: string,
    options: { timeoutMs: number; signal: AbortSignal },
  ) => Promise<Outcome<ShellResult>>;
  /** `readings` is null when the poll failed; the health then says so. */
  readonly onPolled: (readings: HealthReadings | null, fault: Fault | null) => void;
  /** The same readings were held against other limits. */
  readonly onRejudged: () => void;
}

/** dumpsys gives up on a hanging service after 10 s by itself. */
const pollTimeoutMs = 16_000;
/** A poll that failed while the phone goes on answering is tried again sooner than the next regular one. */
const retryMs = 10_000;

/**
 * Polls one phone's health while it is ready: at once when it becomes so, then once an interval at its own moment.
 * A poll is one shell command; all phones together run a limited number of them.
 */
export class HealthPoller implements Disposable {
  readonly #deps: HealthPollerDeps;
  #health: Health;
  #outputs = new Map<string, RawOutput>();
  /** The last full answer and the short one that followed it, if one did: together all that is known. */
  #readings: readonly HealthReadings[] = [];
  #cpuSample: CpuSample | null = null;
  #isReady = false;
  #round = new AbortController();
  #cancelTimer: (() => void) | null = null;
  #running: Promise<Outcome<null>> | null = null;

  constructor(deps: HealthPollerDeps) {
    this.#deps = deps;
    this.#health = unaskedHealth(deps.clock.now());
  }

  get health(): Health {
    return this.#health;
  }

  /** The latest output of every section, unmasked: for `phones.rawOutputs` only. */
  rawOutputs(): readonly RawOutput[] {
    return [...this.#outputs.values()];
  }

  /** Begins or ends polling. A phone that is not ready cannot be asked: all its values become unknown since now. */
  setReady(isReady: boolean): void {
    if (this.#isReady === isReady) return;
    this.#isReady = isReady;
    if (isReady) return this.#plan(0);
    this.#stopRound();
    if (this.#health.polledAt !== null && this.#health.fault === null) {
      this.#judge(null, fail('phone-not-ready', 'the phone cannot be asked').error);
    }
    this.#health = { ...this.#health, nextPollAt: null };
  }

  /** One poll now; joins the one that is under way. */
  pollNow(): Promise<Outcome<null>> {
    if (!this.#isReady) return Promise.resolve(fail('phone-not-ready', 'the phone is not ready'));
    this.#running ??= this.#poll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** The interval or a limit changed: what the phone last said is judged by the new limits, the next poll planned anew. */
  replan(): void {
    if (this.#health.fault === null && this.#readings.length > 0) {
      for (const readings of this.#readings) this.#health = this.#judged(readings, null);
      this.#deps.onRejudged();
    }
    if (this.#isReady && this.#running === null) this.#planNext();
  }

  dispose(): void {
    this.#isReady = false;
    this.#stopRound();
  }

  async #poll(): Promise<Outcome<null>> {
    const { clock, limiter, phoneId, shell, sdk } = this.#deps;
    const { signal } = this.#round;
    const isFull = isFullPollDue(this.#health, clock.now());
    const poll = buildPoll({ sdk: sdk(), isFull });
    let sentAt = clock.now();
    const ask = (): Promise<Outcome<ShellResult>> => {
      sentAt = clock.now();
      return shell(poll.command, { timeoutMs: pollTimeoutMs, signal });
    };
    const answer = await limiter.run(phoneId, ask, signal);
    if (signal.aborted) return this.#giveUp();
    if (!answer.ok) {
      this.#judge(null, answer.error);
      this.#plan(Math.min(retryMs, this.#deps.settings().pollIntervalMs));
      return answer;
    }
    this.#take(poll, splitPoll(answer.value.stdout, poll), { sentAt, isFull });
    this.#planNext();
    return succeed(null);
  }

  /** The phone went away under the poll; when it is back already, a new round begins. */
  #giveUp(): Outcome<null> {
    if (this.#isReady) this.#plan(0);
    return fail('aborted', 'the phone was lost during the poll');
  }

  #take(poll: Poll, outputs: PollOutputs, { sentAt, isFull }: { sentAt: number; isFull: boolean }): void {
    const receivedAt = this.#deps.clock.now();
    this.#remember(poll, outputs, receivedAt);
    const context = { sentAt, receivedAt, previousCpuSample: this.#cpuSample };
    const readings = readHealth(outputs, context);
    this.#cpuSample = readings.cpuSample;
    this.#readings = isFull ? [readings] : [...this.#readings.slice(0, 1), readings];
    this.#judge(readings, null);
  }

  #judge(readings: HealthReadings | null, fault: Fault | null): void {
    this.#health = this.#judged(readings, fault);
    this.#deps.onPolled(readings, fault);
  }

  #judged(readings: HealthReadings | null, fault: Fault | null): Health {
    const { clock, settings } = this.#deps;
    return judgeHealth({ readings, previous: this.#health, settings: settings(), now: clock.now(), fault });
  }

  #remember(poll: Poll, outputs: PollOutputs, readAt: number): void {
    for (const { section, command } of poll.sections) {
      const found = outputs.get(section);
      if (found !== undefined) this.#outputs.set(section, { section, command, ...found, readAt });
    }
  }

  #planNext(): void {
    const { clock, phoneId, settings } = this.#deps;
    const now = clock.now();
    this.#plan(nextPollAfter(now, settings().pollIntervalMs, phaseOf(phoneId)) - now);
  }

  #plan(delayMs: number): void {
    this.#cancelTimer?.();
    this.#health = { ...this.#health, nextPollAt: this.#deps.clock.now() + delayMs };
    this.#cancelTimer = this.#deps.clock.after(delayMs, () => {
      this.#cancelTimer = null;
      void this.pollNow();
    });
  }

  #stopRound(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#round.abort();
    this.#round = new AbortController();
  }
}
