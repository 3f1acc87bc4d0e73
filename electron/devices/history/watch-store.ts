import type { Statement, Store } from '../../store/store.ts';
import type { HistoryBatch } from './history-batch.ts';
import { dayOf } from './local-days.ts';
import type { PhoneKeys } from './phone-keys.ts';

/** States are kept as long as a chart shows them one by one, and so many of a phone that never comes to rest. */
const keepMarksMs = 90 * 86_400_000;
const marksPerPhone = 5_000;
const keepDaysMs = 731 * 86_400_000;

/** Keeps the states of phones and the daily totals of their availability. Callers hold the transaction. */
export class WatchStore {
  readonly #keys: PhoneKeys;
  readonly #placeKeys = new Map<string, number>();
  readonly #saveStretch: Statement<[number, number], never>;
  readonly #saveMark: Statement<[number, number, string | null], never>;
  readonly #addShare: Statement<[number, number, number, number, number, number], never>;
  readonly #findPlace: Statement<[string, string], { placeKey: number }>;
  readonly #insertPlace: Statement<[string, string], never>;
  readonly #dropMarks: Statement<[Readonly<Record<string, number>>], never>;
  readonly #dropDays: Statement<[number], never>;
  readonly #dropStretches: Statement<[number], never>;
  readonly #dropPhoneMarks: Statement<[number, number, number], never>;
  readonly #dropPhoneDays: Statement<[number], never>;

  constructor(store: Store, keys: PhoneKeys) {
    this.#keys = keys;
    this.#saveStretch = store.prepare('INSERT OR REPLACE INTO watchSession (fromAt, toAt) VALUES (?, ?)');
    this.#saveMark = store.prepare('INSERT OR REPLACE INTO phoneStanding (phoneKey, at, state) VALUES (?, ?, ?)');
    this.#addShare = store.prepare(`INSERT INTO availabilityDay VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET watchedMs = watchedMs + excluded.watchedMs,
      availableMs = availableMs + excluded.availableMs, dropCount = dropCount + excluded.dropCount`);
    this.#findPlace = store.prepare('SELECT placeKey FROM historyPlace WHERE hostId = ? AND hub = ?');
    this.#insertPlace = store.prepare('INSERT INTO historyPlace (hostId, hub) VALUES (?, ?)');
    // The last state before the limit stays: it may still hold.
    this.#dropMarks = store.prepare(`DELETE FROM phoneStanding WHERE phoneKey = @phoneKey AND at < MAX(
      IFNULL((SELECT MAX(at) FROM phoneStanding WHERE phoneKey = @phoneKey AND at <= @limitAt), 0),
      IFNULL((SELECT at FROM phoneStanding WHERE phoneKey = @phoneKey ORDER BY at DESC LIMIT 1 OFFSET @kept), 0))`);
    this.#dropDays = store.prepare('DELETE FROM availabilityDay WHERE day < ?');
    this.#dropStretches = store.prepare('DELETE FROM watchSession WHERE toAt < ?');
    this.#dropPhoneMarks = store.prepare(`DELETE FROM phoneStanding WHERE phoneKey = ? AND at IN
      (SELECT at FROM phoneStanding WHERE phoneKey = ? LIMIT ?)`);
    this.#dropPhoneDays = store.prepare('DELETE FROM availabilityDay WHERE phoneKey = ?');
  }

  write({ stretches, marks, shares }: Pick<HistoryBatch, 'stretches' | 'marks' | 'shares'>): void {
    for (const { fromAt, toAt } of stretches) this.#saveStretch.run(fromAt, toAt);
    for (const { phoneId, at, state } of marks) this.#saveMark.run(this.#keys.keyOf(phoneId), at, state);
    for (const { phoneId, day, hostId, hub, watchedMs, availableMs, dropCount } of shares) {
      const placeKey = this.#placeKey(hostId, hub);
      this.#addShare.run(day, this.#keys.keyOf(phoneId), placeKey, watchedMs, availableMs, dropCount);
    }
  }

  /** Removes states of one phone that are too old or too many. */
  pruneMarks(phoneKey: number, now: number): void {
    this.#dropMarks.run({ phoneKey, limitAt: now - keepMarksMs, kept: marksPerPhone });
  }

  /** Removes the daily totals and stretches that are too old. */
  pruneDays(now: number): void {
    this.#dropDays.run(dayOf(now - keepDaysMs));
    this.#dropStretches.run(now - keepDaysMs);
  }

  /** Removes at most `limit` states, and the daily totals, of a forgotten phone; answers how many. */
  dropPhone(phoneKey: number, limit: number): number {
    return this.#dropPhoneMarks.run(phoneKey, phoneKey, limit).changes + this.#dropPhoneDays.run(phoneKey).changes;
  }

  /** A write was taken back: places are looked up again. */
  forgetPlaces(): void {
    this.#placeKeys.clear();
  }

  #placeKey(hostId: string, hub: string): number {
    const name = `${hostId}|${hub}`;
    const known = this.#placeKeys.get(name);
    if (known !== undefined) return known;
    const found = this.#findPlace.get(hostId, hub)?.placeKey ?? this.#insertPlace.run(hostId, hub).lastRowId;
    this.#placeKeys.set(name, found);
    return found;
  }
}
