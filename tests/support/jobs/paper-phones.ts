import { fail, type Outcome } from '../../../electron/contract/outcome.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { PhoneLink } from '../../../electron/devices/sessions/phone-link.ts';
import { refusalOf } from '../../../electron/devices/sessions/phone-link.ts';
import type { HolderKind } from '../../../electron/devices/state/phone-state.ts';
import type { JobPhones } from '../../../electron/jobs/job-phones.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { makePhone } from '../live-phone.ts';

type Change = { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> };

/** A link over which nothing can be said: what acts on paper needs none. */
const noLink: PhoneLink = {
  shell: async () => fail('phone-gone', 'a paper phone'),
  exec: async () => fail('phone-gone', 'a paper phone'),
  open: async () => fail('phone-gone', 'a paper phone'),
  push: async () => fail('phone-gone', 'a paper phone'),
  pull: async () => fail('phone-gone', 'a paper phone'),
  reboot: async () => fail('phone-gone', 'a paper phone'),
};

/** Phones that are there, are held by one at a time, and leave when a test says so. */
export class PaperPhones implements JobPhones {
  readonly #phones = new Map<string, Phone>();
  readonly #holds = new Map<string, AbortController>();
  readonly #changes = new EventSource<Change>(silentLogger);

  /** The most that were ever held at once. */
  mostHeld = 0;

  add(phoneId: string, changes: Partial<Phone> = {}): void {
    this.#set(makePhone({ phoneId, isVirtual: true, number: this.#phones.size + 1, ...changes }));
  }

  list(): Phone[] {
    return [...this.#phones.values()];
  }

  get(phoneId: string): Phone | null {
    return this.#phones.get(phoneId) ?? null;
  }

  subscribe(listener: (change: Change) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** The cable is pulled: whoever holds the phone is told. */
  leave(phoneId: string): void {
    this.#change(phoneId, { state: 'absent' });
    this.#holds.get(phoneId)?.abort();
  }

  /** Its messenger is known to be of that version. */
  noteVersion(phoneId: string, messengerVersion: string): void {
    const phone = this.get(phoneId);
    if (phone !== null) this.#set({ ...phone, facts: { ...phone.facts, messengerVersion } });
  }

  come(phoneId: string): void {
    this.#change(phoneId, { state: 'ready' });
  }

  async withPhone<T>(
    phoneId: string,
    _holder: HolderKind,
    work: (link: PhoneLink, signal: AbortSignal) => Promise<Outcome<T>>,
    signal: AbortSignal,
  ): Promise<Outcome<T>> {
    const phone = this.get(phoneId);
    if (phone === null) return fail('phone-not-found', 'no such phone');
    if (this.#holds.has(phoneId)) return fail('phone-busy', 'somebody holds it');
    if (phone.state !== 'ready') return refusalOf(phone.state);
    const lost = new AbortController();
    this.#holds.set(phoneId, lost);
    this.mostHeld = Math.max(this.mostHeld, this.#holds.size);
    this.#change(phoneId, { state: 'busy' });
    try {
      return await work(noLink, AbortSignal.any([lost.signal, signal]));
    } finally {
      this.#holds.delete(phoneId);
      if (this.get(phoneId)?.state === 'busy') this.#change(phoneId, { state: 'ready' });
    }
  }

  #change(phoneId: string, changes: Partial<Phone>): void {
    const phone = this.get(phoneId);
    if (phone !== null) this.#set({ ...phone, ...changes });
  }

  #set(phone: Phone): void {
    this.#phones.set(phone.phoneId, phone);
    this.#changes.emit({ changed: new Set([phone.phoneId]), removed: new Set() });
  }
}
