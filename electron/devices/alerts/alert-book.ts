import type { Alert, AlertSubject } from '../../contract/alerts.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Store } from '../../store/store.ts';
import { changeOf, type RecordChange } from './record-change.ts';
import type { AlertEvent, AlertEventRecorder } from './alert-event.ts';
import { quietUntil, viewAlert, type AlertRecord } from './alert-record.ts';
import type { AlertStore } from './alert-store.ts';
import { keyOf, type AlertTopic, type Finding } from './finding.ts';
import { decideStep, type Pending } from './step.ts';
import { timingOf } from './timing.ts';

export interface AlertBookDeps {
  readonly store: Store;
  readonly alertStore: AlertStore;
  readonly clock: Clock;
  readonly settings: () => Settings;
  /** What a subject is called, for its alerts. */
  readonly nameOf: (subject: AlertSubject) => { readonly number: number | null; readonly name: string };
  readonly recorder: AlertEventRecorder;
  /** Told after the changes are stored. */
  readonly onChanged: (changed: readonly AlertRecord[], events: readonly AlertEvent[]) => void;
}

/** Something that has to last before it counts. */
interface Wait extends AlertTopic {
  readonly pending: Pending;
  readonly dueAt: number;
}

/** The active alerts: turns findings into incidents, stores each change before it counts. */
export class AlertBook {
  readonly #deps: AlertBookDeps;
  readonly #active = new Map<string, AlertRecord>();
  readonly #waits = new Map<string, Wait>();
  readonly #phoneSnoozes: Map<string, number>;

  constructor(deps: AlertBookDeps) {
    this.#deps = deps;
    this.#phoneSnoozes = deps.alertStore.phoneSnoozes();
    for (const record of deps.alertStore.active()) this.#active.set(keyOf(record), record);
  }

  active(): IterableIterator<AlertRecord> {
    return this.#active.values();
  }

