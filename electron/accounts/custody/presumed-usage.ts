import type { ActQuestion, LackingActs } from '../gate/act-question.ts';
import { GrowingSeries, type ActSeries } from '../gate/act-series.ts';
import { JoinedSeries } from '../gate/joined-series.ts';
import { capAt } from '../gate/numbers-in-force.ts';
import { noActs, type UsageView } from '../gate/usage-index.ts';
import type { ActionId } from '../plans/plan.ts';
import { dayMs } from '../standing/calendar-day.ts';
import { presumedUseOf, type PresumedUse } from './unknown-spans.ts';

/** Acts that may be lacking, and where the days begin on which they can have been, in order. */
export interface UnknownActs extends LackingActs {
  readonly dayStarts: readonly number[];
}

/** Where days begin of which acts may be lacking, in order, and when the last of those can have been; then each loss by itself. */
export interface UnknownUse {
  readonly dayStarts: readonly number[];
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
    return keep(this.#accounts, action, () => {
      const known = ledger.ofAccount(accountId, action);
      return filled(known, this.#usedUp(known, action, this.#unknown.dayStarts));
    });
  }

  ofGroup(groupId: string, action: ActionId): ActSeries {
    const { ledger, plan } = this.#question;
    const known = ledger.ofGroup(groupId, action);
    if (!plan.counting.sharedOverAccounts.includes(action)) return known;
    return keep(this.#groups, `${action} ${groupId}`, () => filled(known, this.#lackingOn(known, action)));
  }

  recordedOfGroup(groupId: string, action: ActionId): ActSeries {
    return this.#question.ledger.ofGroup(groupId, action);
  }

  beganOf(accountId: string, action: ActionId): ActSeries {
    return this.#question.ledger.beganOf?.(accountId, action) ?? noActs;
  }

  #perDay(action: ActionId): number {
    return capAt(this.#question, action, 'perDay', this.#question.now)?.full ?? 0;
  }

  /** What it takes to use these days up. */
  #usedUp(known: ActSeries, action: ActionId, dayStarts: readonly number[]): readonly PresumedUse[] {
    const { lastAt } = this.#unknown;
    const perDay = this.#perDay(action);
    const use = perDay === 0 ? [] : presumedUseOf(dayStarts, { perDay, counted: sumsByDay(known) });
    return use.map(({ at, amount }) => ({ at: Math.min(at, lastAt), amount }));
  }

  /** Few acts can be no more than they are; of many, or of who knows how many, no more than the days bear. */
  #lackingOn(known: ActSeries, action: ActionId): readonly PresumedUse[] {
    const perDay = this.#perDay(action);
    const few: PresumedUse[] = [];
    const starts = new Set<number>();
    for (const loss of this.#unknown.losses) {
      if (loss.most !== null && loss.most < loss.dayStarts.length * perDay)
        few.push({ at: loss.lastAt, amount: loss.most });
      else for (const start of loss.dayStarts) starts.add(start);
    }
    return [
      ...few,
      ...this.#usedUp(
        known,
        action,
        [...starts].toSorted((one, other) => one - other),
      ),
    ];
  }
}

function filled(known: ActSeries, use: readonly PresumedUse[]): ActSeries {
  if (use.length === 0) return known;
  const presumed = new GrowingSeries();
  for (const { at, amount } of use) presumed.add(at, amount);
  return new JoinedSeries(known, presumed);
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
