import { liveAlertLimit, type Alert, type AlertSubject } from '../../contract/alerts.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { Devices } from '../devices.ts';
import { AlertBook } from './alert-book.ts';
import type { AlertEvent, AlertEventRecorder } from './alert-event.ts';
import type { AlertRecord } from './alert-record.ts';
import type { AlertSource } from './alert-source.ts';
import { AlertStore } from './alert-store.ts';
import { DeskFindings } from './desk-findings.ts';
import type { Finding } from './finding.ts';

export interface AlertsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void };
  readonly phones: Pick<Devices['phones'], 'list' | 'get' | 'subscribe' | 'isRemembered'>;
  readonly hosts: Pick<Devices['hosts'], 'list' | 'get' | 'subscribe'>;
  /** Other features that raise alerts. */
  readonly sources: readonly AlertSource[];
  /** Who must not miss an event: it is recorded in the transaction of the change. */
  readonly recorder: AlertEventRecorder;
}

export interface AlertChange {
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** After changes that could not be stored. */
const retryMs = 30_000;

/**
 * The alert engine. It watches the phones' views (health and state), the hosts and `AlertSource`s, and keeps one incident
 * for each kind (`contract/alert-kinds.ts`) on each phone, host or hub: raised once, ended once, and the same one after a
 * restart of the console. It judges a phone whenever its view changes, so a poll is judged in the turn of the event loop
 * in which it is told.
 *
 * Raise and end limits (L is the setting that the health verdicts use):
 * - `battery-hot` ≥ L warn (`bad` from L bad) / < L warn − `alertHeatMargin`,
 * - `battery-low` < L and not charging / ≥ L + `alertBatteryMargin`, charging or not,
 * - `storage-low` < L (`bad` < 2 %) / ≥ L + `alertStorageMargin`,
 * - `clock-skew` > L s / < L − `alertClockMargin` (or half of a small L),
 * - `battery-worn` < 80 % (`bad` < 60 %) / ≥ 82 %, `memory-low` < 8 % / ≥ 12 %,
 * - `battery-fault`, `lock-policy`, `messenger-missing`: the check's verdict / ok; `network-lost` ends after 2 min of ok,
 * - `phone-missing`: expected and neither ready nor busy for `alertMissingMinutes`, unless its host, hub, missing
 *   authorisation or need of a hand has an alert of its own / ready or busy for 30 s,
 * - `needs-hand` at once (also recovery modes and missing USB permission), `phone-unauthorized` after 15 s,
 *   `host-down` after 5 s (hosts with known phones only), `hub-lost` after 1 s; they end after 60, 15, 10 and 10 s.
 * Severity rises within one alert and never falls. An unknown value neither raises nor ends.
 */
export class Alerts implements Disposable {
  readonly store: AlertStore;
  readonly book: AlertBook;
  readonly #deps: AlertsDeps;
  readonly #findings: DeskFindings;
  readonly #changes: EventSource<AlertChange>;
  readonly #events: EventSource<readonly AlertEvent[]>;
  readonly #stops: readonly (() => void)[];
  /** What subscribers know of. */
  readonly #told = new Set<number>();
  #cancelTimer: (() => void) | null = null;
  /** Snoozes that ended before it have been told of; at a start, none that ended meanwhile. */
  #lastWakeAt = 0;
  #isDisposed = false;

