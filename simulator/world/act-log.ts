/** What somebody did in the messenger, as the world saw it. Reading a page is an act too: it proves what was opened. */
export type ActKind =
  | 'open-messenger'
  | 'open-tab'
  | 'open-group-list'
  | 'open-chat'
  | 'open-group-info'
  | 'open-dialer';

export interface Act {
  readonly seq: number;
  readonly at: number;
  /** Account that acted; null where no account is involved. */
  readonly accountId: string | null;
  readonly kind: ActKind;
  /** Group or page the act was about. */
  readonly subject: string | null;
}

/** Append-only: tests judge by it what really happened on the phones. Keeps the newest `capacity` acts. */
export class ActLog {
  readonly #acts: Act[] = [];
  readonly #capacity: number;
  #lastSeq = 0;

  constructor(capacity = 100_000) {
    this.#capacity = capacity;
  }

  append(act: Omit<Act, 'seq'>): void {
    this.#lastSeq += 1;
    this.#acts.push({ seq: this.#lastSeq, ...act });
    if (this.#acts.length > this.#capacity) this.#acts.shift();
  }

  /** All acts kept, oldest first. */
  read(): readonly Act[] {
    return this.#acts;
  }
}
