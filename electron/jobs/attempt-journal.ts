import type { AttemptNote } from '../contract/jobs.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Store } from '../store/store.ts';
import type { AttemptStore } from './store/attempt-store.ts';

/** Something that an attempt told or kept; `seq` counts its lines and its pictures, each from 0. */
export type JournalEntry = { readonly attemptId: number } & (
  | { readonly kind: 'line'; readonly seq: number; readonly at: number; readonly text: string }
  | { readonly kind: 'picture'; readonly seq: number; readonly evidenceId: string }
  | { readonly kind: 'note'; readonly note: AttemptNote }
);

export interface AttemptJournalDeps {
  readonly store: Store;
  readonly attempts: AttemptStore;
  readonly machineClock: Clock;
}

/** What was told this long ago is on the disk. */
const heldBackMs = 1_000;

/**
 * What attempts tell on their way, held back for at most a second, so that a step does not wait for the disk: it is
 * written with the next change of its item, when the second is over, when somebody reads it, or at the end. A process
 * that is killed loses the last second of it and nothing else; nothing that the ledger promises goes this way.
 */
export class AttemptJournal implements Disposable {
  readonly #deps: AttemptJournalDeps;
  /** By item, in the order in which they were told. */
  readonly #heldBack = new Map<number, JournalEntry[]>();
  #cancelFlush: (() => void) | null = null;
  #isOver = false;

  constructor(deps: AttemptJournalDeps) {
    this.#deps = deps;
  }

  /** What a run that does not come back tells after the end is not kept. */
  add(itemId: number, entry: JournalEntry): void {
    if (this.#isOver) return;
    const entries = this.#heldBack.get(itemId);
    if (entries === undefined) this.#heldBack.set(itemId, [entry]);
    else entries.push(entry);
    this.#cancelFlush ??= this.#deps.machineClock.after(heldBackMs, () => this.#flushInTime());
  }

  /** Makes a change of the item in one transaction with what its attempts have told. Fails as the store does. */
  writeWith<T>(itemId: number, change: () => T): Outcome<T> {
    const written = this.#deps.store.write(() => {
      this.#write(itemId);
      return change();
    });
    if (written.ok) this.#heldBack.delete(itemId);
    return written;
  }

  /** Everything that was told, in one transaction. What a full disk refuses is tried again a second later. */
  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    if (this.#heldBack.size === 0) return;
    const written = this.#deps.store.write(() => {
      for (const itemId of this.#heldBack.keys()) this.#write(itemId);
    });
    if (written.ok) this.#heldBack.clear();
    else this.#cancelFlush = this.#deps.machineClock.after(heldBackMs, () => this.#flushInTime());
  }

  /** Writes the last of it. */
  dispose(): void {
    this.#isOver = true;
    this.flush();
    this.#cancelFlush?.();
    this.#cancelFlush = null;
  }

  #flushInTime(): void {
    this.#cancelFlush = null;
    this.flush();
  }

  #write(itemId: number): void {
    for (const entry of this.#heldBack.get(itemId) ?? []) writeEntry(this.#deps.attempts, entry);
  }
}

function writeEntry(attempts: AttemptStore, entry: JournalEntry): void {
  switch (entry.kind) {
    case 'line':
      return attempts.addLine(entry.attemptId, entry.seq, entry);
    case 'picture':
      return attempts.addEvidence(entry.attemptId, entry.seq, entry.evidenceId);
    case 'note':
      return attempts.addNote(entry.attemptId, entry.note);
  }
}
