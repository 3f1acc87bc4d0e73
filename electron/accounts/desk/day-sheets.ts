import type { SheetAct, SheetRow } from '../../contract/account-calendar.ts';
import type { Account } from '../../contract/accounts.ts';
import type { ProcedureOutput } from '../../contract/procedures.ts';
import { actionIds, type ActionId } from '../plans/plan.ts';
import { dayOf, type Day } from '../standing/calendar-day.ts';
import type { AccountState } from './account-book.ts';
import { limitView } from './account-detail.ts';
import { stateOf, type AccountGround } from './account-ground.ts';
import { checklistAt } from './board.ts';
import { whoseOf } from './calendars.ts';
import { budgetViews, gateView, askedNow } from './gate-views.ts';
import { restsOf } from './rests.ts';
import { Turns } from './turns.ts';

/** What is to be done with each account today, what it may do, and what is closed, why and until when. */
export async function daySheetOf(ground: AccountGround): Promise<ProcedureOutput<'accounts.daySheet'>> {
  const now = ground.time.now();
  const turns = new Turns();
  const rows: SheetRow[] = [];
  for (const accountId of ground.accounts.ids()) {
    const [account, state] = [ground.accounts.get(accountId), stateOf(ground, accountId)];
    if (account !== null && state !== null && !state.isPractice) rows.push(rowOf(ground, account, state));
    await turns.yield();
  }
  return {
    now,
    timeZone: ground.shelf.shipped.counting.timeZone,
    day: dayOf(now),
    rows: rows.toSorted((one, other) => one.custodian.localeCompare(other.custodian, 'zh-CN')),
  };
}

function rowOf(ground: AccountGround, account: Account, state: AccountState): SheetRow {
  const { plan, standing } = state;
  const { stageId, effectiveStageId, day, condition, limits } = standing;
  return {
    ...whoseOf(account, state),
    stageId,
    effectiveStageId,
    day,
    condition,
    tasks: openTasks(ground, state),
    ticked: tickedTasks(state, dayOf(ground.time.now())),
    acts: actionIds.map((action) => actOf(ground, account, state, action)),
    limits: limits.map(limitView),
    rests: restsOf(plan),
  };
}

function openTasks(ground: AccountGround, state: AccountState): SheetRow['tasks'] {
  const tasks = checklistAt(ground, state).flatMap(({ task, state: stand, dueOn }) => {
    if (stand === 'done') return [];
    const { id: taskId, zh, en, isRequired, proof = null } = task;
    return [{ taskId, text: { zh, en }, isRequired, proof, state: stand, dueOn }];
  });
  return tasks.toSorted((one, other) => Number(other.state === 'overdue') - Number(one.state === 'overdue'));
}

/** Ticks that stand, with what was written with them; of a task that the plan no longer has its id is told. */
function tickedTasks({ plan, record }: AccountState, today: Day): SheetRow['ticked'] {
  const tasks = new Map(plan.stages.flatMap((stage) => stage.tasks.map((task) => [`${stage.id} ${task.id}`, task])));
  return record.facts.tasks
    .filter(({ day, at }) => day === today || dayOf(at) === today)
    .map(({ taskId, stageId, day, at, by, proof, note }) => {
      const { zh, en } = tasks.get(`${stageId} ${taskId}`) ?? { zh: taskId, en: taskId };
      return { taskId, text: { zh, en }, day, at, by, proof, note };
    });
}

function actOf(ground: AccountGround, account: Account, state: AccountState, action: ActionId): SheetAct {
  const asked = askedNow(ground, account, state, action);
  const today = budgetViews(asked).find(({ window }) => window === 'perDay');
  return {
    gate: gateView(ground, asked),
    execution: state.plan.actions[action].execution,
    left: today?.left ?? null,
    limit: today?.limit ?? null,
  };
}
