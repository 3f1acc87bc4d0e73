import type { Account } from '../../contract/accounts.ts';
import { stateOf, type AccountGround } from './account-ground.ts';
import { checklistAt } from './board.ts';
import { dayOf } from '../standing/calendar-day.ts';
import { isOpenToday } from '../standing/checklist.ts';

/** What of today's checklist an account has not done. */
export interface OpenChecklist {
  readonly name: string;
  /** Tasks that are open and whose last day is today, or was. */
  readonly openCount: number;
  readonly overdueCount: number;
}

/** Null where nothing of today is open, or the account is under no plan. */
export function openChecklistOf(
  ground: AccountGround,
  account: Account,
  nameOf: (account: Account) => string,
): OpenChecklist | null {
  const state = stateOf(ground, account.accountId);
  if (state === null) return null;
  const today = dayOf(ground.time.now());
  const open = checklistAt(ground, state).filter((item) => isOpenToday(item, today));
  if (open.length === 0) return null;
  const overdueCount = open.filter(({ state: standing }) => standing === 'overdue').length;
  return { name: nameOf(account), openCount: open.length, overdueCount };
}

/** A type and not an interface: it is the values of a text. */
export type ReminderFigures = {
  readonly accounts: number;
  readonly tasks: number;
  readonly overdue: number;
  /** Those with the most to do, and how much that is. */
  readonly names: string;
};

/** So many accounts are named in a sentence; the page shows them all. */
const namedAccounts = 5;

export function figuresOf(open: readonly OpenChecklist[]): ReminderFigures {
  const sum = (count: (one: OpenChecklist) => number): number => open.reduce((total, one) => total + count(one), 0);
  const most = open.toSorted((left, right) => right.openCount - left.openCount).slice(0, namedAccounts);
  return {
    accounts: open.length,
    tasks: sum(({ openCount }) => openCount),
    overdue: sum(({ overdueCount }) => overdueCount),
    names: most.map(({ name, openCount }) => `${name} ×${openCount}`).join(', '),
  };
}
