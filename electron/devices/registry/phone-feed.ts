import type { Phone } from '../../contract/phones.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';

export interface PhoneChange {
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

export interface PhoneFeedDeps {
  readonly logger: Logger;
  /** Every phone that there is. */
  readonly ids: () => Iterable<string>;
  /** Builds a phone's view; null when it is not to be shown (or not there). */
  readonly build: (phoneId: string) => Phone | null;
}

/**
 * The phones as others see them. Views are built once and kept until the phone is touched; touches of one turn of the
 * event loop are told together.
 */
export class PhoneFeed implements Disposable {
  readonly #deps: PhoneFeedDeps;
  readonly #changes: EventSource<PhoneChange>;
  readonly #views = new Map<string, Phone | null>();
  readonly #touched = new Set<string>();
  /** What subscribers know of. */
  readonly #told = new Set<string>();
  #isTelling = false;
  #isDisposed = false;

  constructor(deps: PhoneFeedDeps) {
    this.#deps = deps;
    this.#changes = new EventSource(deps.logger);
  }

  list(): Phone[] {
    const phones: Phone[] = [];
    for (const phoneId of this.#deps.ids()) {
      const phone = this.get(phoneId);
      if (phone !== null) phones.push(phone);
    }
    return phones;
  }

  get(phoneId: string): Phone | null {
    const known = this.#views.get(phoneId);
    if (known !== undefined) return known;
    const built = this.#deps.build(phoneId);
    this.#views.set(phoneId, built);
    return built;
  }

  subscribe(listener: (change: PhoneChange) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** The phone changed, came or went. */
  touch(phoneId: string): void {
    this.#views.delete(phoneId);
    this.#touched.add(phoneId);
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => this.#tell());
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  #tell(): void {
    this.#isTelling = false;
    if (this.#isDisposed) return;
    const changed = new Set<string>();
    const removed = new Set<string>();
    for (const phoneId of this.#touched) {
      if (this.get(phoneId) !== null) changed.add(phoneId);
      else if (this.#told.has(phoneId)) removed.add(phoneId);
    }
    this.#touched.clear();
    for (const phoneId of changed) this.#told.add(phoneId);
    for (const phoneId of removed) this.#told.delete(phoneId);
    if (changed.size + removed.size > 0) this.#changes.emit({ changed, removed });
  }
}
