import type { AccountDetail } from '../../contract/account-plans.ts';
import type { Account } from '../../contract/accounts.ts';
import { actionIds } from '../../contract/plan-ids.ts';
import type { Plan, RestWindow } from '../plans/plan.ts';
import { isOfStay, type ChecklistItem } from '../standing/checklist.ts';
import type { Limit } from '../standing/condition.ts';
import type { Standing } from '../standing/standing.ts';
import { planAt } from '../store/plan-store.ts';
import type { StoredSignal, StoredTick } from '../store/fact-store.ts';
import type { StoredWaiver } from '../store/waiver-store.ts';
import type { AccountState } from './account-book.ts';
import type { AccountGround } from './account-ground.ts';
import { cardOf, checklistAt } from './board.ts';
import { budgetViews, gateView, askedNow } from './gate-views.ts';
import { occasionEnd, waivedLately } from './rest-commands.ts';
import { restOf } from './rests.ts';
import { enteredOf } from './withdraw-commands.ts';

const shownActs = 200;

/** An account as its page shows it, but for what happened to it. */
export function detailOf(ground: AccountGround, account: Account, state: AccountState): AccountDetail {
  const { record, plan, standing, loosenings, waivers, isPractice } = state;
  const { accountId } = account;
  const handLog = ground.handLog.ofAccount(accountId, shownActs);
  const isGiven = planAt(record.plans, ground.time.now()) !== null;
  return {
    now: ground.time.now(),
    account,
    card: cardOf(ground, account, state),
    byHand: byHandOf(ground, account, state),
    notes: record.fields.notes,
    plan: {
      planId: plan.planId,
      version: plan.version,
      title: plan.title,
      isGiven,
      isUnreadable: plan.isUnreadable === true,
    },
    limits: standing.limits.map(limitView),
    loweredUntilAt: standing.loweredUntilAt,
    nextChangeAt: standing.nextChangeAt,
    checklist: checklistAt(ground, state).map((item) => itemView(item, record.facts.tasks, standing)),
    taskNames: taskNamesOf(plan),
    signals: record.facts.signals.map((signal) => signalView(signal, standing.limits)),
    entered: enteredOf(record.facts),
    loosenings: loosenings.map(({ looseningId, path, value, reason, supervisor, startsAt, untilAt }) => {
      return { looseningId, path, value, reason, supervisor, startsAt, untilAt };
    }),
    rests: isPractice ? [] : plan.restWindows.map((window) => restView(window, waivers, ground.time.now())),
    handLog: handLog.map(({ accountId: _own, groupViewId: _view, ...act }) => act),
  };
}

function byHandOf(ground: AccountGround, account: Account, state: AccountState): AccountDetail['byHand'] {
  const own = actionIds.filter((action) => state.plan.actions[action].execution === 'human_only');
  const questions = own.map((action) => askedNow(ground, account, state, action));
  return {
    budgets: state.isPractice ? [] : questions.flatMap(budgetViews),
    gate: questions.map((asked) => gateView(ground, asked)),
  };
}

function taskNamesOf({ stages }: Plan): AccountDetail['taskNames'] {
  return Object.fromEntries(stages.flatMap(({ tasks }) => tasks.map(({ id, zh, en }) => [id, { zh, en }] as const)));
}

export function limitView({
  signalId,
  scope,
  effect,
  path,
  sinceAt,
  untilAt,
  recover,
}: Limit): AccountDetail['limits'][number] {
  const actions = scope === 'all' ? null : [...scope];
  return { signalId, actions, effect, path, sinceAt, untilAt, needs: recover.map(({ kind }) => kind) };
}

function itemView(
  { task, stageId, state, dueOn, tick }: ChecklistItem,
  ticks: readonly StoredTick[],
  standing: Standing,
): AccountDetail['checklist'][number] {
  const { id: taskId, zh, en, frequency, isRequired, proof } = task;
  const own =
    tick === null
      ? undefined
      : ticks.find(({ at, day, taskId: id }) => id === taskId && at === tick.at && day === tick.day);
  return {
    taskId,
    stageId,
    text: { zh, en },
    frequency,
    isRequired,
    proof: proof ?? null,
    state,
    dueOn,
    tick: own === undefined ? null : tickView(own, standing),
  };
}

function tickView(tick: StoredTick, standing: Standing): NonNullable<AccountDetail['checklist'][number]['tick']> {
  const { tickId, day, at, by, proof, note } = tick;
  return { tickId, day, at, by, proof, note, isOfStay: isOfStay(tick, standing) };
}

function signalView(signal: StoredSignal, limits: readonly Limit[]): AccountDetail['signals'][number] {
  const isOpen = limits.some(({ signalId, sinceAt }) => signalId === signal.signalId && sinceAt === signal.at);
  return { ...signal, isOpen };
}

function restView(window: RestWindow, waivers: readonly StoredWaiver[], now: number): AccountDetail['rests'][number] {
  const untilAt = occasionEnd(window, now);
  const own = waivers.findLast((waiver) => waiver.windowId === window.id && waiver.untilAt >= untilAt);
  const waiver = own === undefined ? null : { by: own.by, reason: own.reason };
  return { ...restOf(window), untilAt, waiver, waivedLately: waivedLately(waivers, window.id, now) };
}
