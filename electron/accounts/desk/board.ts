import type { BoardCard } from '../../contract/board-card.ts';
import type { Account } from '../../contract/accounts.ts';
import type { ProcedureOutput } from '../../contract/procedures.ts';
import type { WriteQuestion } from '../gate/act-question.ts';
import type { Plan } from '../plans/plan.ts';
import { dayOf, type Day } from '../standing/calendar-day.ts';
import { checklistOf, isOpenToday, type ChecklistItem } from '../standing/checklist.ts';
import type { ExitNeed } from '../standing/exit-needs.ts';
import { factsOf, type AccountState } from './account-book.ts';
import { stateOf, type AccountGround } from './account-ground.ts';
import { placeOf } from './account-place.ts';
import { modeInForce, restingOf, tightestByHand, tightestOf } from './card-facts.ts';
import { askedNow, assistedActions, budgetViews, dayCapsOf, gateView } from './gate-views.ts';
import { placeTroubleOf } from './place-trouble.ts';
import type { AskedAct } from './told-act.ts';
import { Turns } from './turns.ts';

/** Every account with where it stands today, in one answer. */
export async function boardOf(ground: AccountGround): Promise<ProcedureOutput<'accounts.board'>> {
  const now = ground.time.now();
  const turns = new Turns();
  const cards: BoardCard[] = [];
  const tasks: ProcedureOutput<'accounts.board'>['tasks'] = {};
  for (const accountId of ground.accounts.ids()) {
    await turns.yield();
    const [account, state] = [ground.accounts.get(accountId), stateOf(ground, accountId)];
    if (account === null || state === null) continue;
    const card = cardOf(ground, account, state);
    cards.push(card);
    nameTasks(tasks, state.plan, card);
  }
  const stages = ground.shelf.shipped.stages.map(({ id: stageId, zh, en, dayFrom, dayTo }) => {
    return { stageId, text: { zh, en }, dayFrom, dayTo };
  });
  return { now, stages, cards, tasks };
}

function nameTasks(
  names: ProcedureOutput<'accounts.board'>['tasks'],
  { stages }: Plan,
  { stageId, openTasks }: BoardCard,
): void {
  for (const { id, zh, en } of stages.find((stage) => stage.id === stageId)?.tasks ?? [])
    if (openTasks.includes(id)) names[id] = { zh, en };
}

/** An account as an operator sees it at a glance. */
export function cardOf(ground: AccountGround, account: Account, state: AccountState): BoardCard {
  const { accountId, phoneId, nickname, maskedId, isTreeHidden } = account;
  const { standing, record, isPractice } = state;
  const { custodian, team, startedOn } = record.fields;
  const { stageId, effectiveStageId, day, condition } = standing;
  const items = checklistAt(ground, state);
  const asked = assistedActions(state).map((action) => askedNow(ground, account, state, action));
  return {
    accountId,
    phoneId,
    nickname,
    maskedId,
    place: placeOf(ground, phoneId, record.moves),
    custodian,
    team,
    mode: modeInForce(ground, account),
    isTreeHidden,
    isPractice,
    startedOn,
    stageId,
    effectiveStageId,
    day,
    condition,
    missing: standing.missing.map(needView),
    checklist: countsOf(items, dayOf(ground.time.now())),
    openTasks: items.flatMap(({ task, state: stand }) => (stand === 'done' ? [] : [task.id])),
    ...capsOf(ground, account, { state, asked }),
    resting: isPractice ? null : restingOf(asked.map(({ question }) => question)),
    gate: asked.map((each) => gateView(ground, each)),
    dayCaps: dayCapsOf(state, ground.time.now()),
    placeTrouble: placeTroubleOf(record.moves),
  };
}

interface Asked {
  readonly state: AccountState;
  readonly asked: readonly AskedAct<WriteQuestion>[];
}

function capsOf(
  ground: AccountGround,
  account: Account,
  { state, asked }: Asked,
): Pick<BoardCard, 'budgets' | 'tightest'> {
  if (state.isPractice) return { budgets: [], tightest: null };
  const budgets = asked.flatMap(budgetViews);
  return { budgets, tightest: tightestOf(budgets) ?? tightestByHand(ground, account, state) };
}

export function checklistAt({ time }: AccountGround, { record, plan, isPractice }: AccountState): ChecklistItem[] {
  return isPractice ? [] : checklistOf(factsOf(record), plan, time.now());
}

function countsOf(items: readonly ChecklistItem[], day: Day): BoardCard['checklist'] {
  const count = (state: ChecklistItem['state']): number => items.filter((item) => item.state === state).length;
  const today = items.filter((item) => isOpenToday(item, day)).length;
  return { done: count('done'), due: count('due'), overdue: count('overdue'), today };
}

function needView(need: ExitNeed): BoardCard['missing'][number] {
  const { kind, path, earliestOn } = need;
  const task = need.kind === 'task' ? need : { taskId: null, done: null, needed: null };
  return { kind, path, earliestOn, taskId: task.taskId, done: task.done, needed: task.needed };
}
