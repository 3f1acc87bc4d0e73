import type { BoardCard, BudgetView, GateView } from '../../contract/board-card.ts';
import type { Account } from '../../contract/accounts.ts';
import type { ExecutionMode } from '../../contract/automation.ts';
import { tapMs } from '../../jobs/gate.ts';
import type { ActQuestion, WriteQuestion } from '../gate/act-question.ts';
import { budgetsOf } from '../gate/budget.ts';
import { capAt } from '../gate/numbers-in-force.ts';
import type { LaterQuestion } from '../gate/when-allowed.ts';
import { actionIds, type ActionId } from '../plans/plan.ts';
import { stageFor } from '../standing/for-action.ts';
import type { AccountState, Ahead } from './account-state.ts';
import type { AccountGround } from './account-ground.ts';
import { withCertainty } from './certain-question.ts';
import { placeTroubleOf } from './place-trouble.ts';
import { toldAct, type AskedAct } from './told-act.ts';

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
export function nextAct(
  ground: AccountGround,
  account: Account,
  state: ActingState,
  { action, now }: { readonly action: ActionId; readonly now: number },
): WriteQuestion {
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
    now,
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

/** One more act of that kind through the account, now. */
export function askedNow(
  ground: AccountGround,
  account: Account,
  state: AccountState,
  action: ActionId,
): AskedAct<WriteQuestion> {
  const now = ground.time.now();
  const question = nextAct(ground, account, state, { action, now });
  return { state, question, later: laterActs(ground, account, { ahead: state.ahead, action }) };
}

/** The same act once the account is another one by itself. */
export function laterActs(
  ground: AccountGround,
  account: Account,
  { ahead, action }: { readonly ahead: Ahead; readonly action: ActionId },
): LaterQuestion<WriteQuestion> {
  return (after) => {
    const coming = ahead.next(after);
    return coming === null ? null : nextAct(ground, account, coming, { action, now: coming.fromAt });
  };
}

/** What only people do is asked as that: that it is theirs is no news of the day. */
function modeFor({ mode }: Account, { plan }: ActingState, action: ActionId): ExecutionMode | null {
  return plan.actions[action].execution === 'human_only' ? 'manual' : mode;
}

export function gateView(ground: AccountGround, asked: AskedAct<WriteQuestion>): GateView {
  const { action } = asked.question;
  const told = toldAct(ground, asked);
  if (told === null) return { action, kind: 'allowed', reason: null, untilAt: null, path: null, detail: {} };
  const { kind, reason, path, detail, until } = told;
  return { action, kind, reason, untilAt: until, path, detail };
}

/** Caps and what of them is used up; none where the stage has no such act at all. */
export function budgetViews({ question }: Pick<AskedAct<WriteQuestion>, 'question'>): BudgetView[] {
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
