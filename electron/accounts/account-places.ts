import { randomUUID } from 'node:crypto';
import type { AuditPort } from '../audit/audit-log.ts';
import type { Account } from '../contract/accounts.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import type { ProcedureInput } from '../contract/procedures.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Store } from '../store/store.ts';
import type { AccountStore, StoredAccount } from './account-store.ts';
import { hashId, maskId } from './messenger-id.ts';

/** An account came to a phone or left one. */
export interface NotedMove {
  readonly accountId: string;
  readonly fromPhoneId: string | null;
  readonly toPhoneId: string | null;
  /** Its page was read there, or a person says so. */
  readonly how: 'read' | 'said';
  /** Who says so; empty for what was read. */
  readonly by: string;
  /** The account that was on that phone until then and is known by name; null without one. */
  readonly besideId: string | null;
}

export interface AccountPlacesDeps {
  readonly store: Store;
  readonly accounts: AccountStore;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly isVirtual: (phoneId: string) => boolean | null;
  /** Told inside of the transaction; left out: nobody keeps that. */
  readonly onMoved?: (move: NotedMove) => void;
}

type Declaration = ProcedureInput<'accounts.declare'>;
type Word = Pick<NotedMove, 'how' | 'by'>;

const asRead: Word = { how: 'read', by: '' };

/** Which account is on which phone: as pages show it, and as people say it where no page can be read. */
export class AccountPlaces {
  readonly #deps: AccountPlacesDeps;

  constructor(deps: AccountPlacesDeps) {
    this.#deps = deps;
  }

  /** A phone's own account of which nobody knows anything yet; inside of a transaction. */
  begin(phoneId: string, word = asRead, besideId: string | null = null): string {
    const accountId = randomUUID();
    const mode = this.#deps.isVirtual(phoneId) === true ? 'auto' : null;
    this.#deps.accounts.add({ accountId, phoneId, mode, at: this.#deps.clock.now() });
    this.#deps.onMoved?.({ accountId, fromPhoneId: null, toPhoneId: phoneId, besideId, ...word });
    return accountId;
  }

  /** Which row an id that was read belongs to, with the phone moved to it; inside of a transaction. */
  settle(phoneId: string, present: Account, idHash: string): string {
    const known = this.#deps.accounts.withHash(idHash);
    if (known?.accountId === present.accountId) return present.accountId;
    if (known === null && !isIdentified(present)) return present.accountId;
    const accountId = this.#replace(phoneId, present, known, asRead);
    const params = { phoneId, replaced: present.accountId, from: known?.phoneId ?? '' };
    this.#deps.audit.append({ action: 'accounts.moved', subject: accountId, params });
    return accountId;
  }

  /** See `accounts.declare`; answers the id of the account that is there now, null for none. */
  declare(declaration: Declaration, by: string): Outcome<string | null> {
    const { store, accounts, isVirtual } = this.#deps;
    const { phoneId, account } = declaration;
    if (isVirtual(phoneId) === null) return fail('phone-not-found', 'no such phone', { phoneId });
    const known = account.kind === 'known' ? accounts.get(account.accountId) : null;
    if (account.kind === 'known' && known === null)
      return fail('account-not-found', 'no such account', { accountId: account.accountId });
    const flaw = account.kind === 'none' ? null : this.#flawOf(declaration, known);
    return flaw ?? store.write(() => this.#note(declaration, known, by));
  }

  #note(declaration: Declaration, known: StoredAccount | null, by: string): string | null {
    const { accounts, audit, onMoved } = this.#deps;
    const { phoneId, account } = declaration;
    const present = accounts.onPhone(phoneId);
    const word = { how: 'said', by } as const;
    let accountId: string | null = null;
    if (account.kind === 'none') {
      if (present !== null) this.#takeOff(phoneId, present, word, null);
    } else if (known !== null && known.accountId === present?.accountId) {
      ({ accountId } = known);
      onMoved?.({ accountId, fromPhoneId: phoneId, toPhoneId: phoneId, besideId: null, ...word });
    } else accountId = this.#replace(phoneId, present, known, word);
    if (accountId !== null) this.#identify(accountId, declaration);
    const params = { phoneId, from: known?.phoneId ?? '', replaced: present?.accountId ?? '', account: account.kind };
    audit.append({ action: 'accounts.declare', subject: accountId ?? present?.accountId ?? null, params });
    return accountId;
  }

  /** Another account than the present one is on the phone; null: one that nobody knew. */
  #replace(phoneId: string, present: StoredAccount | null, known: StoredAccount | null, word: Word): string {
    const { accounts, onMoved } = this.#deps;
    const besideId = present !== null && isIdentified(present) ? present.accountId : null;
    if (present !== null) this.#takeOff(phoneId, present, word, known?.accountId ?? null);
    if (known === null) return this.begin(phoneId, word, besideId);
    const { accountId } = known;
    accounts.setPhone(accountId, phoneId);
    onMoved?.({ accountId, fromPhoneId: known.phoneId, toPhoneId: phoneId, besideId, ...word });
    return accountId;
  }

  #takeOff(phoneId: string, { accountId }: StoredAccount, word: Word, besideId: string | null): void {
    this.#deps.accounts.setPhone(accountId, null);
    this.#deps.onMoved?.({ accountId, fromPhoneId: phoneId, toPhoneId: null, besideId, ...word });
  }

  #identify(accountId: string, { nickname, messengerId }: Declaration): void {
    const { accounts } = this.#deps;
    const idHash = messengerId === null ? null : hashId(messengerId, accounts.key());
    const maskedId = messengerId === null ? null : maskId(messengerId);
    accounts.say(accountId, { nickname, maskedId, idHash });
  }

  /** One id is one account: neither is an id given to a second one, nor one that was read there given up for another. */
  #flawOf({ messengerId }: Declaration, known: StoredAccount | null): Outcome<never> | null {
    if (messengerId === null) return null;
    const { accounts } = this.#deps;
    const owner = accounts.withHash(hashId(messengerId, accounts.key()));
    if (owner !== null && owner.accountId === known?.accountId) return null;
    if (owner !== null) return refuseId('id-of-other', { name: owner.nickname ?? owner.maskedId ?? '' });
    return known !== null && known.identityReadAt !== null ? refuseId('id-was-read', {}) : null;
  }
}

/** It is known by its id, read or said; a nickname alone tells nobody apart. */
function isIdentified({ identityReadAt, maskedId }: Pick<Account, 'identityReadAt' | 'maskedId'>): boolean {
  return identityReadAt !== null || maskedId !== null;
}

function refuseId(rule: string, detail: Record<string, string>): Outcome<never> {
  return fail('invalid-input', `the id breaks the rule ${rule}`, { field: 'messengerId', rule, ...detail });
}
