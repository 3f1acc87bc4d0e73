import type { ItemCode } from '../contract/job-codes.ts';
import {
  tapMs,
  type AccountModes,
  type Gate,
  type GateAnswer,
  type GateQuestion,
  type ShownAnswer,
} from '../jobs/gate.ts';
import type { AccountState } from './desk/account-book.ts';
import type { AccountGround } from './desk/account-ground.ts';
import { plannedAct, type PlannedAct } from './desk/asked-acts.ts';
import { withCertainty } from './desk/certain-question.ts';
import { placeTroubleOf } from './desk/place-trouble.ts';
import { toldAct } from './desk/told-act.ts';
import { isWrite, type ActQuestion } from './gate/act-question.ts';
import { mayAct } from './gate/may-act.ts';
import { asShown, closesAt } from './gate/shown-act.ts';
import type { ToldOpening } from './gate/told-opening.ts';
import type { UsageView } from './gate/usage-index.ts';
import { UsageOverlay } from './gate/usage-overlay.ts';
import type { LaterQuestion } from './gate/when-allowed.ts';
import { dayOf } from './standing/calendar-day.ts';

export interface AccountGateDeps extends AccountGround {
  readonly modes: Pick<AccountModes, 'isElsewhere' | 'subscribe'>;
}

const allowed: GateAnswer = { kind: 'allowed' };

/**
 * The gate by the plans of accounts. `until` is the moment at which the act is allowed if nobody does anything until then: where one
 * rule opens into another that is closed by then, the later one counts, and where the account is in another stage or under another plan by
 * then, it is that one's rules that count.
 */
export class AccountGate implements Gate {
  readonly #deps: AccountGateDeps;

  constructor(deps: AccountGateDeps) {
    this.#deps = deps;
  }

  ask(question: GateQuestion): GateAnswer {
    return this.#answer(question, this.#deps.usage()).answer;
  }

  /**
   * See `Gate`. What is held is supposed to be done when it opens. A row whose turn comes on a later day is held for what holds it today,
   * although it may open later only because of rows before it.
   */
  forPlan(): (question: GateQuestion, endAt?: number | null) => GateAnswer {
    const usage = this.#deps.usage();
    const [supposed, today] = [new UsageOverlay(usage), new UsageOverlay(usage)];
    return (question, endAt = null) => {
      const { answer, asked } = this.#answer(question, supposed);
      const opensAt = answer.kind === 'allowed' ? question.now : answer.kind === 'held' ? answer.until : null;
      if (asked === undefined || !isWrite(asked) || opensAt === null) return answer;
      if (endAt !== null && opensAt >= endAt) return answer;
      const { action, amount, group, account, now } = asked;
      const at = opensAt - question.now + now;
      const isToday = dayOf(at) === dayOf(now);
      const reason = isToday ? answer : this.#answer(question, today).answer;
      for (const overlay of isToday ? [supposed, today] : [supposed])
        overlay.suppose({ accountId: account.accountId, action, amount, at, groupId: group?.groupId ?? null });
      return answer.kind === 'held' && reason.kind === 'held' ? openingAt(reason, answer.until) : answer;
    };
  }

  /** See `Gate`. */
  askShown(question: GateQuestion): ShownAnswer {
    const ledger = this.#deps.usage();
    const { answer, asked } = this.#answer(question, ledger);
    if (asked === undefined) return { answer, closesAt: null };
    // That something is in doubt by now stops no act that is in a person's hands.
    const { certainty: _doubts, ...plain } = asked;
    const shown = asShown({ ...plain, ledger });
    const verdict = mayAct(shown);
    const at = isWrite(shown) ? closesAt(shown) : null;
    return {
      answer: verdict.kind === 'allowed' ? allowed : heldFor(verdict.reason),
      closesAt: at === null ? null : at - shown.now + question.now,
    };
  }

