import type { ActQuestion, LackingActs } from '../gate/act-question.ts';
import { GrowingSeries, type ActSeries } from '../gate/act-series.ts';
import { JoinedSeries } from '../gate/joined-series.ts';
import { capAt } from '../gate/numbers-in-force.ts';
import { noActs, type UsageView } from '../gate/usage-index.ts';
import type { ActionId } from '../plans/plan.ts';
import { dayMs, startOfDay, type Day } from '../standing/calendar-day.ts';
import { presumedUseOf, type PresumedUse } from './unknown-spans.ts';

/** Acts that may be lacking, and the days on which they can have been, in order. */
export interface UnknownActs extends LackingActs {
  readonly days: readonly Day[];
}

/** Days of which acts may be lacking, in order, and when the last of those can have been; then each loss by itself. */
export interface UnknownUse {
  readonly days: readonly Day[];
  readonly lastAt: number;
  readonly losses: readonly UnknownActs[];
}

/**
 * What the ledger holds, and besides it that every day of which acts may be lacking was used up: for the account that a question is
 * about, and for the group over all accounts where the plan counts so, but for no more than can be lacking. Weeks, months and days of rest
 * go by it.
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
    return this.#keep(`account ${action}`, () => {
      const known = ledger.ofAccount(accountId, action);
      return filled(known, this.#usedUp(known, action, this.#unknown.days));
    });
  }

  ofGroup(groupId: string, action: ActionId): ActSeries {
    const { ledger, plan } = this.#question;
    const known = ledger.ofGroup(groupId, action);
    if (!plan.counting.sharedOverAccounts.includes(action)) return known;
    return this.#keep(`group ${action} ${groupId}`, () => filled(known, this.#lackingOn(known, action)));
  }

  recordedOfGroup(groupId: string, action: ActionId): ActSeries {
    return this.#question.ledger.ofGroup(groupId, action);
  }

  beganOf(accountId: string, action: ActionId): ActSeries {
    return this.#question.ledger.beganOf?.(accountId, action) ?? noActs;
  }

  /** A question asks for the same series many times over. */
  #keep(key: string, fill: () => ActSeries): ActSeries {
    const kept = this.#kept.get(key) ?? fill();
    this.#kept.set(key, kept);
    return kept;
  }

  #perDay(action: ActionId): number {
    return capAt(this.#question, action, 'perDay', this.#question.now)?.full ?? 0;
  }

  /** What it takes to use these days up. */
  #usedUp(known: ActSeries, action: ActionId, days: readonly Day[]): readonly PresumedUse[] {
    const { lastAt } = this.#unknown;
    const use = presumedUseOf(days, {
      perDay: this.#perDay(action),
      counted: (day) => sumOn(known, startOfDay(day)),
    });
    return use.map(({ at, amount }) => ({ at: Math.min(at, lastAt), amount }));
  }

  /** Few acts can be no more than they are; of many, or of who knows how many, no more than the days bear. */
  #lackingOn(known: ActSeries, action: ActionId): readonly PresumedUse[] {
    const perDay = this.#perDay(action);
    const few: PresumedUse[] = [];
    const days = new Set<Day>();
    for (const loss of this.#unknown.losses) {
      if (loss.most !== null && loss.most < loss.days.length * perDay) few.push({ at: loss.lastAt, amount: loss.most });
      else for (const day of loss.days) days.add(day);
    }
    return [...few, ...this.#usedUp(known, action, [...days].toSorted())];
  }
}

function filled(known: ActSeries, use: readonly PresumedUse[]): ActSeries {
  if (use.length === 0) return known;
  const presumed = new GrowingSeries();
  for (const { at, amount } of use) presumed.add(at, amount);
  return new JoinedSeries(known, presumed);
}

function sumOn(series: ActSeries, dayStart: number): number {
  return series.sumSince(dayStart) - series.sumSince(dayStart + dayMs);
}
