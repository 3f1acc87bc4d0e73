import { itemCodes, type ItemCode } from '../../contract/job-codes.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { AccountCooldowns } from '../gate.ts';

interface Rest {
  readonly untilAt: number;
  readonly code: ItemCode | null;
}

/** Rests after warnings, until accounts keep them. */
export class CooldownStore implements AccountCooldowns {
  readonly #clock: Clock;
  readonly #set: Statement<[string, number, string | null, number], never>;
  readonly #rests: Map<string, Rest>;

  constructor(store: Store, clock: Clock) {
    this.#clock = clock;
    this.#set = store.prepare(`INSERT INTO accountCooldown (accountId, untilAt, code, setAt) VALUES (?, ?, ?, ?)
      ON CONFLICT (accountId) DO UPDATE SET untilAt = excluded.untilAt, code = excluded.code, setAt = excluded.setAt`);
    const all = store.prepare<[], { accountId: string; untilAt: number; code: string | null }>(
      'SELECT accountId, untilAt, code FROM accountCooldown',
    );
    this.#rests = new Map(
      all.all().map(({ accountId, untilAt, code }) => [accountId, { untilAt, code: codeOf(code) }]),
    );
  }

  restOf(accountId: string, now: number): Rest | null {
    const rest = this.#rests.get(accountId);
    return rest === undefined || rest.untilAt <= now ? null : rest;
  }

  begin({ accountId, untilAt, code }: Rest & { readonly accountId: string }): void {
    const before = this.#rests.get(accountId);
    if (before !== undefined && before.untilAt >= untilAt) return;
    this.#set.run(accountId, untilAt, code, this.#clock.now());
    this.#rests.set(accountId, { untilAt, code });
  }
}

function codeOf(code: string | null): ItemCode | null {
  return itemCodes.find((known) => known === code) ?? null;
}
