import type { AccountFacts, SignalFact } from '../../../electron/accounts/standing/facts.ts';
import { addDays, startOfDay } from '../../../electron/accounts/standing/calendar-day.ts';
import { diligent, firstDay } from '../../support/accounts/account-life.ts';
import { template } from './template.ts';

const lives = new Map<string, AccountFacts>();

/** An account of which a diligent team has taken care for so many days, under the template; account day N is `onDay(N)`. */
export function lived(days: number, signals: readonly SignalFact[] = []): AccountFacts {
  const key = JSON.stringify([days, signals]);
  const known = lives.get(key) ?? diligent(template, days, { signals });
  lives.set(key, known);
  return known;
}

/** Mature since account day 91, with what happened to it since. */
export function mature(changes: Partial<AccountFacts> = {}): AccountFacts {
  return { ...lived(91), ...changes };
}

/** The first millisecond of the account day N. */
export function dawnOf(day: number): number {
  return startOfDay(addDays(firstDay, day));
}

/** The last of the account day N. */
export function endOf(day: number): number {
  return dawnOf(day + 1) - 1;
}
