import type { Delta } from '../../../electron/contract/desk.ts';
import type { Phone } from '../../../electron/contract/phones.ts';

/** Follows the live state for polls: when each phone was last polled, how many polls there were, and what each gave. */
export class PollWatch {
  readonly #polledAt = new Map<string, number>();
  readonly #onPoll: (phone: Phone) => void;
  #pollCount = 0;

  constructor(onPoll: (phone: Phone) => void) {
    this.#onPoll = onPoll;
  }

  get pollCount(): number {
    return this.#pollCount;
  }

  take({ phones }: Pick<Delta, 'phones'>): void {
    for (const phone of phones ?? []) {
      const { polledAt, fault } = phone.health;
      if (polledAt === null || fault !== null || this.#polledAt.get(phone.phoneId) === polledAt) continue;
      this.#polledAt.set(phone.phoneId, polledAt);
      this.#pollCount++;
      this.#onPoll(phone);
    }
  }

  /** Phones that were polled at that moment or later. */
  countSince(at: number): number {
    let count = 0;
    for (const polledAt of this.#polledAt.values()) if (polledAt >= at) count++;
    return count;
  }
}
