/** What changes the world. Each happens once, is refused, or is never asked for. */
export const deedKinds = [
  'rename-group',
  'dissolve-group',
  'leave-group',
  'remove-member',
  'join-group',
  'transfer-owner',
  'set-admin',
  'restrict-rename',
  'set-saved',
  'set-remark',
  'set-alias',
  'clear-history',
  'change-nickname',
] as const;
export type DeedKind = (typeof deedKinds)[number];

/** What somebody looked at. Reading a page is an act too: it proves what was opened. */
export type LookKind =
  | 'open-messenger'
  | 'open-tab'
  | 'open-group-list'
  | 'open-search'
  | 'open-chat'
  | 'open-group-info'
  | 'open-member-list'
  | 'open-profile'
  | 'open-editor'
  | 'open-page'
  | 'open-dialer'
  | 'answer-dialog';

/**
 * What somebody did in the messenger, as the world saw it: a look, the tap that asks for a deed (`submit-…`), the deed
 * once it took effect, or its refusal (`refuse-…`, the reason being the subject).
 */
export type ActKind = LookKind | DeedKind | `submit-${DeedKind}` | `refuse-${DeedKind}`;

export interface Act {
  readonly seq: number;
  readonly at: number;
  /** Account that acted; null for somebody outside the desk. */
  readonly accountId: string | null;
  readonly kind: ActKind;
  /** Group the act was about. */
  readonly groupId: string | null;
  /** What else it was about: a tab, a page, a member, a button, the reason of a refusal. */
  readonly subject: string | null;
  /** What a deed changed, as text: the old and the new name of a group, say. */
  readonly before: string | null;
  readonly after: string | null;
}

/** An act as it is reported; what is left out is null. */
export type ActReport = Pick<Act, 'at' | 'accountId' | 'kind'> & Partial<Omit<Act, 'seq'>>;

const deeds: ReadonlySet<string> = new Set(deedKinds);

/** Append-only: tests judge by it what really happened on the phones. Keeps the newest `capacity` acts. */
export class ActLog {
  readonly #acts: Act[] = [];
  readonly #capacity: number;
  readonly #watchers = new Set<(act: Act) => void>();
  #lastSeq = 0;

  constructor(capacity = 100_000) {
    this.#capacity = capacity;
  }

  append(report: ActReport): void {
    this.#lastSeq += 1;
    const act: Act = { seq: this.#lastSeq, groupId: null, subject: null, before: null, after: null, ...report };
    this.#acts.push(act);
    if (this.#acts.length > this.#capacity) this.#acts.shift();
    for (const tell of this.#watchers) tell(act);
  }

  /** Tells of every act from now on, while it happens: before the phone answers, and before what follows from it. */
  watch(tell: (act: Act) => void): () => void {
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  /** Acts after the one numbered `seq`, oldest first; all that are kept when left out. */
  read(seq = 0): readonly Act[] {
    return seq === 0 ? this.#acts : this.#acts.filter((act) => act.seq > seq);
  }

  /** Only what changed the world, oldest first. */
  deeds(): readonly Act[] {
    return this.#acts.filter(({ kind }) => deeds.has(kind));
  }
}
