import type { Account } from '../contract/accounts.ts';
import type { Statement, Store } from '../store/store.ts';

/** What is stored of an account; the rest of it is known elsewhere. */
export type StoredAccount = Omit<Account, 'cooldownUntilAt' | 'isTreeHidden'>;

const columns = 'accountId, phoneId, messenger, nickname, maskedId, identityReadAt, mode, modeChosenBy, modeChosenAt';

/** Accounts, the key of their ids and who has read the rules, in the database. */
export class AccountStore {
  readonly #list: Statement<[], StoredAccount>;
  readonly #byId: Statement<[string], StoredAccount>;
  readonly #byPhone: Statement<[string], StoredAccount>;
  readonly #byHash: Statement<[string], StoredAccount>;
  readonly #insert: Statement<[string, string, string | null, number], never>;
  readonly #setMode: Statement<[string, string, number, string], never>;
  readonly #noteMode: Statement<[Readonly<Record<string, string | number>>], never>;
  readonly #setIdentity: Statement<[string, string, string, number, string], never>;
  readonly #say: Statement<[Readonly<Record<string, string | null>>], never>;
  readonly #setPhone: Statement<[string | null, string], never>;
  readonly #key: Statement<[], { key: Buffer }>;
  readonly #acknowledged: Statement<[string, number], { at: number }>;
  readonly #anyReader: Statement<[number], { found: number }>;
  readonly #acknowledge: Statement<[string, number, number], never>;

  constructor(store: Store) {
    this.#list = store.prepare(`SELECT ${columns} FROM account ORDER BY createdAt, rowid`);
    this.#byId = store.prepare(`SELECT ${columns} FROM account WHERE accountId = ?`);
    this.#byPhone = store.prepare(`SELECT ${columns} FROM account WHERE phoneId = ?`);
    this.#byHash = store.prepare(`SELECT ${columns} FROM account WHERE idHash = ?`);
    this.#insert = store.prepare(
      `INSERT INTO account (accountId, phoneId, messenger, mode, createdAt) VALUES (?, ?, 'wechat', ?, ?)`,
    );
    this.#setMode = store.prepare(
      'UPDATE account SET mode = ?, modeChosenBy = ?, modeChosenAt = ? WHERE accountId = ?',
    );
    this.#noteMode = store.prepare(`INSERT INTO accountChange (accountId, field, before, after, at, by)
      SELECT accountId, 'mode', mode, @mode, @at, @by FROM account WHERE accountId = @accountId`);
    this.#setIdentity = store.prepare(
      'UPDATE account SET nickname = ?, maskedId = ?, idHash = ?, identityReadAt = ? WHERE accountId = ?',
    );
    this.#say = store.prepare(`UPDATE account SET nickname = COALESCE(@nickname, nickname),
      maskedId = COALESCE(@maskedId, maskedId), idHash = COALESCE(@idHash, idHash) WHERE accountId = @accountId`);
    this.#setPhone = store.prepare('UPDATE account SET phoneId = ? WHERE accountId = ?');
    this.#key = store.prepare('SELECT key FROM accountKey');
    this.#acknowledged = store.prepare('SELECT at FROM rulesAcknowledgement WHERE operatorId = ? AND version = ?');
    this.#anyReader = store.prepare('SELECT 1 AS found FROM rulesAcknowledgement WHERE version = ? LIMIT 1');
    this.#acknowledge = store.prepare('INSERT OR IGNORE INTO rulesAcknowledgement VALUES (?, ?, ?)');
  }

  list(): StoredAccount[] {
    return this.#list.all();
  }

  get(accountId: string): StoredAccount | null {
    return this.#byId.get(accountId) ?? null;
  }

  onPhone(phoneId: string): StoredAccount | null {
    return this.#byPhone.get(phoneId) ?? null;
  }

  withHash(idHash: string): StoredAccount | null {
    return this.#byHash.get(idHash) ?? null;
  }

  add(account: Pick<StoredAccount, 'accountId' | 'mode'> & { readonly phoneId: string; readonly at: number }): void {
    this.#insert.run(account.accountId, account.phoneId, account.mode, account.at);
  }

  setMode(accountId: string, chosen: { readonly mode: string; readonly by: string; readonly at: number }): void {
    this.#noteMode.run({ accountId, ...chosen });
    this.#setMode.run(chosen.mode, chosen.by, chosen.at, accountId);
  }

  setIdentity(
    accountId: string,
    identity: { readonly nickname: string; readonly maskedId: string; readonly idHash: string; readonly at: number },
  ): void {
    this.#setIdentity.run(identity.nickname, identity.maskedId, identity.idHash, identity.at, accountId);
  }

  /** What a person says of it; null leaves what is known. */
  say(
    accountId: string,
    said: { readonly nickname: string | null; readonly maskedId: string | null; readonly idHash: string | null },
  ): void {
    this.#say.run({ accountId, ...said });
  }

  setPhone(accountId: string, phoneId: string | null): void {
    this.#setPhone.run(phoneId, accountId);
  }

  /** The key that ids of this data folder are hashed with. */
  key(): Buffer {
    const row = this.#key.get();
    if (row === undefined) throw new Error('the data folder has no key for account ids');
    return row.key;
  }

  /** When that operator read that version of the rules; null if never. */
  acknowledgedAt(operatorId: string, version: number): number | null {
    return this.#acknowledged.get(operatorId, version)?.at ?? null;
  }

  hasReaders(version: number): boolean {
    return this.#anyReader.get(version) !== undefined;
  }

  acknowledge(operatorId: string, version: number, at: number): void {
    this.#acknowledge.run(operatorId, version, at);
  }
}
