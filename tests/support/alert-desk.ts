import { defaultSettings, type Settings } from '../../electron/contract/settings.ts';
import type { Host } from '../../electron/contract/hosts.ts';
import type { HealthCheck, HealthCheckId, Phone } from '../../electron/contract/phones.ts';
import { alertMigrations } from '../../electron/devices/alerts/alert-migrations.ts';
import type { AlertEvent, AlertEventRecorder } from '../../electron/devices/alerts/alert-event.ts';
import type { AlertSource } from '../../electron/devices/alerts/alert-source.ts';
import { Alerts } from '../../electron/devices/alerts/alerts.ts';
import { EventSource } from '../../electron/runtime/event-source.ts';
import { silentLogger } from '../../electron/runtime/logger.ts';
import type { Store } from '../../electron/store/store.ts';
import { makePhone } from './live-phone.ts';
import { ManualClock } from './manual-clock.ts';
import { openTestStore } from './open-test-store.ts';

interface Change {
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** Things by id that a test sets and removes, each told at once. */
class Shelf<T> {
  readonly items = new Map<string, T>();
  readonly #changes = new EventSource<Change>(silentLogger);

  list(): T[] {
    return [...this.items.values()];
  }

  get(id: string): T | null {
    return this.items.get(id) ?? null;
  }

  subscribe(listener: (change: Change) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  set(id: string, item: T): void {
    this.items.set(id, item);
    this.#changes.emit({ changed: new Set([id]), removed: new Set() });
  }

  remove(id: string): void {
    this.items.delete(id);
    this.#changes.emit({ changed: new Set(), removed: new Set([id]) });
  }
}

class PhoneShelf extends Shelf<Phone> {
  /** Demo phones that are not shown now. */
  readonly hiddenIds = new Set<string>();

  isRemembered(phoneId: string): boolean {
    return this.items.has(phoneId) || this.hiddenIds.has(phoneId);
  }
}

/** The alert engine on phones, hosts and settings that a test moves, a real database and a manual clock. */
export class AlertDesk {
  readonly phones = new PhoneShelf();
  readonly hosts = new Shelf<Host>();
  readonly clock: ManualClock;
  readonly store: Store;
  /** What the recorder was given, oldest first. */
  readonly recorded: AlertEvent[] = [];
  readonly #settingsChanges = new EventSource<Settings>(silentLogger);
  #settings: Settings = defaultSettings;

  constructor(options: { readonly clock?: ManualClock; readonly store?: Store } = {}) {
    this.clock = options.clock ?? new ManualClock();
    this.store = options.store ?? openTestStore(alertMigrations);
  }

  readonly settings = {
    current: (): Settings => this.#settings,
    subscribe: (listener: (settings: Settings) => void) => this.#settingsChanges.subscribe(listener),
  };

  changeSettings(patch: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...patch };
    this.#settingsChanges.emit(this.#settings);
  }

  /** A new engine on what is stored: call again for a restart, after disposing the one before. */
  start(options: { readonly sources?: readonly AlertSource[]; readonly recorder?: AlertEventRecorder } = {}): Alerts {
    return new Alerts({
      store: this.store,
      clock: this.clock,
      logger: silentLogger,
      settings: this.settings,
      phones: this.phones,
      hosts: this.hosts,
      sources: options.sources ?? [],
      recorder: options.recorder ?? { record: (event) => void this.recorded.push(event) },
    });
  }

  /** A phone as it is after a poll that read these checks. */
  poll(checks: readonly Partial<HealthCheck>[], changes: Partial<Phone> = {}): void {
    const before = this.phones.get(changes.phoneId ?? 'phone-1') ?? makePhone();
    const phone = { ...before, ...changes };
    const read = checks.map((check) => makeCheck({ readAt: this.clock.now(), ...check }));
    const kept = phone.health.checks.filter(({ id }) => !read.some((check) => check.id === id));
    this.phones.set(phone.phoneId, { ...phone, health: { ...phone.health, checks: [...kept, ...read] } });
  }

  /** What was recorded, as `kind happened`. */
  told(): string[] {
    return this.recorded.map(({ happened, alert }) => `${alert.kind} ${happened}`);
  }
}

/** A check that is well. */
export function makeCheck(changes: Partial<HealthCheck> & { readonly id?: HealthCheckId } = {}): HealthCheck {
  return {
    id: 'battery-level',
    value: 80,
    verdict: 'ok',
    textCode: 'level',
    params: {},
    readAt: 1_700_000_000_000,
    unknownSinceAt: null,
    deduction: 0,
    ...changes,
  };
}

export function heat(celsius: number): Partial<HealthCheck> {
  const verdict = celsius >= 50 ? 'bad' : celsius >= 45 ? 'warn' : 'ok';
  const textCode = celsius >= 50 ? 'hot' : celsius >= 45 ? 'warm' : 'normal';
  return { id: 'battery-temperature', value: celsius, verdict, textCode, params: { celsius } };
}

export function lost(id: HealthCheckId, unknownSinceAt: number): Partial<HealthCheck> {
  return { id, value: null, verdict: 'unknown', textCode: 'poll-failed', unknownSinceAt };
}
