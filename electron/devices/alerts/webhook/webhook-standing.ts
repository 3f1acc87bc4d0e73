import type { Outcome } from '../../../contract/outcome.ts';
import type { Store } from '../../../store/store.ts';
import type { OutboxStore, WebhookConfig } from './outbox-store.ts';

/** The webhook's settings and how its last deliveries went: in memory, and stored as far as the disk takes it. */
export class WebhookStanding {
  readonly #store: Store;
  readonly #outbox: OutboxStore;
  #config: WebhookConfig;
  #isClosed = false;

  constructor(store: Store, outbox: OutboxStore) {
    this.#store = store;
    this.#outbox = outbox;
    this.#config = outbox.config();
  }

  get config(): WebhookConfig {
    return this.#config;
  }

  /** What an operator sets: it counts once it is stored, together with `also`. */
  change(patch: Partial<WebhookConfig>, also: (next: WebhookConfig) => void): Outcome<null> {
    const next = { ...this.#config, ...patch };
    const written = this.#store.write(() => {
      this.#outbox.save(next);
      also(next);
      return null;
    });
    if (written.ok) this.#config = next;
    return written;
  }

  /** How a delivery went. A disk that is full keeps it from being stored, never a message from being sent. */
  note(outcome: Partial<WebhookConfig>, also?: () => void): void {
    this.#config = { ...this.#config, ...outcome };
    if (this.#isClosed) return;
    this.#store.write(() => {
      this.#outbox.save(this.#config);
      also?.();
    });
  }

  /** Messages that were given up. Inside the transaction that gives them up. @throws StoreError */
  addDropped(count: number): void {
    this.#config = { ...this.#config, droppedCount: this.#config.droppedCount + count };
    this.#outbox.save(this.#config);
  }

  /** Nothing is stored any more: a delivery may end after the database was closed. */
  close(): void {
    this.#isClosed = true;
  }
}
