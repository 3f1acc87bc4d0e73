import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { fail, succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Statement, Store } from '../store/store.ts';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const hashBytes = 32;
const saltBytes = 16;
/** After so many wrong PINs nobody is let try that operator's for a while: a PIN is short. */
const triesInARow = 5;
const waitMs = 60_000;
/** So long a PIN that was entered is proof of who sits there. */
const provenMs = 5 * 60_000;

/** What a supervisor is answered whose PIN was entered too long ago. */
export function lacksPin(operator: string): { readonly ok: false; readonly error: Fault } {
  return fail('supervisor-pin-required', 'the PIN is entered again for that', { operator });
}

/** What a supervisor among others is answered who has no PIN: anybody could have taken that name. */
export function missesPin(operator: string): { readonly ok: false; readonly error: Fault } {
  return fail('supervisor-pin-missing', 'a supervisor among others has a PIN', { operator });
}

/** PINs and the supervisor's mark of operators. */
export class OperatorRights {
  readonly #clock: Clock;
  readonly #machineClock: Clock;
  readonly #pin: Statement<[string], { salt: Buffer; hash: Buffer; resetAt: number | null }>;
  readonly #count: Statement<[], { count: number }>;
  readonly #setPin: Statement<[string, Buffer, Buffer, number, number | null], never>;
  readonly #dropPin: Statement<[string], never>;
  readonly #supervisors: Statement<[], { operatorId: string }>;
  readonly #first: Statement<[], { operatorId: string }>;
  readonly #mark: Statement<[string, string, number], never>;
  readonly #unmark: Statement<[string], never>;
  readonly #misses = new Map<string, { count: number; lastAt: number }>();
  readonly #provenAt = new Map<string, number>();

  /** @param machineClock the time that things really take; left out: the same */
  constructor(store: Store, clock: Clock, machineClock = clock) {
    this.#clock = clock;
    this.#machineClock = machineClock;
    this.#pin = store.prepare('SELECT salt, hash, resetAt FROM operatorPin WHERE operatorId = ?');
    this.#count = store.prepare('SELECT count(*) AS count FROM operator');
    this.#setPin =
      store.prepare(`INSERT INTO operatorPin (operatorId, salt, hash, setAt, resetAt) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (operatorId) DO UPDATE
      SET salt = excluded.salt, hash = excluded.hash, setAt = excluded.setAt, resetAt = excluded.resetAt`);
    this.#dropPin = store.prepare('DELETE FROM operatorPin WHERE operatorId = ?');
    this.#supervisors = store.prepare('SELECT operatorId FROM supervisor');
    this.#first = store.prepare('SELECT operatorId FROM operator ORDER BY createdAt, rowid LIMIT 1');
    this.#mark = store.prepare('INSERT OR IGNORE INTO supervisor VALUES (?, ?, ?)');
    this.#unmark = store.prepare('DELETE FROM supervisor WHERE operatorId = ?');
  }

  /** Those with the mark; where nobody has it, the first operator of the desk. */
  supervisors(): ReadonlySet<string> {
    const marked = this.#supervisors.all();
    return new Set((marked.length === 0 ? this.#first.all() : marked).map(({ operatorId }) => operatorId));
  }

  isSupervisor(operatorId: string): boolean {
    return this.supervisors().has(operatorId);
  }

  hasPin(operatorId: string): boolean {
    return this.#pin.get(operatorId) !== undefined;
  }

  /** When somebody else set the operator's PIN; null: it is the operator's own, or there is none. */
  pinResetAt(operatorId: string): number | null {
    return this.#pin.get(operatorId)?.resetAt ?? null;
  }

  /** There is nobody else whose name could be taken for it. */
  isAlone(): boolean {
    return (this.#count.get()?.count ?? 0) <= 1;
  }

  /** Whoever has a PIN entered it a few minutes ago; without one there is nothing to enter, and no proof where there are others. */
  isProven(operatorId: string): boolean {
    const provenAt = this.#provenAt.get(operatorId);
    const isFresh = provenAt !== undefined && this.#machineClock.monotonic() < provenAt + provenMs;
    return isFresh || (!this.hasPin(operatorId) && this.isAlone());
  }

  /** The operator is not at the desk any more: the PIN counts again. */
  forgetProof(operatorId: string): void {
    this.#provenAt.delete(operatorId);
  }

  /** `operator-pin-wrong` where the operator has another PIN, or was tried too often just now. */
  async check(operatorId: string, pin: string | null): Promise<Outcome<null>> {
    const kept = this.#pin.get(operatorId);
    if (kept === undefined) return succeed(null);
    const misses = this.#misses.get(operatorId);
    const now = this.#machineClock.monotonic();
    if (misses !== undefined && misses.count >= triesInARow && now < misses.lastAt + waitMs)
      return fail('operator-pin-wrong', 'too many wrong PINs', { waitSeconds: waitMs / 1_000 });
    if (pin === null) return fail('operator-pin-wrong', 'the operator has a PIN', { waitSeconds: 0 });
    // Counted before it is looked at: tries that run at once are tries in a row.
    this.#misses.set(operatorId, { count: (misses?.count ?? 0) + 1, lastAt: now });
    if (timingSafeEqual(await derive(pin, kept.salt, hashBytes), kept.hash)) {
      this.#misses.delete(operatorId);
      this.#provenAt.set(operatorId, this.#machineClock.monotonic());
      return succeed(null);
    }
    return fail('operator-pin-wrong', 'the PIN is another one', { waitSeconds: 0 });
  }

  async hashOf(pin: string): Promise<{ readonly salt: Buffer; readonly hash: Buffer }> {
    const salt = randomBytes(saltBytes);
    return { salt, hash: await derive(pin, salt, hashBytes) };
  }

  /** Null takes it away. `isReset`: somebody else set it. */
  setPin(operatorId: string, kept: { readonly salt: Buffer; readonly hash: Buffer } | null, isReset = false): void {
    const now = this.#clock.now();
    if (kept === null) this.#dropPin.run(operatorId);
    else this.#setPin.run(operatorId, kept.salt, kept.hash, now, isReset ? now : null);
  }

  /** Whoever has the mark without a row gets one with the first that is given, so that giving one away takes none. */
  mark(operatorId: string, by: string): void {
    const now = this.#clock.now();
    for (const present of this.supervisors()) this.#mark.run(present, by, now);
    this.#mark.run(operatorId, by, now);
  }

  unmark(operatorId: string): void {
    this.#unmark.run(operatorId);
  }
}