  /** What is active, and what would be if it lasted. */
  followed(): AlertTopic[] {
    return [
      ...this.#active.values(),
      ...[...this.#waits].flatMap(([key, wait]) => (this.#active.has(key) ? [] : [wait])),
    ];
  }

  find(alertId: number): AlertRecord | null {
    for (const record of this.#active.values()) if (record.alertId === alertId) return record;
    return null;
  }

  /** As the contract shows it now. */
  view(record: AlertRecord): Alert {
    return viewAlert(record, this.quietUntil(record));
  }

  quietUntil(record: AlertRecord): number | null {
    return quietUntil(record, this.#phoneSnoozes, this.#deps.clock.now());
  }

  /** When something that is waited for falls due; null when nothing is. */
  nextDueAt(): number | null {
    let next: number | null = null;
    const consider = (at: number | null): void => {
      if (at !== null && (next === null || at < next)) next = at;
    };
    for (const { dueAt } of this.#waits.values()) consider(dueAt);
    for (const record of this.#active.values()) consider(this.quietUntil(record));
    return next;
  }

  /**
   * Takes what was found; of several findings about one kind on one subject the first counts. When the changes cannot be
   * stored, nothing happened.
   */
  take(findings: readonly Finding[]): Outcome<null> {
    return this.#take(findings, new Set());
  }

  /** As `take`, with what was found of everything: what is not among it is not waited for any more. */
  takeAll(findings: readonly Finding[]): Outcome<null> {
    const judged = new Set<string>();
    const taken = this.#take(findings, judged);
    for (const key of this.#waits.keys()) if (!judged.has(key)) this.#waits.delete(key);
    return taken;
  }

  #take(findings: readonly Finding[], judged: Set<string>): Outcome<null> {
    const changes: RecordChange[] = [];
    for (const finding of findings) {
      const key = keyOf(finding);
      if (judged.has(key)) continue;
      judged.add(key);
      const change = this.#decide(finding);
      if (change !== null) changes.push(change);
    }
    return changes.length === 0 ? succeed(null) : this.#commit(() => changes);
  }

  /** What an operator does to these alerts; `edit` is called inside the transaction, and may leave an audit line there. */
  edit(records: readonly AlertRecord[], edit: () => Partial<AlertRecord>): Outcome<null> {
    return this.#commit(() => {
      const change = edit();
      return records.map((before) => ({ before, after: { ...before, ...change }, happened: null }));
    });
  }

  /** Null ends the phone's snooze. `also` is called inside the transaction. */
  snoozePhone(phoneId: string, untilAt: number | null, also: () => void): Outcome<null> {
    const { store, alertStore, onChanged } = this.#deps;
    const written = store.write(() => {
      alertStore.snoozePhone(phoneId, untilAt);
      also();
    });
    if (!written.ok) return written;
    if (untilAt === null) this.#phoneSnoozes.delete(phoneId);
    else this.#phoneSnoozes.set(phoneId, untilAt);
    const touched = [...this.#active.values()].filter(
      ({ subject }) => subject.type === 'phone' && subject.phoneId === phoneId,
    );
    onChanged(touched, []);
    return succeed(null);
  }

  /** Tells of those alerts whose snooze is over since `sinceAt`, and forgets the phones' snoozes that are. */
  wake(sinceAt: number): Outcome<null> {
    const now = this.#deps.clock.now();
    const changes = [...this.#active.values()].flatMap((before) => this.#awaken(before, sinceAt, now));
    const overIds = [...this.#phoneSnoozes].filter(([, untilAt]) => untilAt <= now).map(([phoneId]) => phoneId);
    if (changes.length + overIds.length === 0) return succeed(null);
    const committed = this.#commit(() => {
      for (const phoneId of overIds) this.#deps.alertStore.snoozePhone(phoneId, null);
      return changes;
    });
    if (committed.ok) for (const phoneId of overIds) this.#phoneSnoozes.delete(phoneId);
    return committed;
  }

  #awaken(before: AlertRecord, sinceAt: number, now: number): RecordChange[] {
    const wasQuiet = quietUntil(before, this.#phoneSnoozes, sinceAt) !== null;
    if (!wasQuiet || quietUntil(before, this.#phoneSnoozes, now) !== null) return [];
    const isHeard = before.acknowledgedAt === null;
    const happened = before.isTold ? 'woken' : 'raised';
    const after = { ...before, snoozedUntilAt: null, isTold: before.isTold || isHeard };
    return [{ before, after, happened: isHeard ? happened : null }];
  }

  #decide(finding: Finding): RecordChange | null {
    const { clock, settings } = this.#deps;
    const key = keyOf(finding);
    const active = this.#active.get(key) ?? null;
    const timing = timingOf(finding.kind, settings());
    const { step, pending } = decideStep({
      active,
      pending: this.#waits.get(key)?.pending ?? null,
      verdict: finding.verdict,
      timing,
      now: clock.now(),
    });
    if (pending === null) this.#waits.delete(key);
    else {
      const { kind, subject } = finding;
      const durationMs = pending.towards === 'raise' ? timing.raiseAfterMs : timing.endAfterMs;
      this.#waits.set(key, { kind, subject, pending, dueAt: pending.sinceAt + durationMs });
    }
    return changeOf(finding, active, step, {
      now: clock.now(),
      nameOf: this.#deps.nameOf,
      isQuiet: (record) => this.quietUntil(record) !== null,
    });
  }

  #commit(change: () => readonly RecordChange[]): Outcome<null> {
    const { store, clock, recorder, onChanged } = this.#deps;
    const at = clock.now();
    const written = store.write(() => {
      const stored = change().map((entry) => ({ ...entry, after: this.#save(entry) }));
      const events = stored.flatMap(({ happened, after }) =>
        happened === null ? [] : [{ happened, alert: after, at }],
      );
      for (const event of events) recorder.record(event);
      return { records: stored.map(({ after }) => after), events };
    });
    if (!written.ok) return written;
    const { records, events } = written.value;
    for (const record of records) {
      if (record.endedAt === null) this.#active.set(keyOf(record), record);
      else this.#active.delete(keyOf(record));
    }
    onChanged(records, events);
    return succeed(null);
  }

  #save({ before, after }: RecordChange): AlertRecord {
    const { alertStore } = this.#deps;
    if (before === null) return { ...after, alertId: alertStore.add(after) };
    alertStore.save(after);
    return after;
  }
}
