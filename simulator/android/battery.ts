import type { SimulatorClock } from '../clock.ts';
import type { SeededRandom } from '../world/seeded-random.ts';

export type PowerSource = 'usb' | 'ac' | 'wireless' | 'none';

/** Codes of `BatteryManager` (AOSP): status 2 charging, 3 discharging, 4 not charging, 5 full; health 2 good, 3 overheat. */
export interface BatteryReading {
  readonly level: number;
  readonly status: 2 | 3 | 4 | 5;
  readonly health: 2 | 3;
  readonly temperatureTenths: number;
  readonly voltageMv: number;
  readonly source: PowerSource;
  readonly chargeCounterUah: number;
  readonly currentMa: number;
  readonly cycles: number;
  /** What the cell still holds when full. */
  readonly fullUah: number;
  readonly designUah: number;
}

export interface BatteryChange {
  /** Percent. */
  readonly level?: number;
  readonly source?: PowerSource;
  /** Charging stops at this level, as vendors' battery care does; null charges to 100. */
  readonly capPercent?: number | null;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const usbPercentPerHour = 11;
const acPercentPerHour = 38;
const dischargePercentPerHour = 3.5;
const roomCelsius = 25;
const chargingHeat = 6.5;
const overheatTenths = 550;

/**
 * A battery that charges, warms and wears. Everything is a function of the clock since the last change, worked out when
 * it is asked for: a resting phone costs nothing.
 */
export class Battery {
  readonly #clock: SimulatorClock;
  readonly #designUah: number;
  readonly #phase: number;
  #level: number;
  #source: PowerSource = 'usb';
  #capPercent: number | null = null;
  #cycles: number;
  #since: number;
  #heldTemperature: number | null = null;
  #heldCapacity: number | null = null;
  #frozen: BatteryReading | null = null;

  constructor(clock: SimulatorClock, capacityMah: number, random: SeededRandom) {
    this.#clock = clock;
    this.#designUah = capacityMah * 1000;
    this.#level = random.between(34, 97);
    this.#cycles = random.between(40, 620);
    this.#phase = random.next() * 2 * Math.PI;
    this.#since = clock.now();
  }

  /** Changes level, plug or charge cap from now on. */
  change(change: BatteryChange): void {
    const now = this.#clock.now();
    const { level } = this.#project(now);
    this.#cycles = this.#cyclesAt(now);
    this.#level = change.level ?? level;
    this.#source = change.source ?? this.#source;
    if (change.capPercent !== undefined) this.#capPercent = change.capPercent;
    this.#since = now;
  }

  /** Holds the temperature at a value (°C), or lets it follow the weather and the charger again. */
  holdTemperature(celsius: number | null): void {
    this.#heldTemperature = celsius;
  }

  /** Holds what the cell still holds when full at a share of its design, or lets it follow its cycles again. */
  holdCapacity(share: number | null): void {
    this.#heldCapacity = share;
  }

  /** Somebody overwrote the readings, and none of them moves until `thaw`. */
  get isFrozen(): boolean {
    return this.#frozen !== null;
  }

  /** `dumpsys battery set`: stops all readings where they are, with these changed. */
  freeze(change: Partial<BatteryReading>): void {
    this.#frozen = { ...this.read(), ...change };
  }

  /** `dumpsys battery reset`. */
  thaw(): void {
    this.#frozen = null;
  }

  read(): BatteryReading {
    if (this.#frozen !== null) return this.#frozen;
    const now = this.#clock.now();
    const { level, isRising } = this.#project(now);
    const temperatureTenths = Math.round(this.#celsius(now, isRising) * 10);
    const cycles = this.#cyclesAt(now);
    const fullUah = Math.round(this.#designUah * (this.#heldCapacity ?? Math.max(0.6, 1 - cycles * 0.00025)));
    return {
      level: Math.floor(level),
      status: this.#statusFor(level, isRising),
      health: temperatureTenths >= overheatTenths ? 3 : 2,
      temperatureTenths,
      voltageMv: Math.round(3450 + 8.6 * level + (isRising ? 60 : 0)),
      source: this.#source,
      chargeCounterUah: Math.round((fullUah * level) / 100),
      currentMa: this.#currentFor(isRising),
      cycles: Math.floor(cycles),
      fullUah,
      designUah: this.#designUah,
    };
  }

  #project(now: number): { readonly level: number; readonly isRising: boolean } {
    const hours = Math.max(0, now - this.#since) / hourMs;
    if (this.#source === 'none')
      return { level: Math.max(1, this.#level - dischargePercentPerHour * hours), isRising: false };
    const top = Math.max(this.#capPercent ?? 100, this.#level);
    const level = Math.min(top, this.#level + this.#percentPerHour() * hours);
    return { level, isRising: level < top };
  }

  #percentPerHour(): number {
    return this.#source === 'ac' ? acPercentPerHour : usbPercentPerHour;
  }

  #cyclesAt(now: number): number {
    return this.#cycles + Math.max(0, this.#project(now).level - this.#level) / 100;
  }

  #statusFor(level: number, isRising: boolean): BatteryReading['status'] {
    if (this.#source === 'none') return 3;
    if (isRising || this.#capPercent !== null) return 2;
    return level >= 100 ? 5 : 4;
  }

  #currentFor(isRising: boolean): number {
    if (this.#source === 'none') return -182;
    if (!isRising) return 0;
    return this.#source === 'ac' ? 1740 : 460;
  }

  #celsius(now: number, isRising: boolean): number {
    if (this.#heldTemperature !== null) return this.#heldTemperature;
    const weather = 2.2 * Math.sin((2 * Math.PI * now) / dayMs + this.#phase);
    const work = 0.6 * Math.sin((2 * Math.PI * now) / (17 * 60_000) + this.#phase);
    const warmth = 1 - Math.exp(-Math.max(0, now - this.#since) / (20 * 60_000));
    return roomCelsius + weather + work + 2 + (isRising ? chargingHeat * warmth : 0);
  }
}
