/** What an own account is called, everywhere or in some group. */
export interface OwnLabel {
  readonly accountId: string;
  readonly label: string;
}

/** A look at a members' page: its cells, and whose page it was. */
export interface LookedAt {
  readonly names: readonly string[];
  readonly accountId: string;
  /** What the looking account is called in that group; null when that is not known. */
  readonly ownAlias: string | null;
}

/**
 * The accounts that one label or another tells: what two own accounts are called, both 小助手 say, tells neither.
 * @returns the account by the label
 */
export function tellAccounts(labels: readonly OwnLabel[]): ReadonlyMap<string, string> {
  const bearers = Map.groupBy(labels, ({ label }) => label);
  return new Map(
    [...bearers].flatMap(([label, all]) => {
      const accounts = new Set(all.map(({ accountId }) => accountId));
      const [only] = accounts;
      return only === undefined || accounts.size > 1 ? [] : [[label, only] as const];
    }),
  );
}

/**
 * Own accounts among the members by their nicknames. The cell of the looking account itself is left out: it shows nobody else.
 * @param nicknames of all own accounts
 */
export function findOwnAmong({ names, accountId, ownAlias }: LookedAt, nicknames: readonly OwnLabel[]): string[] {
  const told = tellAccounts(ownAlias === null ? nicknames : [...nicknames, { accountId, label: ownAlias }]);
  const shown = new Set(names);
  return nicknames.flatMap(({ accountId: other, label }) =>
    other !== accountId && shown.has(label) && told.get(label) === other ? [other] : [],
  );
}
