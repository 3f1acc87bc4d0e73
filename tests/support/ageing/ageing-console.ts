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
import type { PollWatch } from './poll-watch.ts';

export interface AgeingForm {
  readonly phones: number;
  readonly days: number;
  readonly seed: number;
}

export const hourMs = 3_600_000;
/** Monday, midnight in Shanghai. */
const startAt = Date.UTC(2026, 2, 1, 16);
const readyWithinMs = 120_000;
const polledWithinMs = 30_000;
const lookEveryMs = 5;
const machineClock = createSystemClock();

/** A console and a desk of ageing phones on one clock that is moved hour by hour. */
export class AgeingConsole {
  readonly plan: AgeingPlan;
  readonly #desk: VirtualDesk;
  readonly #clock: SteppedClock;
  readonly #folder: string;
  readonly #watch: PollWatch;
  readonly #closeDesk: () => Promise<void>;
  #console: TestConsole | null = null;

  private constructor(parts: {
    plan: AgeingPlan;
    desk: VirtualDesk;
    clock: SteppedClock;
    watch: PollWatch;
    closeDesk: () => Promise<void>;
  }) {
    this.plan = parts.plan;
    this.#desk = parts.desk;
    this.#clock = parts.clock;
    this.#watch = parts.watch;
    this.#closeDesk = parts.closeDesk;
    this.#folder = mkdtempSync(join(tmpdir(), 'jiqun-ageing-'));
  }

  /** Everything runs, every phone was polled once. To be closed. */
  static async open({ phones, days, seed }: AgeingForm, watch: PollWatch): Promise<AgeingConsole> {
    const clock = new SteppedClock(startAt);
    const order = { seed, phoneCount: phones, fromAt: startAt, days, pollIntervalMs: hourMs };
    const { plan, createDevice } = createAgeingDesk(order);
    const { desk, close } = await openVirtualDesk({ count: phones, seed, clock, machineClock, createDevice });
    const running = new AgeingConsole({ plan, desk, clock, watch, closeDesk: close });
    try {
      await running.#start();
      await running.console.call('operators.create', { name: '小王' });
      // Nobody looks at the backs of these phones; that would be due on the last day.
      await running.console.call('settings.update', { patch: { pollIntervalMs: hourMs, swellCheckDays: 180 } });
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

  /** Ends the console and starts another on the same folder, at the same moment of the desk. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.#start();
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

  async #start(): Promise<void> {
    const opened = await openTestConsole({
      dataFolder: join(this.#folder, 'data'),
      localAdbPort: this.#desk.adbPort,
      clock: this.#clock,
    });
    if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
    this.#console = opened.value;
    opened.value.services.subscribe('desk.delta', (delta) => this.#watch.take(delta));
    const count = this.#desk.phones.length;
    const { phones } = await opened.value.waitFor(
      (snapshot) =>
        snapshot.phones.filter(
          ({ state, health }) => state === 'ready' && health.fault === null && health.polledAt === this.#clock.now(),
        ).length === count,
      readyWithinMs,
    );
    this.#watch.take({ phones });
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
