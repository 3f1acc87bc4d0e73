import type { Logger } from './logger.ts';

/** A list of listeners. A listener that throws is logged and keeps neither the others nor the teller from going on. */
export class EventSource<T> {
  readonly #listeners = new Set<(payload: T) => void>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** The returned function ends the subscription and may be called any number of times. */
  subscribe(listener: (payload: T) => void): () => void {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const entry = (payload: T): void => listener(payload);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  emit(payload: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(payload);
      } catch (failure) {
        this.#logger.error('listener-threw', {}, failure);
      }
    }
  }
}
