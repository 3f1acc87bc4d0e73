import type { ActQuestion } from '../gate/act-question.ts';
import { GrowingSeries, type ActSeries } from '../gate/act-series.ts';
import { JoinedSeries } from '../gate/joined-series.ts';
import { capAt } from '../gate/numbers-in-force.ts';
import { noActs, type UsageView } from '../gate/usage-index.ts';
import type { ActionId } from '../plans/plan.ts';
import { dayMs, startOfDay, type Day } from '../standing/calendar-day.ts';
import { presumedUseOf } from './unknown-spans.ts';

/** Days of which acts may be lacking, in order, and when the last of those can have been. */
export interface UnknownUse {
  readonly days: readonly Day[];
  readonly lastAt: number;
}

/**
 * What the ledger holds, and besides it that every day of which acts may be lacking was used up: for the account that a question is
 * about, and for the group over all accounts where the plan counts so. Weeks, months and days of rest go by it.
 */
export class PresumedUsage implements UsageView {
  readonly #question: ActQuestion;
  readonly #unknown: UnknownUse;
  readonly #kept = new Map<string, ActSeries>();

  constructor(question: ActQuestion, unknown: UnknownUse) {
    this.#question = question;
    this.#unknown = unknown;
  }

  ofAccount(accountId: string, action: ActionId): ActSeries {
    const { ledger, account } = this.#question;
    if (accountId !== account.accountId) return ledger.ofAccount(accountId, action);
    return this.#keep(`account ${action}`, action, () => ledger.ofAccount(accountId, action));
  }

  ofGroup(groupId: string, action: ActionId): ActSeries {
    const { ledger, plan } = this.#question;
    if (!plan.counting.sharedOverAccounts.includes(action)) return ledger.ofGroup(groupId, action);
    return this.#keep(`group ${action} ${groupId}`, action, () => ledger.ofGroup(groupId, action));
  }

  beganOf(accountId: string, action: ActionId): ActSeries {
    return this.#question.ledger.beganOf?.(accountId, action) ?? noActs;
  }

  /** A question asks for the same series many times over. */
  #keep(key: string, action: ActionId, known: () => ActSeries): ActSeries {
    const kept = this.#kept.get(key) ?? this.#filled(known(), action);
    this.#kept.set(key, kept);
    return kept;
  }

  #filled(known: ActSeries, action: ActionId): ActSeries {
    const perDay = capAt(this.#question, action, 'perDay', this.#question.now)?.full ?? 0;
    const { days, lastAt } = this.#unknown;
    const use = presumedUseOf(days, { perDay, counted: (day) => sumOn(known, startOfDay(day)) });
    if (use.length === 0) return known;
    const presumed = new GrowingSeries();
    for (const { at, amount } of use) presumed.add(Math.min(at, lastAt), amount);
    return new JoinedSeries(known, presumed);
  }
}

function sumOn(series: ActSeries, dayStart: number): number {
  return series.sumSince(dayStart) - series.sumSince(dayStart + dayMs);
}
