import type { OwnIdentity } from '../../accounts/accounts.ts';
import type { Account } from '../../contract/accounts.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { ActItem, AttemptEnd, RunContext } from '../../jobs/job-kind.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { MessengerPlaybooks } from '../messenger-playbooks.ts';
import { endOf, endOfFault } from './attempt-ending.ts';

/** Asked before anything is done as an account: is it that account's messenger that is on the phone? */
export interface OwnLogins {
  /** Null where it is; else how the attempt ends, of which nothing was done. */
  check(item: LoginItem, context: RunContext): Promise<AttemptEnd | null>;
  /** An attempt on that phone is over: until then nobody else had it. */
  noteLeft(phoneId: string): void;
}

type LoginItem = Pick<ActItem<unknown>, 'accountId' | 'phoneId'>;

export interface PhoneLoginsDeps {
  readonly playbooks: Pick<MessengerPlaybooks, 'run' | 'readSession'>;
  readonly accounts: {
    get(accountId: string): Pick<Account, 'nickname' | 'maskedId'> | null;
    recordIdentity(phoneId: string, identity: OwnIdentity): Outcome<Pick<Account, 'accountId' | 'nickname'>>;
  };
  /** Real time: how long somebody may have had the phone. */
  readonly machineClock: Clock;
}

/** What was read of a phone, and in which session of its messenger. */
interface KnownLogin {
  readonly accountId: string;
  readonly session: string;
  readonly leftAt: number;
}

/** Nobody knows who had the phone meanwhile: a messenger need not end when somebody changes the account in it. */
const leftAloneMs = 5 * 60_000;

/**
 * Which account is logged in on each phone, read from its own page before the first act of a run, and again once the phone was
 * reached anew, its messenger was started anew, or it was left alone for some minutes.
 */
export class PhoneLogins implements OwnLogins {
  readonly #deps: PhoneLoginsDeps;
  readonly #known = new Map<string, KnownLogin>();

  constructor(deps: PhoneLoginsDeps) {
    this.#deps = deps;
  }

  async check(item: LoginItem, context: RunContext): Promise<AttemptEnd | null> {
    if (await this.#isKnown(item, context)) return null;
    this.#known.delete(item.phoneId);
    const variables = this.#namesOf(item, context);
    // Of an account that nobody knows by name no person could say whether it is there.
    if (variables === null) return null;
    const ran = await this.#deps.playbooks.run('read-own-identity', { purpose: 'run', variables, context });
    if (!ran.ok) return endOfFault(ran.error);
    if (ran.value.state !== 'done') return endOf(ran.value, null);
    const { messengerId, nickname } = ran.value.values;
    // Nothing could be read: a person looked and says that it is the one that was asked for.
    const isSaid = messengerId === undefined;
    if (isSaid && ran.value.verifiedBy !== 'operator') return moved(null);
    if (!isSaid) {
      const identity = { messengerId: String(messengerId), nickname: String(nickname ?? '') };
      const present = this.#deps.accounts.recordIdentity(item.phoneId, identity);
      if (!present.ok) return endOfFault(present.error);
      if (present.value.accountId !== item.accountId) return moved(present.value.nickname);
    }
    await this.#keep(item, context);
    return null;
  }

  noteLeft(phoneId: string): void {
    const known = this.#known.get(phoneId);
    if (known !== undefined) this.#known.set(phoneId, { ...known, leftAt: this.#deps.machineClock.monotonic() });
  }

  async #isKnown({ accountId, phoneId }: LoginItem, context: RunContext): Promise<boolean> {
    const known = this.#known.get(phoneId);
    if (known === undefined || known.accountId !== accountId) return false;
    if (this.#deps.machineClock.monotonic() - known.leftAt > leftAloneMs) return false;
    return known.session === (await this.#sessionOf(context));
  }

  async #keep({ accountId, phoneId }: LoginItem, context: RunContext): Promise<void> {
    const session = await this.#sessionOf(context);
    const leftAt = this.#deps.machineClock.monotonic();
    if (session !== null) this.#known.set(phoneId, { accountId, session, leftAt });
  }

  /** Null where the phone does not say: then it is never known to be the one of before. */
  async #sessionOf({ phone, link, signal }: RunContext): Promise<string | null> {
    const session = await this.#deps.playbooks.readSession(phone, link, signal);
    return session === null ? null : `${routeOf(phone)} ${session}`;
  }

  /** What a person is told to compare with; null where a person would do it and there is nothing to compare with. */
  #namesOf({ accountId }: LoginItem, { mode }: RunContext): Record<string, string> | null {
    if (mode !== 'manual') return {};
    const account = this.#deps.accounts.get(accountId);
    const { nickname = null, maskedId = null } = account ?? {};
    if (nickname === null && maskedId === null) return null;
    return { ...(nickname !== null && { ownName: nickname }), ...(maskedId !== null && { ownId: maskedId }) };
  }
}

/** A transport that was lost and came back has another number. */
function routeOf({ routes }: Phone): string {
  const current = routes.find(({ isCurrent }) => isCurrent);
  return `${current?.routeId ?? ''} ${current?.transportId ?? ''}`;
}

function moved(nickname: string | null): AttemptEnd {
  const detail = nickname === null ? {} : { present: nickname };
  return { state: 'skipped', code: 'account-moved', detail, after: null, verifiedBy: null, cooldownMs: null };
}
