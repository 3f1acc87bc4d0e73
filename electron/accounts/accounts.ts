import { randomUUID } from 'node:crypto';
import type { AuditPort } from '../audit/audit-log.ts';
import { platformRulesVersion, type Account } from '../contract/accounts.ts';
import type { ExecutionMode } from '../contract/automation.ts';
import type { ItemCode } from '../contract/job-codes.ts';
import type { Operator } from '../contract/operators.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { AccountCooldowns, AccountModes, PlatformRules } from '../jobs/gate.ts';
import type { Clock } from '../runtime/clock.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import { AccountStore, type StoredAccount } from './account-store.ts';
import { hashId, maskId } from './messenger-id.ts';

/** What an account's own page says of it. */
export interface OwnIdentity {
  readonly nickname: string;
  readonly messengerId: string;
}

export interface AccountsDeps {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly cooldowns: Pick<AccountCooldowns, 'restOf'>;
  readonly currentOperator: () => Operator | null;
  /** Null for a phone that is not remembered. */
  readonly isVirtual: (phoneId: string) => boolean | null;
  /** Whether the messenger on that phone is known to hide its views. */
  readonly isTreeHidden: (phoneId: string) => boolean;
}

/** The own accounts on the phones: whose they are, who touches their messenger, and who has read the platform's rules. */
export class Accounts implements AccountModes, PlatformRules {
  readonly #deps: AccountsDeps;
  readonly #accounts: AccountStore;
  readonly #changes: EventSource<string>;

  constructor(deps: AccountsDeps) {
    this.#deps = deps;
    this.#accounts = new AccountStore(deps.store);
    this.#changes = new EventSource(deps.logger);
  }

  list(): Account[] {
    return this.#accounts.list().map((account) => this.#complete(account));
  }

  get(accountId: string): Account | null {
    const account = this.#accounts.get(accountId);
    return account === null ? null : this.#complete(account);
  }

