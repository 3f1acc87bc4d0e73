import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import {
  actionIds,
  conditions,
  executions,
  stageIds,
  taskFrequencies,
  type Plan,
} from '../../../electron/accounts/plans/plan.ts';
import { rulesOf, type RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';

/** Words that may stand where one of them stands. */
const kin: readonly (readonly string[])[] = [
  executions,
  taskFrequencies,
  stageIds,
  ['warning', 'cooldown', 'suspended'],
  ['group_*', 'all', 'moments_post'],
  ['required tasks done', 'supervisor sign-off', 'no warning for 1 days'],
  ['name by re-read or operator', 'owner by re-read', 'members by re-read'],
  ['restore plan', 'none', 're-invite list'],
  ['manual', 'root cause noted', 'phone check passes', 'supervisor', 'manual + re_onboarding'],
  ['caps of the stage', 'closed: assisted', 'closed: all write actions'],
  ['none', 'approver', 'rehearsed first'],
  ['first unblock', 'second unblock', 'third unblock', 'custodian change'],
  actionIds,
  conditions,
];

/** Words that are tried everywhere: each of them fits somewhere. */
const anywhere = ['approver', '22:30', 'moments_post', 'a photo of it', 'first unblock', 'closed: assisted', 'warning'];

/** Other values that somebody might write at a path; what does not fit there is refused. */
function guesses(value: RuleValue): RuleValue[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1];
  if (value === null) return ['group_rename'];
  if (typeof value === 'object') return otherLists(value);
  const words = kin.filter((list) => list.includes(value)).flat();
  const clauses = [' + ', ' / '].map((joint) => value.split(joint).slice(1).join(joint));
  return [...withOtherNumbers(value), ...words, ...clauses, ...anywhere];
}

function otherLists(list: readonly string[]): RuleValue[] {
  const more = list.includes('warning') ? list.slice(0, -1) : [...list, 'warning'];
  return [list.slice(1), more, ['admin'], ['group_rename']].filter((each) => each.length > 0);
}

/** Each number of the words one more and one less; the names of stages are no numbers. */
function withOtherNumbers(value: string): string[] {
  return [...value.matchAll(/(?<!S)\d+/g)].flatMap(({ 0: digits, index }) =>
    [1, -1].map((step) => value.slice(0, index) + (Number(digits) + step) + value.slice(index + digits.length)),
  );
}

export interface ChangedPlan {
  readonly plan: Plan;
  readonly value: RuleValue;
}

/** Plans that say something else at a path and are otherwise as before; none where nothing else can be said there. */
export function plansSayingElse(plan: Plan, path: string): ChangedPlan[] {
  const old = rulesOf(plan).get(path);
  if (old === undefined) return [];
  return [...new Set(guesses(old))].flatMap((guess) => {
    const { plan: other } = planWith(plan, path, guess, null);
    const value = other === null ? undefined : rulesOf(other).get(path);
    if (other === null || value === undefined || JSON.stringify(value) === JSON.stringify(old)) return [];
    return [{ plan: other, value }];
  });
}
