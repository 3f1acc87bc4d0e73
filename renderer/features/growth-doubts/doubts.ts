import type { AccountDoubt } from '@contract/account-plans.ts';

/** Since when anything may be lacking of any of them; null: from the beginning. */
export function earliestOf(accounts: readonly AccountDoubt[]): number | null {
  const known = accounts.map(({ fromAt }) => fromAt);
  const times = known.filter((at) => at !== null);
  return times.length < known.length ? null : Math.min(...times);
}

/** Those that are chosen and still in doubt, in the order of the list: another window may have settled some meanwhile. */
export function chosenOf(accounts: readonly AccountDoubt[], chosen: ReadonlySet<string>): readonly string[] {
  return accounts.map(({ accountId }) => accountId).filter((accountId) => chosen.has(accountId));
}
