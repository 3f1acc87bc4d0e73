import type { Fault, Outcome } from '../../contract/outcome.ts';
import { succeed } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Store } from '../../store/store.ts';
import type { PhoneRecord } from './phone-record.ts';
import type { PhoneStore } from './phone-store.ts';

export interface PhoneDirectoryDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly phoneStore: PhoneStore;
  readonly onChanged: (phoneId: string) => void;
  readonly onRemoved: (phoneId: string) => void;
  /** The database refused a change that nobody asked for; the desk goes on with what it holds in memory. */
  readonly onUnsaved: (fault: Fault) => void;
}

/** What the console found out itself is written together, this long after the first change of a batch. */
const writeAfterMs = 200;
const writeAgainMs = 10_000;

/**
 * All phones by id, by identity key and by route. Rows without an identity live in memory only, until they say who
 * they are or the operator gives them something of his own.
 */
export class PhoneDirectory implements Disposable {
  readonly #deps: PhoneDirectoryDeps;
  readonly #records = new Map<string, PhoneRecord>();
  readonly #phoneByRoute = new Map<string, string>();
  readonly #idsByKey = new Map<string, Set<string>>();
  readonly #unsaved = new Set<string>();
  #cancelWrite: (() => void) | null = null;

  constructor(deps: PhoneDirectoryDeps) {
    this.#deps = deps;
    for (const record of deps.phoneStore.load()) this.#index(record);
  }

  get(phoneId: string): PhoneRecord | null {
    return this.#records.get(phoneId) ?? null;
  }

  all(): IterableIterator<PhoneRecord> {
    return this.#records.values();
  }

  phoneOfRoute(routeId: string): PhoneRecord | null {
    return this.get(this.#phoneByRoute.get(routeId) ?? '');
  }

  /** Phones with this serial and model. */
  withKey(identityKey: string): PhoneRecord[] {
    const ids = [...(this.#idsByKey.get(identityKey) ?? [])];
    return ids.map((id) => this.#records.get(id)).filter((record) => record !== undefined);
  }

  withHardwareSerial(serial: string): PhoneRecord[] {
    return [...this.#records.values()].filter((record) => record.facts.hardwareSerial === serial);
  }

  hasDuplicateSerial(record: PhoneRecord): boolean {
    return record.identityKey !== null && (this.#idsByKey.get(record.identityKey)?.size ?? 0) > 1;
  }

  takenNumbers(): Set<number> {
    const numbers = new Set<number>();
    for (const { number } of this.#records.values()) if (number !== null) numbers.add(number);
    return numbers;
  }

  /**
   * Puts records as the console itself found them: known at once, stored a moment later when they are worth
   * remembering. What the database refuses is tried again; the phone itself would tell most of it anew anyway.
   */
  put(...records: readonly PhoneRecord[]): void {
    for (const record of records) {
      this.#unsaved.add(record.phoneId);
      this.#adopt(record);
    }
    if (records.length > 0) this.#planWrite(writeAfterMs);
  }

  /**
   * Stores what the operator changed, with `alongside` (the audit line) in the same transaction; memory follows only
   * when the database has it. `changes` are whole records; `removedIds` are forgotten.
   */
  commit(
    changes: { readonly records?: readonly PhoneRecord[]; readonly removedIds?: readonly string[] },
    alongside: () => void,
  ): Outcome<null> {
    const { records = [], removedIds = [] } = changes;
    this.#write();
    const written = this.#deps.store.write(() => {
      for (const phoneId of removedIds) this.#deps.phoneStore.remove(phoneId);
      this.#saveAll(records);
      alongside();
    });
    if (!written.ok) return written;
    for (const phoneId of removedIds) this.#forget(phoneId);
    for (const record of records) this.#adopt(record);
    return succeed(null);
  }

  /** Forgets a row that the console made itself. */
  drop(phoneId: string): void {
    const record = this.get(phoneId);
    if (record !== null && !isWorthStoring(record)) return this.#forget(phoneId);
    const dropped = this.#deps.store.write(() => this.#deps.phoneStore.remove(phoneId));
    if (!dropped.ok) this.#deps.onUnsaved(dropped.error);
    this.#forget(phoneId);
  }

  /** Stores what is pending. */
  dispose(): void {
    this.#write();
    this.#cancelWrite?.();
  }

  #planWrite(delayMs: number): void {
    this.#cancelWrite ??= this.#deps.clock.after(delayMs, () => this.#write());
  }

  #write(): void {
    this.#cancelWrite?.();
    this.#cancelWrite = null;
    if (this.#unsaved.size === 0) return;
    const records = [...this.#unsaved].map((phoneId) => this.#records.get(phoneId));
    const saved = this.#deps.store.write(() => this.#saveAll(records.filter((record) => record !== undefined)));
    if (saved.ok) return this.#unsaved.clear();
    this.#deps.onUnsaved(saved.error);
    this.#planWrite(writeAgainMs);
  }

  #saveAll(records: readonly PhoneRecord[]): void {
    this.#deps.phoneStore.save(records.filter(isWorthStoring));
  }

  #adopt(record: PhoneRecord): void {
    const before = this.#records.get(record.phoneId);
    if (before !== undefined) this.#unindex(before);
    this.#index(record);
    if (before?.identityKey !== record.identityKey) this.#tellNamesakes(record, before ?? null);
    this.#deps.onChanged(record.phoneId);
  }

  #forget(phoneId: string): void {
    const record = this.#records.get(phoneId);
    if (record === undefined) return;
    this.#unindex(record);
    this.#unsaved.delete(phoneId);
    this.#records.delete(phoneId);
    this.#tellNamesakes(record, null);
    this.#deps.onRemoved(phoneId);
  }

  /** Whether a serial is shared shows on every phone that has it. */
  #tellNamesakes(...records: readonly (PhoneRecord | null)[]): void {
    for (const record of records) {
      if (record === null || record.identityKey === null) continue;
      for (const namesake of this.#idsByKey.get(record.identityKey) ?? []) {
        if (namesake !== record.phoneId) this.#deps.onChanged(namesake);
      }
    }
  }

  #index(record: PhoneRecord): void {
    this.#records.set(record.phoneId, record);
    for (const route of record.routes) this.#phoneByRoute.set(route.routeId, record.phoneId);
    if (record.identityKey === null) return;
    const ids = this.#idsByKey.get(record.identityKey);
    if (ids === undefined) this.#idsByKey.set(record.identityKey, new Set([record.phoneId]));
    else ids.add(record.phoneId);
  }

  #unindex(record: PhoneRecord): void {
    for (const route of record.routes) {
      if (this.#phoneByRoute.get(route.routeId) === record.phoneId) this.#phoneByRoute.delete(route.routeId);
    }
    if (record.identityKey === null) return;
    const ids = this.#idsByKey.get(record.identityKey);
    ids?.delete(record.phoneId);
    if (ids?.size === 0) this.#idsByKey.delete(record.identityKey);
  }
}

function isWorthStoring(record: PhoneRecord): boolean {
  return record.identityKey !== null || record.isEdited;
}
