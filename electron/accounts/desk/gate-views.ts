import type { BoardCard, BudgetView, GateView } from '../../contract/board-card.ts';
import type { Account } from '../../contract/accounts.ts';
import type { ExecutionMode } from '../../contract/automation.ts';
import { tapMs } from '../../jobs/gate.ts';
import type { ActQuestion, WriteQuestion } from '../gate/act-question.ts';
import { budgetsOf } from '../gate/budget.ts';
import { capAt } from '../gate/numbers-in-force.ts';
import { whenAllowed } from '../gate/when-allowed.ts';
import { actionIds, type ActionId } from '../plans/plan.ts';
import { stageFor } from '../standing/for-action.ts';
import type { AccountState } from './account-book.ts';
import type { AccountGround } from './account-ground.ts';
import { withCertainty } from './certain-question.ts';
import { placeTroubleOf } from './place-trouble.ts';

/** What the console may do for people; everything else is theirs alone. */
export function assistedActions({ plan }: AccountState): readonly ActionId[] {
  return actionIds.filter((action) => plan.actions[action].execution === 'assisted');
}

/** What the gate's question says where an account is on no phone. */
export const noPhone: ActQuestion['phone'] = { isHealthy: false, faults: ['no-phone'] };

/** An account now, or as it will be. */
type ActingState = Pick<AccountState, 'record' | 'plan' | 'isPractice' | 'loosenings' | 'waivers'> &
  Pick<WriteQuestion, 'standing'>;

/** The question about one more act of that kind, in no group. */
export function nextAct(ground: AccountGround, account: Account, state: ActingState, action: ActionId): WriteQuestion {
  const faults = state.isPractice ? [] : faultsOf(ground, account, state);
  const question: WriteQuestion = {
    account: { accountId: account.accountId, mode: modeFor(account, state, action) },
    plan: state.plan,
    standing: state.standing,
    loosenings: state.loosenings,
    waivers: state.waivers,
    phone: { isHealthy: faults.length === 0, faults },
    action,
    group: null,
    amount: 1,
    now: ground.time.now(),
    takesMs: tapMs,
    ledger: ground.usage(),
    placeTrouble: state.isPractice ? null : placeTroubleOf(state.record.moves),
    standingDoubt: state.isPractice ? null : state.record.doubt,
  };
  return state.isPractice ? question : withCertainty(question, ground.time);
}

/** No act goes through an account that is on no phone. */
function faultsOf({ phoneFaults }: AccountGround, { phoneId }: Account, { plan }: ActingState): readonly string[] {
  return phoneId === null ? noPhone.faults : phoneFaults(phoneId, plan);
}

/** What only people do is asked as that: that it is theirs is no news of the day. */
function modeFor({ mode }: Account, { plan }: ActingState, action: ActionId): ExecutionMode | null {
  return plan.actions[action].execution === 'human_only' ? 'manual' : mode;
}

export function gateView(question: WriteQuestion): GateView {
  const { held, at } = whenAllowed(question);
  const { action } = question;
  const [first] = held;
  if (first === undefined) return { action, kind: 'allowed', reason: null, untilAt: null, path: null, detail: {} };
  const { kind, reason, path, detail } = first;
  return { action, kind, reason, untilAt: kind === 'held' ? (at ?? first.until) : null, path, detail };
}

/** Caps and what of them is used up; none where the stage has no such act at all. */
export function budgetViews(question: WriteQuestion): BudgetView[] {
  const { plan, standing, action } = question;
  const stage = plan.stages.find(({ id }) => id === stageFor(standing, action));
  if (stage?.caps[action].perDay === 0) return [];
  return budgetsOf(question).map(({ window, used, left, limit, full, path }) => {
    return { action, window, used, left, limit, full, path };
  });
}

/** The caps of a day of all acts, those that only people do among them; as planned, or as raised for a while. */
export function dayCapsOf({ plan, standing, loosenings, isPractice }: AccountState, now: number): BoardCard['dayCaps'] {
  const caps: BoardCard['dayCaps'] = {};
  for (const action of isPractice ? [] : actionIds) {
    const full = capAt({ plan, standing, loosenings }, action, 'perDay', now)?.full ?? 0;
    if (full > 0) caps[action] = full;
  }
  return caps;
}
