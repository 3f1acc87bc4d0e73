/** Anything that was started and can be stopped. */
export interface Disposable {
  dispose(): void | Promise<void>;
}

/**
 * Collects what was started and stops it in reverse order, once. A failing `dispose` does not keep the others
 * from running; all failures are thrown together afterwards as an AggregateError.
 */
export class DisposalStack implements Disposable {
  readonly #entries: Disposable[] = [];
  #isDisposed = false;

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** Remembers `entry` and returns it, so that creation and registration stay one expression. */
  use<T extends Disposable>(entry: T): T {
    this.#entries.push(entry);
    return entry;
  }

  defer(run: () => void | Promise<void>): void {
    this.#entries.push({ dispose: run });
  }

  async dispose(): Promise<void> {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    const failures: unknown[] = [];
    for (const entry of this.#entries.toReversed()) {
      try {
        await entry.dispose();
      } catch (failure) {
        failures.push(failure);
      }
    }
    this.#entries.length = 0;
    if (failures.length > 0) throw new AggregateError(failures, 'some services did not stop cleanly');
  }
}
