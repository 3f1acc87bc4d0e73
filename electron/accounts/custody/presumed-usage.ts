import type { ActQuestion } from '../gate/act-question.ts';
import { GrowingSeries, type ActSeries } from '../gate/act-series.ts';
import { JoinedSeries } from '../gate/joined-series.ts';
import { capAt } from '../gate/numbers-in-force.ts';
import { noActs, type UsageView } from '../gate/usage-index.ts';
import type { ActionId } from '../plans/plan.ts';
import { dayMs } from '../standing/calendar-day.ts';
import { presumedUseOf } from './unknown-spans.ts';

/** Where days begin of which acts may be lacking, in order, and when the last of those can have been. */
export interface UnknownUse {
  readonly dayStarts: readonly number[];
  readonly lastAt: number;
}

/**
 * What the ledger holds, and besides it that every day of which acts may be lacking was used up: for the account that a question is
 * about, and for the group over all accounts where the plan counts so. Weeks, months and days of rest go by it.
 */
export class PresumedUsage implements UsageView {
  readonly #question: ActQuestion;
  readonly #unknown: UnknownUse;
  /** A question asks for the same series many times over. */
  readonly #accounts = new Map<ActionId, ActSeries>();
  readonly #groups = new Map<string, ActSeries>();

  constructor(question: ActQuestion, unknown: UnknownUse) {
    this.#question = question;
    this.#unknown = unknown;
  }

  ofAccount(accountId: string, action: ActionId): ActSeries {
    const { ledger, account } = this.#question;
    if (accountId !== account.accountId) return ledger.ofAccount(accountId, action);
    return keep(this.#accounts, action, () => this.#filled(ledger.ofAccount(accountId, action), action));
  }

  ofGroup(groupId: string, action: ActionId): ActSeries {
    const { ledger, plan } = this.#question;
    return keep(this.#groups, `${action} ${groupId}`, () => {
      const known = ledger.ofGroup(groupId, action);
      return plan.counting.sharedOverAccounts.includes(action) ? this.#filled(known, action) : known;
    });
  }

  beganOf(accountId: string, action: ActionId): ActSeries {
    return this.#question.ledger.beganOf?.(accountId, action) ?? noActs;
  }

  #filled(known: ActSeries, action: ActionId): ActSeries {
    const perDay = capAt(this.#question, action, 'perDay', this.#question.now)?.full ?? 0;
    const { dayStarts, lastAt } = this.#unknown;
    const use = perDay === 0 ? [] : presumedUseOf(dayStarts, { perDay, counted: sumsByDay(known) });
    if (use.length === 0) return known;
    const presumed = new GrowingSeries();
    for (const { at, amount } of use) presumed.add(Math.min(at, lastAt), amount);
    return new JoinedSeries(known, presumed);
  }
}

function keep<K>(kept: Map<K, ActSeries>, key: K, find: () => ActSeries): ActSeries {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const found = find();
  kept.set(key, found);
  return found;
}

/** What a series holds of days that are asked for in order: one ends where the next begins, and is summed up once. */
function sumsByDay(series: ActSeries): (dayStart: number) => number {
  let [edge, sinceEdge] = [Number.NaN, 0];
  return (dayStart) => {
    const since = dayStart === edge ? sinceEdge : series.sumSince(dayStart);
    edge = dayStart + dayMs;
    sinceEdge = series.sumSince(edge);
    return since - sinceEdge;
  };
}
