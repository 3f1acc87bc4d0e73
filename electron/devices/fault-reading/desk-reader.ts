import type { FaultReading } from '../../contract/faults.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { DeskNotes } from './desk-notes.ts';
import type { DeskEvidence } from './evidence.ts';
import type { NoteStore } from './note-store.ts';
import { isUnknown, readDesk } from './read-desk.ts';
import { ReadingBook } from './reading-book.ts';
import type { ReadingStore } from './reading-store.ts';

export interface DeskReaderDeps {
  readonly journal: { evidence(): DeskEvidence; readonly notes: DeskNotes };
  readonly readingStore: ReadingStore;
  readonly noteStore: NoteStore;
  readonly store: Store;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly newId: () => string;
}

/** Many things happen in one moment of a fault: they are read together. */
const gatherMs = 200;
/** While something is wrong or has just changed, time alone can change what is read. */
const againMs = 1_000;
/** So long after the last change nothing can come of it any more, unless a reading holds. */
const attentiveMs = 6 * 60_000;

/**
 * Reads the desk whenever something happened, and again while time matters; keeps what it read, and what it was read from, so
 * that a restart of the console changes nothing: what held before it holds, unknown, until the phones have been read.
 */
export class DeskReader implements Disposable {
  readonly #deps: DeskReaderDeps;
  readonly #book: ReadingBook;
  readonly #changes: EventSource<null>;
  #cancel: (() => void) | null = null;
  #isGathering = false;
  #attentiveUntil = 0;

  constructor(deps: DeskReaderDeps) {
    const { newId, readingStore, machineClock, logger } = deps;
    this.#deps = deps;
    this.#book = new ReadingBook({ newId, leftovers: readingStore.leftovers(machineClock.now()) });
    this.#changes = new EventSource(logger);
  }

  /** The readings that hold now, the most general first; with `unknownSinceAt` where nobody can say. */
  current(): FaultReading[] {
    return this.#book.open();
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** Something may read differently now. */
  review(): void {
    this.#attentiveUntil = this.#deps.machineClock.now() + attentiveMs;
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#plan(gatherMs);
  }

  dispose(): void {
    this.#cancel?.();
    this.#deps.noteStore.save(this.#deps.journal.notes);
  }

  #plan(delayMs: number): void {
    this.#cancel?.();
    this.#cancel = this.#deps.machineClock.after(delayMs, () => this.#read());
  }

  #read(): void {
    const { journal, readingStore, noteStore, store, machineClock } = this.#deps;
    this.#isGathering = false;
    const now = machineClock.now();
    const evidence = journal.evidence();
    const { changed } = this.#book.take(readDesk(evidence), now, (reading) => isUnknown(reading, evidence));
    noteStore.save(journal.notes);
    if (changed.length > 0) {
      // A full disk keeps no history; what holds now is shown all the same, and the store has logged it.
      store.write(() => {
        for (const reading of changed) readingStore.save(reading, now);
      });
      this.#changes.emit(null);
    }
    if (this.#book.open().length > 0 || now < this.#attentiveUntil) this.#plan(againMs);
  }
}
