import type { BoardCard } from '../../contract/account-plans.ts';
import type { Account } from '../../contract/accounts.ts';
import type { ProcedureOutput } from '../../contract/procedures.ts';
import { checklistOf, type ChecklistItem } from '../standing/checklist.ts';
import type { ExitNeed } from '../standing/exit-needs.ts';
import { factsOf, type AccountState } from './account-book.ts';
import { stateOf, type AccountGround } from './account-ground.ts';
import { assistedActions, budgetViews, gateView, askedNow } from './gate-views.ts';
import { placeTroubleOf } from './place-trouble.ts';

/** So many accounts at a time, so that nothing else waits for the board of a large desk. */
const cardsPerTurn = 20;

export async function boardOf(ground: AccountGround): Promise<ProcedureOutput<'accounts.board'>> {
  const now = ground.time.now();
  const cards: BoardCard[] = [];
  for (const [index, account] of ground.accounts.list().entries()) {
    if (index % cardsPerTurn === cardsPerTurn - 1) await new Promise((resolve) => setImmediate(resolve));
    const state = stateOf(ground, account.accountId);
    if (state !== null) cards.push(cardOf(ground, account, state));
  }
  const stages = ground.shelf.shipped.stages.map(({ id: stageId, zh, en, dayFrom, dayTo }) => {
    return { stageId, text: { zh, en }, dayFrom, dayTo };
  });
  return { now, stages, cards };
}

export function cardOf(ground: AccountGround, account: Account, state: AccountState): BoardCard {
  const { accountId, phoneId, nickname } = account;
  const { standing, record, isPractice } = state;
  const { custodian, team, startedOn } = record.fields;
  const { stageId, effectiveStageId, day, condition } = standing;
  const questions = assistedActions(state).map((action) => askedNow(ground, account, state, action));
  return {
    accountId,
    phoneId,
    nickname,
    custodian,
    team,
    isPractice,
    startedOn,
    stageId,
    effectiveStageId,
    day,
    condition,
    missing: standing.missing.map(needView),
    checklist: countsOf(checklistAt(ground, state)),
    budgets: isPractice ? [] : questions.flatMap(budgetViews),
    gate: questions.map((asked) => gateView(ground, asked)),
    placeTrouble: placeTroubleOf(record.moves),
  };
}

export function checklistAt({ time }: AccountGround, { record, plan, isPractice }: AccountState): ChecklistItem[] {
  return isPractice ? [] : checklistOf(factsOf(record), plan, time.now());
}

function countsOf(items: readonly ChecklistItem[]): BoardCard['checklist'] {
  const count = (state: ChecklistItem['state']): number => items.filter((item) => item.state === state).length;
  return { done: count('done'), due: count('due'), overdue: count('overdue') };
}

function needView(need: ExitNeed): BoardCard['missing'][number] {
  const { kind, path, earliestOn } = need;
  const task = need.kind === 'task' ? need : { taskId: null, done: null, needed: null };
  return { kind, path, earliestOn, taskId: task.taskId, done: task.done, needed: task.needed };
}
