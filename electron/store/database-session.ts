import type { Restored } from '../contract/console.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Migration } from './migration.ts';
import { openStore } from './open-store.ts';
import { restoreNewestBackup } from './rescue.ts';
import { StoreError } from './store-error.ts';
import type { Durability, Store } from './store.ts';

/** Parses its input. What it answers must survive structured cloning. Throws `StoreError` for a full disk and its like. */
export type DatabaseTask = (input: unknown) => unknown;

/** A database of its own file that tasks alone read and write. */
export interface ServedDatabase {
  readonly migrations: readonly Migration[];
  readonly durability: Durability;
  /** Called whenever the database was opened. */
  readonly tasksOf: (store: Store) => Readonly<Record<string, DatabaseTask>>;
}

export interface DatabaseSessionOptions {
  readonly file: string;
  readonly database: ServedDatabase;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onRestored: (restored: Restored) => void;
}

interface Opened {
  readonly store: Store;
  readonly tasks: Readonly<Record<string, DatabaseTask>>;
}

/**
 * Does tasks on a database that it opens for the first of them. One that cannot be opened is tried again by the next task. A
 * damaged one is set aside, and its newest whole backup, or an empty one, takes its place.
 */
export class DatabaseSession implements Disposable {
  readonly #options: DatabaseSessionOptions;
  #opened: Opened | null = null;

  constructor(options: DatabaseSessionOptions) {
    this.#options = options;
  }

  /** Fails as `openStore` does, and with the faults of a `StoreError`. Throws what is a bug. */
  run(task: string, input: unknown): Outcome<unknown> {
    const opened = this.#open();
    if (!opened.ok) return opened;
    const work = opened.value.tasks[task];
    if (work === undefined) throw new Error(`this database knows no task ${task}`);
    try {
      return succeed(work(input));
    } catch (failure) {
      if (!(failure instanceof StoreError)) throw failure;
      // Opening it anew is what finds the damage, and mends it.
      if (failure.fault.code === 'database-corrupt') this.dispose();
      return { ok: false, error: failure.fault };
    }
  }

  dispose(): void {
    const opened = this.#opened;
    this.#opened = null;
    opened?.store.dispose();
  }

  #open(): Outcome<Opened> {
    if (this.#opened !== null) return succeed(this.#opened);
    const first = this.#openStore();
    const store = !first.ok && first.error.code === 'database-corrupt' ? this.#mend() : first;
    if (!store.ok) return store;
    this.#opened = { store: store.value, tasks: this.#options.database.tasksOf(store.value) };
    return succeed(this.#opened);
  }

  #openStore(): Outcome<Store> {
    const { file, database, clock, logger } = this.#options;
    const { migrations, durability } = database;
    return openStore({ file, migrations, durability, clock, logger });
  }

  #mend(): Outcome<Store> {
    const { file, clock, onRestored } = this.#options;
    const restored = restoreNewestBackup(file, clock.now());
    if (!restored.ok) return restored;
    onRestored(restored.value);
    return this.#openStore();
  }
}