  subscribe(listener: () => void): () => void {
    const stops = [this.#deps.changes, this.#deps.modes].map((source) => source.subscribe(() => listener()));
    return () => {
      for (const stop of stops) stop();
    };
  }

  #answer(question: GateQuestion, ledger: UsageView): Answered {
    const { isVirtual, modes, book, time } = this.#deps;
    const { accountId, phoneId, mode, findsAccount = false } = question;
    const refused = time.refusal?.() ?? null;
    if (refused !== null) return { answer: { kind: 'never', ...refused } };
    const isOnVirtual = isVirtual(phoneId);
    if (isOnVirtual === null) return { answer: { kind: 'never', reason: 'phone-unknown' } };
    if (!findsAccount && modes.isElsewhere(accountId, phoneId))
      return { answer: { kind: 'never', reason: 'account-moved' } };
    const now = time.now();
    const state = book.stateAt(accountId, isOnVirtual, now);
    // A person does something on a phone, and no account of ours is known to be behind it.
    if (state === null) return { answer: mode === null ? heldFor('mode-not-chosen') : allowed };
    const act = plannedAct(question.action) ?? (state.isPractice ? { action: null } : null);
    if (act === null) return { answer: { kind: 'never', reason: 'act-not-in-plan', detail: { act: question.action } } };
    return this.#ofAccount(question, { state, act, ledger, now });
  }

  #ofAccount(question: GateQuestion, asking: Asked & { readonly state: AccountState }): Answered {
    const { mode } = question;
    const { state, act } = asking;
    const isUnstarted = !state.isPractice && state.record.fields.startedOn === null;
    if (isUnstarted && act.action === null && mode !== null && mode !== 'manual')
      return { answer: heldFor('plan-not-started') };
    const asked = this.#question(question, asking);
    const told = toldAct(this.#deps, { state, question: asked, later: this.#later(question, asking) });
    return { answer: answerOf(told, question.now - asked.now), asked };
  }

  /** The same question about what becomes of the account by itself. */
  #later(question: GateQuestion, asking: Asked & { readonly state: AccountState }): LaterQuestion {
    return (after) => {
      const state = asking.state.ahead.next(after);
      return state === null ? null : this.#question(question, { ...asking, state, now: state.fromAt });
    };
  }

  #question(question: GateQuestion, { state, act, ledger, now }: Asked): ActQuestion {
    const { accountId, phoneId, mode, groupId, amount, batchAmount, recipientCount } = question;
    const { groups, phoneFaults, time } = this.#deps;
    const faults = state.isPractice ? [] : phoneFaults(phoneId, state.plan);
    const asked = {
      ...act,
      account: { accountId, mode },
      plan: state.plan,
      standing: state.standing,
      loosenings: state.loosenings,
      waivers: state.waivers,
      phone: { isHealthy: faults.length === 0, faults },
      group: groupId === null || state.isPractice ? null : { groupId, ...groups().groundOf(groupId, accountId) },
      amount,
      ...(batchAmount !== undefined && { batchAmount }),
      ...(recipientCount !== undefined && { recipientCount }),
      now,
      takesMs: tapMs,
      ledger,
      placeTrouble: state.isPractice ? null : placeTroubleOf(state.record.moves),
      standingDoubt: state.isPractice ? null : state.record.doubt,
    };
    return state.isPractice ? asked : withCertainty(asked, time);
  }
}

interface Answered {
  readonly answer: GateAnswer;
  /** What the rules were asked; left out where it did not come to that. */
  readonly asked?: ActQuestion;
}

interface Asked {
  readonly state: Omit<AccountState, 'standing' | 'ahead'> & Pick<ActQuestion, 'standing'>;
  readonly act: PlannedAct;
  readonly ledger: UsageView;
  /** By the accounts' own time. */
  readonly now: number;
}

/** Times are those of the clock that was asked by, which is so far ahead of the accounts' own. */
function answerOf(told: ToldOpening | null, aheadMs: number): GateAnswer {
  if (told === null) return allowed;
  const { kind, reason, path, detail } = told;
  if (kind === 'never') return { kind, reason, detail: { ...detail, path } };
  const until = told.until === null ? null : told.until + aheadMs;
  return { kind, reason, until, detail: { ...detail, path, untilAt: until } };
}

function openingAt(held: Extract<GateAnswer, { kind: 'held' }>, until: number | null): GateAnswer {
  return { ...held, until, detail: { ...held.detail, untilAt: until } };
}

function heldFor(reason: ItemCode): GateAnswer {
  return { kind: 'held', reason, until: null };
}
