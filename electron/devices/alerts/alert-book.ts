import type { Alert, AlertSubject } from '../../contract/alerts.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Store } from '../../store/store.ts';
import type { AlertEvent, AlertEventRecorder } from './alert-event.ts';
import { quietUntil, viewAlert, type AlertRecord } from './alert-record.ts';
import type { AlertStore } from './alert-store.ts';
import { keyOf, type Finding } from './finding.ts';
import { decideStep, type Pending, type Step } from './step.ts';
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

/** A change before it is stored; a new alert has no id yet. */
interface Change {
  readonly before: AlertRecord | null;
  readonly after: AlertRecord;
  readonly happened: AlertEvent['happened'] | null;
}

const unborn = 0;

/** The active alerts: turns findings into incidents, stores each change before it counts. */
export class AlertBook {
  readonly #deps: AlertBookDeps;
  readonly #active = new Map<string, AlertRecord>();
  readonly #pending = new Map<string, Pending & { readonly dueAt: number }>();
  readonly #phoneSnoozes: Map<string, number>;

  constructor(deps: AlertBookDeps) {
    this.#deps = deps;
    this.#phoneSnoozes = deps.alertStore.phoneSnoozes();
    for (const record of deps.alertStore.active()) this.#active.set(keyOf(record), record);
  }

  active(): IterableIterator<AlertRecord> {
    return this.#active.values();
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
    for (const { dueAt } of this.#pending.values()) consider(dueAt);
    for (const record of this.#active.values()) consider(this.quietUntil(record));
    return next;
  }

  /**
   * Takes what was found; of several findings about one kind on one subject the first counts. When the changes cannot be
   * stored, nothing happened.
   */
  take(findings: readonly Finding[]): Outcome<null> {
    const changes: Change[] = [];
    const judged = new Set<string>();
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

  #awaken(before: AlertRecord, sinceAt: number, now: number): Change[] {
    const wasQuiet = quietUntil(before, this.#phoneSnoozes, sinceAt) !== null;
    if (!wasQuiet || quietUntil(before, this.#phoneSnoozes, now) !== null) return [];
    const isHeard = before.acknowledgedAt === null;
    const happened = before.isTold ? 'woken' : 'raised';
    const after = { ...before, snoozedUntilAt: null, isTold: before.isTold || isHeard };
    return [{ before, after, happened: isHeard ? happened : null }];
  }

  #decide(finding: Finding): Change | null {
    const { clock, settings } = this.#deps;
    const key = keyOf(finding);
    const active = this.#active.get(key) ?? null;
    const timing = timingOf(finding.kind, settings());
    const { step, pending } = decideStep({
      active,
      pending: this.#pending.get(key) ?? null,
      verdict: finding.verdict,
      timing,
      now: clock.now(),
    });
    if (pending === null) this.#pending.delete(key);
    else {
      const durationMs = pending.towards === 'raise' ? timing.raiseAfterMs : timing.endAfterMs;
      this.#pending.set(key, { ...pending, dueAt: pending.sinceAt + durationMs });
    }
    return this.#toChange(finding, active, step);
  }

  #toChange(finding: Finding, before: AlertRecord | null, step: Step): Change | null {
    const now = this.#deps.clock.now();
    switch (step.does) {
      case 'nothing':
        return null;
      case 'raise':
        return this.#raise(finding, step.trouble);
      case 'update':
        if (before === null) return null;
        return step.isWorse
          ? this.#worsen(before, step.alert)
          : { before, after: { ...before, ...step.alert }, happened: null };
      case 'end': {
        if (before === null) return null;
        const after = { ...before, endedAt: now, ending: step.ending };
        return { before, after, happened: before.isTold ? 'ended' : null };
      }
    }
  }

  #raise({ kind, subject }: Finding, trouble: Extract<Step, { does: 'raise' }>['trouble']): Change {
    const now = this.#deps.clock.now();
    const { number, name } = this.#deps.nameOf(subject);
    const record: AlertRecord = {
      alertId: unborn,
      kind,
      subject,
      ...trouble,
      subjectNumber: number,
      subjectName: name,
      raisedAt: now,
      unknownSinceAt: null,
      acknowledgedAt: null,
      acknowledgedBy: null,
      snoozedUntilAt: null,
      isTold: false,
      endedAt: null,
      ending: null,
    };
    const isTold = this.quietUntil(record) === null;
    return { before: null, after: { ...record, isTold }, happened: isTold ? 'raised' : null };
  }

  /** Worse than what the operator acknowledged or snoozed: both are undone. */
  #worsen(before: AlertRecord, alert: Extract<Step, { does: 'update' }>['alert']): Change {
    const renewed = { ...before, ...alert, acknowledgedAt: null, acknowledgedBy: null, snoozedUntilAt: null };
    const isQuiet = this.quietUntil(renewed) !== null;
    const happened = before.isTold ? 'worsened' : 'raised';
    return { before, after: { ...renewed, isTold: before.isTold || !isQuiet }, happened: isQuiet ? null : happened };
  }

  #commit(change: () => readonly Change[]): Outcome<null> {
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

  #save({ before, after }: Change): AlertRecord {
    const { alertStore } = this.#deps;
    if (before === null) return { ...after, alertId: alertStore.add(after) };
    alertStore.save(after);
    return after;
  }
}
