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
import { isWrite, type ActQuestion } from './gate/act-question.ts';
import { mayAct } from './gate/may-act.ts';
import { asShown, closesAt } from './gate/shown-act.ts';
import type { UsageView } from './gate/usage-index.ts';
import { UsageOverlay } from './gate/usage-overlay.ts';
import { whenAllowed } from './gate/when-allowed.ts';
import { dayOf } from './standing/calendar-day.ts';

export interface AccountGateDeps extends AccountGround {
  readonly modes: Pick<AccountModes, 'isElsewhere' | 'subscribe'>;
}

const allowed: GateAnswer = { kind: 'allowed' };

/**
 * The gate by the plans of accounts. `until` is the moment at which the act is allowed if nothing but the time changes: where one
 * rule opens into another that is closed by then, the later one counts.
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
    const state = book.stateAt(accountId, isOnVirtual, time.now());
    // A person does something on a phone, and no account of ours is known to be behind it.
    if (state === null) return { answer: mode === null ? heldFor('mode-not-chosen') : allowed };
    const act = plannedAct(question.action) ?? (state.isPractice ? { action: null } : null);
    if (act === null) return { answer: { kind: 'never', reason: 'act-not-in-plan', detail: { act: question.action } } };
    return this.#ofAccount(question, { state, act, ledger });
  }

  #ofAccount(question: GateQuestion, { state, act, ledger }: Asked): Answered {
    const { mode } = question;
    const isUnstarted = !state.isPractice && state.record.fields.startedOn === null;
    if (isUnstarted && act.action === null && mode !== null && mode !== 'manual')
      return { answer: heldFor('plan-not-started') };
    const plain = this.#question(question, { state, act, ledger });
    const asked = state.isPractice ? plain : withCertainty(plain, this.#deps.time);
    return { answer: answerOf(asked, question.now), asked };
  }

  #question(question: GateQuestion, { state, act, ledger }: Asked): ActQuestion {
    const { accountId, phoneId, mode, groupId, amount, batchAmount, recipientCount } = question;
    const { groups, phoneFaults, time } = this.#deps;
    const faults = state.isPractice ? [] : phoneFaults(phoneId, state.plan);
    return {
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
      now: time.now(),
      takesMs: tapMs,
      ledger,
      placeTrouble: state.isPractice ? null : placeTroubleOf(state.record.moves),
      standingDoubt: state.isPractice ? null : state.record.doubt,
    };
  }
}

interface Answered {
  readonly answer: GateAnswer;
  /** What the rules were asked; left out where it did not come to that. */
  readonly asked?: ActQuestion;
}

interface Asked {
  readonly state: AccountState;
  readonly act: PlannedAct;
  readonly ledger: UsageView;
}

/** Times are those of the clock that was asked by. */
function answerOf(asked: ActQuestion, askedAt: number): GateAnswer {
  const { held, at } = whenAllowed(asked);
  const [first] = held;
  if (first === undefined) return allowed;
  const { reason, path, detail } = first;
  if (first.kind === 'never') return { kind: 'never', reason, detail: { ...detail, path } };
  const opensAt = at ?? first.until;
  const until = opensAt === null ? null : opensAt - asked.now + askedAt;
  return { kind: 'held', reason, until, detail: { ...detail, path, untilAt: until } };
}

function openingAt(held: Extract<GateAnswer, { kind: 'held' }>, until: number | null): GateAnswer {
  return { ...held, until, detail: { ...held.detail, untilAt: until } };
}

function heldFor(reason: ItemCode): GateAnswer {
  return { kind: 'held', reason, until: null };
}
