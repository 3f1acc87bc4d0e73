import type { BoardCard, BudgetView } from '../../contract/board-card.ts';
import type { Account } from '../../contract/accounts.ts';
import { actionIds } from '../plans/plan.ts';
import type { WriteQuestion } from '../gate/act-question.ts';
import { restDay } from '../gate/rules/rest-days.ts';
import { restWindow } from '../gate/rules/rest-windows.ts';
import type { AccountState } from './account-book.ts';
import type { AccountGround } from './account-ground.ts';
import { askedNow, budgetViews } from './gate-views.ts';

/** Who touches the messenger of an account, as it is in force. */
export function modeInForce({ isVirtual }: Pick<AccountGround, 'isVirtual'>, account: Account): Account['mode'] {
  const { mode, modeChosenBy, phoneId, isTreeHidden } = account;
  const isChosen = modeChosenBy !== null || (phoneId !== null && isVirtual(phoneId) === true);
  if (mode === null || !isChosen) return null;
  return isTreeHidden ? 'manual' : mode;
}

/** Caps that an hour frees again say nothing of what is left of the day. */
const lastingWindows: ReadonlySet<BudgetView['window']> = new Set(['perDay', 'perWeek', 'perMonth']);

/** The cap of which the least share is left, and among those alike the one that leaves the fewest acts. */
export function tightestOf(budgets: readonly BudgetView[]): BudgetView | null {
  const lasting = budgets.filter(({ window }) => lastingWindows.has(window));
  return lasting.toSorted((one, other) => shareLeft(one) - shareLeft(other) || one.left - other.left)[0] ?? null;
}

function shareLeft({ left, limit }: BudgetView): number {
  return limit === 0 ? 0 : left / limit;
}

/** As `tightestOf`, of what only people do: for stages that leave the console nothing. */
export function tightestByHand(ground: AccountGround, account: Account, state: AccountState): BudgetView | null {
  const byHand = actionIds.filter((action) => state.plan.actions[action].execution === 'human_only');
  return tightestOf(byHand.flatMap((action) => budgetViews(askedNow(ground, account, state, action))));
}

/**
 * The rest that is on now, of whatever else keeps the acts closed: the one that most of them rest for, and of two the one that ends last.
 * Null where none of them rests.
 */
export function restingOf(questions: readonly WriteQuestion[]): BoardCard['resting'] {
  const held = questions.flatMap((question) => {
    return [restWindow(question), restDay(question)].flatMap((rest) =>
      rest?.kind === 'held' ? [{ windowId: String(rest.detail['windowId']), untilAt: rest.until }] : [],
    );
  });
  const byWindow = [...Map.groupBy(held, ({ windowId }) => windowId)].map(([windowId, rests]) => {
    return { windowId, count: rests.length, untilAt: lastEnd(rests) };
  });
  const [widest] = byWindow.toSorted((one, other) => other.count - one.count || rank(other) - rank(one));
  if (widest === undefined) return null;
  const { windowId, count, untilAt } = widest;
  return { windowId, untilAt, isPartial: count < questions.length };
}

type Ending = Pick<NonNullable<BoardCard['resting']>, 'untilAt'>;

function lastEnd(rests: readonly Ending[]): number | null {
  const last = Math.max(...rests.map(rank));
  return Number.isFinite(last) ? last : null;
}

/** What nobody knows the end of ends last. */
function rank({ untilAt }: Ending): number {
  return untilAt ?? Number.POSITIVE_INFINITY;
}
