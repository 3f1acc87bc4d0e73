import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, pause } from '../../../electron/runtime/clock.ts';
import { moveThrough } from '../../../electron/runtime/faster-clock.ts';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { createAgeingDesk } from '../../../simulator/ageing/ageing-desk.ts';
import type { AgeingPlan } from '../../../simulator/ageing/incident.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { openTestConsole, type TestConsole } from '../services.ts';
import { openVirtualDesk } from '../virtual-desk.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { planRounds, type CareRound, type RoundForm } from './care-rounds.ts';
import { PollWatch } from './poll-watch.ts';

export interface AgeingForm {
  readonly phones: number;
  readonly days: number;
  readonly seed: number;
  /** Oldest first. */
  readonly rounds: readonly RoundForm[];
}

export const hourMs = 3_600_000;
/** Monday, midnight in Shanghai. */
const startAt = Date.UTC(2026, 2, 1, 16);
const swellCheckMs = defaultSettings.swellCheckDays * 24 * hourMs;
const readyWithinMs = 120_000;
const polledWithinMs = 30_000;
const lookEveryMs = 5;
const machineClock = createSystemClock();

/** A console and a desk of ageing phones on one clock that is moved hour by hour. */
export class AgeingConsole {
  readonly plan: AgeingPlan;
  readonly rounds: readonly CareRound[];
  readonly #desk: VirtualDesk;
  readonly #clock: SteppedClock;
  readonly #folder: string;
  readonly #watch: PollWatch;
  readonly #closeDesk: () => Promise<void>;
  #console: TestConsole | null = null;

  private constructor(parts: {
    plan: AgeingPlan;
    rounds: readonly CareRound[];
    desk: VirtualDesk;
    clock: SteppedClock;
    watch: PollWatch;
    closeDesk: () => Promise<void>;
  }) {
    this.plan = parts.plan;
    this.rounds = parts.rounds;
    this.#desk = parts.desk;
    this.#clock = parts.clock;
    this.#watch = parts.watch;
    this.#closeDesk = parts.closeDesk;
    this.#folder = mkdtempSync(join(tmpdir(), 'jiqun-ageing-'));
  }

  /**
   * Everything runs, every phone was polled once. The console has run before, for a moment each time: it saw the phones
   * first, and looks were signed off, so long ago that the rounds fall due when they should. To be closed.
   */
  static async open({ phones, days, seed, rounds: forms }: AgeingForm, watch: PollWatch): Promise<AgeingConsole> {
    const rounds = planRounds(forms, { fromAt: startAt, phoneCount: phones });
    const clock = new SteppedClock(firstSeenAt(rounds));
    const order = { seed, phoneCount: phones, fromAt: startAt, days, pollIntervalMs: hourMs };
    const { plan, createDevice } = createAgeingDesk(order);
    const { desk, close } = await openVirtualDesk({ count: phones, seed, clock, machineClock, createDevice });
    const running = new AgeingConsole({ plan, rounds, desk, clock, watch, closeDesk: close });
    try {
      await running.#liveBefore();
      await running.#start(watch);
      return running;
    } catch (failure) {
      await running.close();
      throw failure;
    }
  }

