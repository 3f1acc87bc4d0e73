import type { SeededRandom } from '../world/seeded-random.ts';

/** Jiffies (1/100 s) since boot, over all cores. */
export interface ProcessorTimes {
  readonly user: number;
  readonly nice: number;
  readonly system: number;
  readonly idle: number;
  readonly iowait: number;
  readonly irq: number;
  readonly softirq: number;
}

const jiffiesPerSecond = 100;

/** How busy the phone is: a mean with a slow wave, integrated exactly, so that two samples always agree with the clock. */
export class Processor {
  readonly cores: number;
  readonly #mean: number;
  readonly #swing: number;
  readonly #periodMs: number;
  #extraLoad = 0;

  constructor(cores: number, random: SeededRandom) {
    this.cores = cores;
    this.#mean = 0.05 + random.next() * 0.08;
    this.#swing = this.#mean * 0.7;
    this.#periodMs = random.between(40_000, 140_000);
  }

  /** Makes the phone busier by a share of all cores (0–0.8), from boot on, so that samples stay in line. */
  setExtraLoad(share: number): void {
    this.#extraLoad = share;
  }

  /** Busy share of all cores at a moment, 0–1. */
  loadAt(uptimeMs: number): number {
    const angle = (2 * Math.PI * uptimeMs) / this.#periodMs;
    return Math.min(0.98, this.#mean + this.#extraLoad + this.#swing * Math.sin(angle));
  }

  /** The counters of the first line of `/proc/stat`. */
  timesAt(uptimeMs: number): ProcessorTimes {
    const total = (uptimeMs / 1000) * jiffiesPerSecond * this.cores;
    const angle = (2 * Math.PI * uptimeMs) / this.#periodMs;
    const wave = (this.#swing * this.#periodMs * (1 - Math.cos(angle))) / (2 * Math.PI);
    const busyMs = Math.min(uptimeMs * 0.98, (this.#mean + this.#extraLoad) * uptimeMs + wave);
    const busy = (busyMs / 1000) * jiffiesPerSecond * this.cores;
    const iowait = total * 0.0009;
    return {
      user: Math.floor(busy * 0.52),
      nice: Math.floor(busy * 0.06),
      system: Math.floor(busy * 0.36),
      irq: Math.floor(busy * 0.03),
      softirq: Math.floor(busy * 0.03),
      iowait: Math.floor(iowait),
      idle: Math.max(0, Math.floor(total - busy - iowait)),
    };
  }
}
