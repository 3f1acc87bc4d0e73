import type { SimulatorClock } from '../clock.ts';
import type { ActiveFault, FaultRequest } from './fault-spec.ts';

/** Numbers from 0 (included) to 1 (excluded). */
type RandomSource = () => number;

export const scenarioNames = ['calm', 'busy-morning', 'bad-cables', 'hot-day', 'chaos'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

interface Scenario {
  /** Over the whole desk. */
  readonly faultsPerMinute: number;
  /** Drawn with equal chance; each fault ends by itself. */
  readonly draws: readonly ((random: RandomSource) => FaultRequest)[];
}

const between = (random: RandomSource, fromMs: number, toMs: number): number =>
  Math.round(fromMs + random() * (toMs - fromMs));

const drop = (): FaultRequest => ({ kind: 'drop' });
const unplugShortly = (random: RandomSource): FaultRequest => ({
  kind: 'unplugged',
  durationMs: between(random, 500, 20_000),
});
/** Longer than adb remembers a TCP phone. */
const unplugForLong = (random: RandomSource): FaultRequest => ({
  kind: 'unplugged',
  durationMs: between(random, 71_000, 95_000),
});
const flap = (random: RandomSource): FaultRequest => ({
  kind: 'flap',
  times: between(random, 3, 8),
  everyMs: between(random, 100, 800),
});
const reboot = (random: RandomSource): FaultRequest => ({ kind: 'reboot', bootMs: between(random, 3_000, 15_000) });
const slow = (random: RandomSource): FaultRequest => ({
  kind: 'slow',
  delayMs: between(random, 100, 900),
  durationMs: between(random, 5_000, 30_000),
});
type LastingKind = 'offline' | 'frozen' | 'hang' | 'unauthorized' | 'low-battery' | 'hot-battery' | 'full-disk';
type ScreenKind = 'lock-screen' | 'no-idle-state' | 'empty-tree' | 'update-dialog';
const lasting =
  (kind: LastingKind | ScreenKind) =>
  (random: RandomSource): FaultRequest => ({ kind, durationMs: between(random, 4_000, 30_000) });

/** A third of what breaks the connection keeps the port closed for longer than adb remembers the phone. */
const breaks = [drop, unplugShortly, flap, reboot, unplugForLong, unplugForLong];
const chaosBreakdowns = [
  'offline',
  'frozen',
  'hang',
  'unauthorized',
  'low-battery',
  'hot-battery',
  'full-disk',
  'lock-screen',
  'no-idle-state',
  'empty-tree',
] as const;

const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  calm: { faultsPerMinute: 0, draws: [] },
  'busy-morning': {
    faultsPerMinute: 6,
    draws: [slow, reboot, lasting('low-battery'), lasting('update-dialog'), lasting('lock-screen'), drop],
  },
  'bad-cables': { faultsPerMinute: 12, draws: [drop, flap, unplugShortly, lasting('offline')] },
  'hot-day': { faultsPerMinute: 8, draws: [lasting('hot-battery'), lasting('low-battery'), slow, reboot] },
  chaos: {
    faultsPerMinute: 30,
    draws: [...breaks, ...chaosBreakdowns.map(lasting), slow],
  },
};

/** Faults that a scenario has started: all, those that broke a connection, and of these the ones that outlast adb's memory. */
export interface FaultCounts {
  readonly total: number;
  readonly drops: number;
  readonly longDrops: number;
}

const breakingKinds: ReadonlySet<string> = new Set(['drop', 'unplugged', 'flap', 'reboot']);
const longerThanMemoryMs = 70_000;

export interface ScenarioOptions {
  readonly name: ScenarioName;
  /** Starts one fault on one of the phones; `phone` counts from 0. */
  readonly startFault: (phone: number, request: FaultRequest) => ActiveFault;
  readonly phoneCount: number;
  readonly random: RandomSource;
  readonly clock: SimulatorClock;
}

/**
 * Lets faults befall random phones at the scenario's rate until stopped. Same random source and clock, same faults.
 * Faults under way when it stops end by themselves.
 */
export class ScenarioRunner {
  readonly #options: ScenarioOptions;
  #cancel: () => void = () => undefined;
  #startedCount = 0;
  #dropCount = 0;
  #longDropCount = 0;
  #lastEndsAt: number;

  constructor(options: ScenarioOptions) {
    this.#options = options;
    this.#lastEndsAt = options.clock.now();
  }

  get name(): ScenarioName {
    return this.#options.name;
  }

  /** Faults started so far. */
  get startedCount(): number {
    return this.#startedCount;
  }

  get counts(): FaultCounts {
    return { total: this.#startedCount, drops: this.#dropCount, longDrops: this.#longDropCount };
  }

  /** When the last of the faults started so far ends. */
  get lastEndsAt(): number {
    return this.#lastEndsAt;
  }

  start(): void {
    this.#schedule();
  }

  stop(): void {
    this.#cancel();
  }

  #schedule(): void {
    const { faultsPerMinute } = scenarios[this.#options.name];
    if (faultsPerMinute === 0 || this.#options.phoneCount === 0) return;
    this.#cancel = this.#options.clock.after(60_000 / faultsPerMinute, () => {
      this.#strike();
      this.#schedule();
    });
  }

  #strike(): void {
    const { random, phoneCount, startFault } = this.#options;
    const { draws } = scenarios[this.#options.name];
    const draw = draws[Math.floor(random() * draws.length)];
    if (draw === undefined) return;
    const phone = Math.floor(random() * phoneCount);
    const request = draw(random);
    const fault = startFault(phone, request);
    this.#startedCount++;
    if (breakingKinds.has(request.kind)) this.#dropCount++;
    if (request.kind === 'unplugged' && (request.durationMs ?? 0) > longerThanMemoryMs) this.#longDropCount++;
    this.#lastEndsAt = Math.max(this.#lastEndsAt, fault.endsAt ?? 0);
  }
}
