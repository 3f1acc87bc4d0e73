import type { GroupRow } from '../../../electron/contract/group-book.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { WorldConsole } from '../../support/groups/world-console.ts';

/** Places of the phones whose accounts are in the group, from 0. */
export function placesOf({ desk: { world } }: WorldConsole, groupId: string): number[] {
  return world.accounts.flatMap(({ accountId }, place) =>
    world.groupsOf(accountId).some((group) => group.groupId === groupId) ? [place] : [],
  );
}

/** The same, as the console has it. */
export async function placesOfRow(console: WorldConsole, { phoneIds }: GroupRow): Promise<number[]> {
  const all = await console.phoneIds();
  return phoneIds.map((phoneId) => all.indexOf(phoneId)).toSorted((left, right) => left - right);
}

/** Rows of which no group of the world has all the accounts in it. */
export async function joinedApart(console: WorldConsole, rows: readonly GroupRow[]): Promise<string[]> {
  const { world } = console.desk;
  const phoneIds = await console.phoneIds();
  return rows.flatMap(({ name, phoneIds: seenBy }) => {
    const accounts = seenBy.map((phoneId) => world.accounts[phoneIds.indexOf(phoneId)]?.accountId ?? '');
    const isOne = world.groups.some((group) => accounts.every((accountId) => group.ownAccounts.includes(accountId)));
    return isOne ? [] : [`${name}: ${accounts.join(' ')}`];
  });
}

/** How many rows ended in which way. */
export function endsOf(items: readonly JobItem[]): string {
  const counts = new Map<string, number>();
  for (const { state, code } of items)
    counts.set(`${state} ${code ?? ''}`, (counts.get(`${state} ${code ?? ''}`) ?? 0) + 1);
  return [...counts].map(([end, count]) => `${count} ${end}`).join(', ');
}