  get console(): TestConsole {
    if (this.#console === null) throw new Error('the console does not run');
    return this.#console;
  }

  now(): number {
    return this.#clock.now();
  }

  /** The next hour passes; every phone was polled in it. Nothing more happens once the signal fires. */
  async passHour(signal: AbortSignal): Promise<void> {
    const hourAt = this.#clock.now();
    const { services } = this.console;
    const canMove = (): boolean => !services.isWorking();
    await moveThrough(hourAt + hourMs, { clock: this.#clock, machineClock, canMove, signal });
    await this.#untilPolled(hourAt, polledWithinMs, signal);
    this.console.deltas.length = 0;
  }

  /** Somebody looks at the backs of the phones of those rounds whose hour has come. */
  async signOffRounds(): Promise<void> {
    const due = this.rounds.flatMap(({ signOffs }) => signOffs.filter(({ at }) => at === this.now()));
    for (const { places } of due) await this.#signOff(places);
  }

  /** Ends the console and starts another on the same folder, at the same moment of the desk. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.#start(this.#watch);
  }

  /** Which phone of the console stands in each place of the desk. */
  async phoneIds(): Promise<ReadonlyMap<number, string>> {
    const { phones } = await this.console.snapshot();
    const idBySerial = new Map(phones.map(({ facts, phoneId }) => [facts.hardwareSerial, phoneId]));
    return new Map(
      this.#desk.phones.map(({ index, serial }) => {
        const phoneId = idBySerial.get(serial);
        if (phoneId === undefined) throw new Error(`phone ${index} is not on the desk`);
        return [index, phoneId];
      }),
    );
  }

  async close(): Promise<void> {
    await this.#stop();
    await this.#closeDesk();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #liveBefore(): Promise<void> {
    for (const [index, { dueAt, places }] of this.rounds.entries()) {
      await this.#clock.moveTo(dueAt - swellCheckMs);
      await this.#start(new PollWatch(() => undefined));
      if (index === 0) await this.console.call('settings.update', { patch: { pollIntervalMs: hourMs } });
      else await this.#signOff(places);
      await this.#stop();
    }
    await this.#clock.moveTo(startAt);
  }

  async #signOff(places: readonly number[]): Promise<void> {
    await this.#chooseOperator();
    const ids = await this.phoneIds();
    const phoneIds = places.flatMap((place) => ids.get(place) ?? []);
    const signed = await this.console.call('batteryCare.signOff', { phoneIds, result: 'ok', note: '' });
    const { results } = procedures['batteryCare.signOff'].output.parse(signed.ok ? signed.value : null);
    const [refused] = results.flatMap(({ error }) => error ?? []);
    if (refused !== undefined) throw new Error(`${refused.code}: ${refused.message}`);
  }

  /** Whoever starts the console says who it is. */
  async #chooseOperator(): Promise<void> {
    const listed = await this.console.call('operators.list', {});
    const { operators } = procedures['operators.list'].output.parse(listed.ok ? listed.value : null);
    const [known] = operators;
    if (known === undefined) await this.console.call('operators.create', { name: '小王' });
    else await this.console.call('operators.choose', { operatorId: known.operatorId });
  }

  async #start(watch: PollWatch): Promise<void> {
    const opened = await openTestConsole({
      dataFolder: join(this.#folder, 'data'),
      localAdbPort: this.#desk.adbPort,
      clock: this.#clock,
    });
    if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
    this.#console = opened.value;
    opened.value.services.subscribe('desk.delta', (delta) => watch.take(delta));
    const count = this.#desk.phones.length;
    const { phones } = await opened.value.waitFor(
      (snapshot) =>
        snapshot.phones.filter(
          ({ state, health }) => state === 'ready' && health.fault === null && health.polledAt === this.#clock.now(),
        ).length === count,
      readyWithinMs,
    );
    watch.take({ phones });
  }

  async #stop(): Promise<void> {
    await this.#console?.services.dispose();
    this.#console = null;
  }

  async #untilPolled(sinceAt: number, limitMs: number, signal: AbortSignal): Promise<void> {
    const deadlineMs = machineClock.monotonic() + limitMs;
    const count = this.#desk.phones.length;
    while (this.#watch.countSince(sinceAt) < count && !signal.aborted) {
      if (machineClock.monotonic() > deadlineMs) {
        throw new Error(`${count - this.#watch.countSince(sinceAt)} phones were not polled within their hour`);
      }
      await pause(machineClock, lookEveryMs, signal);
    }
  }
}

/** The phones of the first round have not been looked at since they came. */
function firstSeenAt([first]: readonly CareRound[]): number {
  return first === undefined ? startAt : first.dueAt - swellCheckMs;
}
