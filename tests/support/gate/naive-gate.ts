import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import type { CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import { capRules, groupRules } from './naive-cap-rules.ts';
import type { NaiveRule } from './naive-ground.ts';
import { personRules, signalRules, toolRules } from './naive-standing-rules.ts';
import { paceRules, restRules } from './naive-time-rules.ts';

/** What the plainest possible gate answers: by counting through lists, and trying every instant at which anything could change. */
export interface NaiveAnswer {
  readonly kind: 'allowed' | 'held' | 'never';
  /** Null where nobody knows, and where it is not held. */
  readonly until: number | null;
  /** Every rule that stands in the way. */
  readonly rules: readonly string[];
}

export function naiveAnswer(question: WriteQuestion, acts: readonly CountedAct[]): NaiveAnswer {
  const { now } = question;
  const rules = naiveRules(question, acts).filter((rule) => rule.holds(now));
  const names = rules.map(({ name }) => name);
  if (rules.length === 0) return { kind: 'allowed', until: null, rules: [] };
  const suspended = rules.find(({ name }) => name === 'suspended');
  if (suspended !== undefined) return { kind: 'held', until: openingOf(suspended, now), rules: names };
  if (rules.some(({ isNever }) => isNever)) return { kind: 'never', until: null, rules: names };
  const openings = rules.map((rule) => openingOf(rule, now));
  const until = openings.includes(null) ? null : Math.max(...openings.map((at) => at ?? 0));
  return { kind: 'held', until, rules: names };
}

/** Whether anything at all stands in the way: one look at every list, no search for the end. */
export function naiveHolds(question: WriteQuestion, acts: readonly CountedAct[]): boolean {
  return naiveRules(question, acts).some((rule) => rule.holds(question.now));
}

function openingOf({ holds, moments }: NaiveRule, now: number): number | null {
  const later = moments.filter((at) => at > now).toSorted((one, other) => one - other);
  return later.find((at) => !holds(at)) ?? null;
}

function naiveRules(question: WriteQuestion, acts: readonly CountedAct[]): NaiveRule[] {
  return [
    ...signalRules(question),
    ...personRules(question),
    ...toolRules(question),
    ...capRules(question, acts),
    ...groupRules(question, acts),
    ...restRules(question, acts),
    ...paceRules(question, acts),
  ];
}