  /** Tells the id of the account that changed. The returned function ends the subscription. */
  subscribe(listener: (accountId: string) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** The account on a phone, made when there is none yet; on virtual phones it starts in `auto`. Fails as the store does. */
  onPhone(phoneId: string): Outcome<Account> {
    const known = this.#accounts.onPhone(phoneId);
    if (known !== null) return succeed(this.#complete(known));
    const isVirtual = this.#deps.isVirtual(phoneId);
    if (isVirtual === null) return fail('phone-not-found', 'no such phone', { phoneId });
    const accountId = randomUUID();
    const added = this.#deps.store.write(() =>
      this.#accounts.add({ accountId, phoneId, mode: isVirtual ? 'auto' : null, at: this.#deps.clock.now() }),
    );
    return added.ok ? this.#changed(accountId) : added;
  }

  /** On a real phone only a mode that a person chose counts; where the messenger hides its views, every mode is `manual`. */
  modeOf(accountId: string, phoneId: string): ExecutionMode | null {
    const mode = this.#chosenMode(accountId, phoneId);
    return mode !== null && this.#deps.isTreeHidden(phoneId) ? 'manual' : mode;
  }

  /** See `AccountModes`. */
  whyByHand(accountId: string, phoneId: string): ItemCode | null {
    const mode = this.#chosenMode(accountId, phoneId);
    const isOtherwise = mode !== null && mode !== 'manual' && this.#deps.isTreeHidden(phoneId);
    return isOtherwise ? 'tree-blocked' : null;
  }

  /** See `AccountModes`. False for an id that is none of an account: what a person does by hand has no messenger behind it. */
  isElsewhere(accountId: string, phoneId: string): boolean {
    const account = this.#accounts.get(accountId);
    return account !== null && account.phoneId !== phoneId;
  }

  /** See `accounts.setMode`. */
  setMode(accountId: string, mode: ExecutionMode): Outcome<Account> {
    const { store, audit, clock, currentOperator, isVirtual } = this.#deps;
    const account = this.#accounts.get(accountId);
    if (account === null) return fail('account-not-found', 'no such account', { accountId });
    const operator = currentOperator();
    if (operator === null) return fail('operator-required', 'a mode is chosen by a person');
    const isReal = account.phoneId === null || isVirtual(account.phoneId) !== true;
    const known = isReal && mode !== 'manual' ? this.checkRules() : succeed(null);
    if (!known.ok) return known;
    const stored = store.write(() => {
      this.#accounts.setMode(accountId, { mode, by: operator.name, at: clock.now() });
      const params = { before: account.mode ?? '', after: mode, phoneId: account.phoneId ?? '' };
      audit.append({ action: 'accounts.setMode', subject: accountId, params });
    });
    return stored.ok ? this.#changed(accountId) : stored;
  }

  /**
   * Notes whose page a phone showed. An account that is known from another phone has moved here; one that was here and is
   * another keeps its row and has no phone any more.
   */
  recordIdentity(phoneId: string, { nickname, messengerId }: OwnIdentity): Outcome<Account> {
    const present = this.onPhone(phoneId);
    if (!present.ok) return present;
    const { store, clock } = this.#deps;
    const idHash = hashId(messengerId, this.#accounts.key());
    const stored = store.write(() => {
      const accountId = this.#settle(phoneId, present.value, idHash);
      this.#accounts.setIdentity(accountId, { nickname, maskedId: maskId(messengerId), idHash, at: clock.now() });
      return accountId;
    });
    return stored.ok ? this.#changed(stored.value) : stored;
  }

  /** When the current operator read the rules of today; null if never, or without an operator. */
  acknowledgedAt(): number | null {
    const operator = this.#deps.currentOperator();
    return operator === null ? null : this.#accounts.acknowledgedAt(operator.operatorId, platformRulesVersion);
  }

  /** Some operator of this desk read the rules of today. */
  hasReaders(): boolean {
    return this.#accounts.hasReaders(platformRulesVersion);
  }

  /** See `PlatformRules`. The message names the cure, as scripts read it and nothing else. */
  checkRules(): Outcome<null> {
    const operator = this.#deps.currentOperator();
    if (operator === null) return fail('operator-required', 'an operator answers for it');
    if (this.acknowledgedAt() !== null) return succeed(null);
    const version = platformRulesVersion;
    const cure = `read rules.state, then call rules.acknowledge {"version":${version}}`;
    return fail('rules-not-acknowledged', `${operator.name} has not read version ${version} of the rules: ${cure}`, {
      operator: operator.name,
      version,
    });
  }

  /** The current operator has read the rules of today. `invalid-input` for another version of them. */
  acknowledge(version: number): Outcome<null> {
    const { store, audit, clock, currentOperator } = this.#deps;
    const operator = currentOperator();
    if (operator === null) return fail('operator-required', 'rules are read by a person');
    if (version !== platformRulesVersion) {
      return fail('invalid-input', 'other rules hold by now', { field: 'version', rule: 'rules-version' });
    }
    return store.write(() => {
      this.#accounts.acknowledge(operator.operatorId, version, clock.now());
      audit.append({ action: 'rules.acknowledge', subject: operator.operatorId, params: { version } });
      return null;
    });
  }

  /** Which row the identity belongs to, with the phone moved to it; runs inside of a transaction. */
  #settle(phoneId: string, present: Account, idHash: string): string {
    const { audit, clock } = this.#deps;
    const known = this.#accounts.withHash(idHash);
    if (known?.accountId === present.accountId) return present.accountId;
    if (known === null && present.identityReadAt === null) return present.accountId;
    this.#accounts.setPhone(present.accountId, null);
    const accountId = known?.accountId ?? randomUUID();
    if (known === null) {
      const mode = this.#deps.isVirtual(phoneId) === true ? 'auto' : null;
      this.#accounts.add({ accountId, phoneId, mode, at: clock.now() });
    } else this.#accounts.setPhone(accountId, phoneId);
    const params = { phoneId, replaced: present.accountId, from: known?.phoneId ?? '' };
    audit.append({ action: 'accounts.moved', subject: accountId, params });
    return accountId;
  }

  #chosenMode(accountId: string, phoneId: string): ExecutionMode | null {
    const account = this.#accounts.get(accountId);
    if (account === null) return null;
    return account.modeChosenBy === null && this.#deps.isVirtual(phoneId) !== true ? null : account.mode;
  }

  #changed(accountId: string): Outcome<Account> {
    this.#changes.emit(accountId);
    const account = this.get(accountId);
    return account === null ? fail('account-not-found', 'no such account', { accountId }) : succeed(account);
  }

  #complete(account: StoredAccount): Account {
    const rest = this.#deps.cooldowns.restOf(account.accountId, this.#deps.clock.now());
    const isTreeHidden = account.phoneId !== null && this.#deps.isTreeHidden(account.phoneId);
    return { ...account, isTreeHidden, cooldownUntilAt: rest?.untilAt ?? null };
  }
}
