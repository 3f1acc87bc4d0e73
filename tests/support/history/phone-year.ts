import type { HistoryMetric } from '../../../electron/contract/history.ts';
import type { HealthCheck, HealthCheckId, Phone, Verdict } from '../../../electron/contract/phones.ts';
import { health, paperPhone, paperRoute } from './paper-phones.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * What one phone of a desk answers at any moment of a year, as a pure function of seed, phone and time: a battery that
 * charges and drains, ages and has hot days, a disk that fills, a phone that restarts and that is away now and then.
 * Being pure, it can be asked again for what should have been recorded.
 */
export class PhoneYear {
  readonly phoneId: string;
  readonly #place: number;
  readonly #seed: number;
  readonly #startedAt: number;

  constructor(place: number, { seed, startedAt }: { readonly seed: number; readonly startedAt: number }) {
    this.phoneId = `phone-${String(place).padStart(4, '0')}`;
    this.#place = place;
    this.#seed = seed;
    this.#startedAt = startedAt;
  }

  /** Away for some hours on some days: it is not polled then. */
  isAway(at: number): boolean {
    const day = Math.floor(at / dayMs);
    if (this.#noise(day, 1) > 0.03) return false;
    const fromHour = Math.floor(this.#noise(day, 2) * 18);
    const hour = Math.floor((at % dayMs) / hourMs);
    return hour >= fromHour && hour < fromHour + 5;
  }

  /** The phone as the registry shows it after a poll at `at`. */
  polled(at: number): Phone {
    const checks = this.checks(at);
    return paperPhone(this.phoneId, {
      number: this.#place,
      routes: [this.#route()],
      health: health(at, checks, scoreOf(checks)),
    });
  }

  /** The phone while it is away: its last values are unknown. */
  away(): Phone {
    const route = { ...this.#route(), isLive: false, isCurrent: false, adbState: null };
    return paperPhone(this.phoneId, {
      number: this.#place,
      state: 'absent',
      reason: { code: 'unplugged', params: {} },
      routes: [route],
    });
  }

  checks(at: number): HealthCheck[] {
    const minute = Math.floor(at / minuteMs);
    const celsius = this.#celsius(at, minute);
    const free = this.#freePercent(at);
    const isHourly = minute % 60 === 0;
    return [
      check('battery-level', at, this.#level(at)),
      check('battery-temperature', at, celsius, celsius >= 50 ? 'bad' : celsius >= 45 ? 'warn' : 'ok'),
      check('battery-status', at, null),
      ...(isHourly ? [check('battery-wear', at, this.#capacity(at))] : []),
      check('storage', at, free, free < 2 ? 'bad' : free < 10 ? 'warn' : 'ok'),
      check('memory', at, tenths(20 + 30 * this.#noise(minute, 5))),
      check('load', at, Math.round(5 + 60 * this.#noise(minute, 6) ** 3)),
      check('network', at, null, this.#noise(minute, 7) < 0.004 ? 'bad' : 'ok'),
      check('clock-skew', at, Math.round(4 * (this.#noise(minute, 8) - 0.5))),
      check('screen', at, null),
      ...(isHourly ? [check('lock', at, null)] : []),
      check('uptime', at, tenths((at - this.#bootedAt(at)) / hourMs)),
      ...(isHourly ? [check('messenger-version', at, null)] : []),
    ];
  }

  /** The number that a poll at `at` tells of a metric; null when it tells none. */
  value(metric: HistoryMetric, at: number): number | null {
    if (metric === 'score') return scoreOf(this.checks(at));
    return this.checks(at).find(({ id }) => id === metric)?.value ?? null;
  }

  #level(at: number): number {
    const turn = ((at + this.#place * hourMs) % (6 * hourMs)) / (6 * hourMs);
    return Math.round(turn < 0.7 ? 40 + 85 * turn : 100 - 200 * (turn - 0.7));
  }

  #celsius(at: number, minute: number): number {
    const ofDay = Math.sin(((at % dayMs) / dayMs) * 2 * Math.PI - 2);
    const isHotDay = this.#noise(Math.floor(at / dayMs), 3) < 0.05;
    return tenths(31 + 3 * ofDay + (isHotDay ? 14 : 0) + this.#noise(minute, 4));
  }

  #capacity(at: number): number {
    return Math.round(98 - ((at - this.#startedAt) / dayMs) * (0.01 + 0.03 * this.#noise(0, 9)));
  }

  #freePercent(at: number): number {
    const days = (at - this.#startedAt) / dayMs + 40 * this.#noise(0, 10);
    return tenths(45 - (days % 40) + this.#noise(Math.floor(at / hourMs), 11));
  }

  #bootedAt(at: number): number {
    return Math.floor(at / (9 * dayMs)) * 9 * dayMs;
  }

  #route(): Phone['routes'][number] {
    return paperRoute('local', `1-${1 + Math.floor(this.#place / 7)}.${1 + (this.#place % 7)}`);
  }

  /** 0 ≤ n < 1, the same for the same seed, phone, moment and purpose. */
  #noise(moment: number, purpose: number): number {
    let hash = Math.imul(this.#seed ^ Math.imul(this.#place + 1, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ moment ^ Math.imul(purpose, 0xc2b2ae35), 0x27d4eb2f);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
  }
}

function check(id: HealthCheckId, readAt: number, value: number | null, verdict: Verdict = 'ok'): HealthCheck {
  return { id, value, verdict, textCode: 'level', params: {}, readAt, unknownSinceAt: null, deduction: 0 };
}

function scoreOf(checks: readonly HealthCheck[]): number {
  const cost = { ok: 0, unknown: 0, warn: 10, bad: 30 } as const;
  return checks.reduce((score, { verdict }) => score - cost[verdict], 100);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