  constructor(deps: AlertsDeps) {
    this.#deps = deps;
    const { store, clock, logger, settings, phones, hosts, recorder } = deps;
    this.#changes = new EventSource(logger);
    this.#events = new EventSource(logger);
    this.store = new AlertStore(store);
    this.book = new AlertBook({
      store,
      alertStore: this.store,
      clock,
      settings: () => settings.current(),
      nameOf: (subject) => this.#nameOf(subject),
      recorder,
      onChanged: (changed, events) => this.#tell(changed, events),
    });
    this.#findings = new DeskFindings({
      settings: () => settings.current(),
      phones,
      hosts,
      active: () => this.book.active(),
      followed: () => this.book.followed(),
      now: () => clock.now(),
    });
    this.#stops = [
      phones.subscribe(({ changed, removed }) => this.#reviewPhones(new Set([...changed, ...removed]))),
      hosts.subscribe(({ removed }) => this.#reviewHosts(removed)),
      settings.subscribe(() => this.reviewAll()),
      ...deps.sources.map((source) => source.subscribe(() => this.#take(this.#findings.ofSource(source)))),
    ];
    this.#fallDue();
  }

  /** Active alerts, the worst and then the newest first; at most `liveAlertLimit`. Those of hidden demo phones rest. */
  list(): Alert[] {
    const shown = [...this.book.active()].filter((record) => this.#isShown(record));
    return shown
      .toSorted((left, right) => worth(right) - worth(left) || right.alertId - left.alertId)
      .slice(0, liveAlertLimit)
      .map((record) => this.#viewLive(record));
  }

  /** An active alert by its id as text; null when it has ended or rests. */
  get(alertId: string): Alert | null {
    const record = this.book.find(Number(alertId));
    return record === null || !this.#isShown(record) ? null : this.#viewLive(record);
  }

  /** Active alerts that nobody has acknowledged and that are not snoozed. */
  waitingCount(): number {
    let count = 0;
    for (const record of this.book.active()) {
      if (record.acknowledgedAt === null && this.book.quietUntil(record) === null && this.#isShown(record)) count += 1;
    }
    return count;
  }

  /** Tells which active alerts changed, by id as text. */
  subscribe(listener: (change: AlertChange) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** Tells what happened, after it was stored, those of one turn together. */
  subscribeEvents(listener: (events: readonly AlertEvent[]) => void): () => void {
    return this.#events.subscribe(listener);
  }

  /** Judges everything there is. */
  reviewAll(): void {
    if (this.#isDisposed) return;
    const taken = this.book.takeAll(this.#findings.ofEverything(this.#deps.sources));
    this.#plan(taken.ok ? null : retryMs);
  }

  /** A snooze began or ended by hand: looks anew when the next thing falls due. */
  replan(): void {
    this.#plan(null);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelTimer?.();
    for (const stop of this.#stops) stop();
  }

  #reviewPhones(phoneIds: ReadonlySet<string>): void {
    // Hubs first: an alert about one keeps those of its phones from being raised.
    this.#take(this.#findings.ofPlaces());
    this.#take(this.#findings.ofPhones(phoneIds));
    this.#tellShown(phoneIds);
  }

  #reviewHosts(removed: ReadonlySet<string>): void {
    this.#take([...this.#findings.ofRemovedHosts(removed), ...this.#findings.ofPlaces()]);
  }

  #take(findings: readonly Finding[]): void {
    if (this.#isDisposed) return;
    const taken = this.book.take(findings);
    this.#plan(taken.ok ? null : retryMs);
  }

  /** One timer for whatever falls due next. */
  #plan(retryAfterMs: number | null): void {
    const { clock } = this.#deps;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const dueAt = this.book.nextDueAt();
    const delayMs = retryAfterMs ?? (dueAt === null ? null : Math.max(0, dueAt - clock.now()));
    if (delayMs === null || this.#isDisposed) return;
    this.#cancelTimer = clock.after(delayMs, () => this.#fallDue());
  }

  #fallDue(): void {
    const { clock } = this.#deps;
    this.#cancelTimer = null;
    this.book.wake(this.#lastWakeAt);
    this.#lastWakeAt = clock.now();
    this.reviewAll();
  }

  #viewLive(record: AlertRecord): Alert {
    const alert = this.book.view(record);
    return record.subject.type === 'phone' ? { ...alert, subjectName: '' } : alert;
  }

  #isShown({ subject }: AlertRecord): boolean {
    return subject.type !== 'phone' || this.#deps.phones.get(subject.phoneId) !== null;
  }

  #nameOf(subject: AlertSubject): { readonly number: number | null; readonly name: string } {
    const { phones, hosts } = this.#deps;
    if (subject.type === 'desk') return { number: null, name: '' };
    if (subject.type !== 'phone') return { number: null, name: hosts.get(subject.hostId)?.name ?? '' };
    const phone = phones.get(subject.phoneId);
    if (phone === null) return { number: null, name: '' };
    const { label, number, facts } = phone;
    return { number, name: label === '' ? (facts.marketName ?? facts.model ?? '') : label };
  }

  /** A phone that came into sight or left it takes its alerts along. */
  #tellShown(phoneIds: ReadonlySet<string>): void {
    const touched = [...this.book.active()].filter((record) => {
      const { subject, alertId } = record;
      const isConcerned = subject.type === 'phone' && phoneIds.has(subject.phoneId);
      return isConcerned && this.#isShown(record) !== this.#told.has(alertId);
    });
    if (touched.length > 0) this.#tell(touched, []);
  }

  #tell(records: readonly AlertRecord[], events: readonly AlertEvent[]): void {
    const changed = new Set<string>();
    const removed = new Set<string>();
    for (const record of records) {
      const isLive = record.endedAt === null && this.#isShown(record);
      (isLive ? changed : removed).add(String(record.alertId));
      if (isLive) this.#told.add(record.alertId);
      else this.#told.delete(record.alertId);
    }
    this.#changes.emit({ changed, removed });
    if (events.length > 0) this.#events.emit(events);
  }
}

function worth({ severity, acknowledgedAt }: AlertRecord): number {
  return (severity === 'bad' ? 2 : 0) + (acknowledgedAt === null ? 1 : 0);
}
