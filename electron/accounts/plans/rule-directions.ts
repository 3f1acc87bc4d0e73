import { stageIds } from './plan.ts';
import type { RuleValue } from './plan-rules.ts';
import {
  byClauses,
  byEffect,
  byHand,
  byList,
  byNumber,
  byNumbersIn,
  byRank,
  type Compare,
  type Direction,
} from './rule-order.ts';

const less = byNumber('less');
const more = byNumber('more');
const mustBeSo = byRank(['false', 'true']);
const severer = byRank(['warning', 'cooldown', 'suspended']);

/** Which way is tighter, for every rule of a plan by its path; `*` is any one name. */
const table: readonly (readonly [string, Compare])[] = [
  ['actions.*.execution', byRank(['assisted', 'human_only'])],
  ['counting_rules.window', byNumbersIn('more')],
  ['counting_rules.override', byNumbersIn('less', 'more')],
  ['counting_rules.per_group.*.max', less],
  ['counting_rules.per_group.*.days', more],
  ['counting_rules.per_group.*.max_percent_of_group_per_24h', less],
  ['counting_rules.*', byHand],
  ['stages.*.day_from', more],
  ['stages.*.day_to', more],
  ['stages.*.tasks.*.required', mustBeSo],
  ['stages.*.tasks.*.*', byHand],
  ['stages.*.exit_gate.*', byNumbersIn('more')],
  ['stages.*.caps.*.*', less],
  ['intervals.min_seconds.*', more],
  ['intervals.one_write_task_per_account', mustBeSo],
  ['intervals.max_continuous_batch_minutes', less],
  ['intervals.pause_between_batches_minutes', more],
  ['rest_windows.*.applies_to', byList('more')],
  ['rest_windows.*.hard', mustBeSo],
  ['rest_windows.*.rule', byNumbersIn('more', 'less')],
  ['health.states.*.effect', byEffect],
  ['health.recorded_by', byHand],
  ['health.recovery', byNumbersIn('more')],
  ['health.signals.verification_prompt_3.when', byNumbersIn('less', 'more')],
  ['health.signals.device_unhealthy.when', byNumbersIn('more', 'more', 'less')],
  ['health.signals.failure_rate.when', byNumbersIn('less', 'less')],
  ['health.signals.*.when', byHand],
  ['health.signals.*.to', severer],
  ['health.signals.*.scope', byList('more')],
  ['health.signals.*.hours', more],
  ['health.signals.*.repeat.count', less],
  ['health.signals.*.repeat.within_days', more],
  ['health.signals.*.repeat.hours', more],
  ['health.signals.*.repeat.to', severer],
  ['health.signals.*.third', byNumbersIn('more')],
  ['health.signals.*.recover', byClauses('+', 'more')],
  ['re_onboarding.*.event', byClauses('/', 'less')],
  ['re_onboarding.*.restart_at', byRank(stageIds.toReversed())],
  ['re_onboarding.*.min_days', more],
  ['re_onboarding.*.silent_days', more],
  ['tool_gates.*.action', byHand],
  ['tool_gates.*.min_stage', byRank(stageIds)],
  ['tool_gates.*.health', byList('less')],
  ['tool_gates.*.confirm', byClauses('+', 'less')],
  ['tool_gates.*.max_batch', less],
  ['tool_gates.*.role_in_group', byList('less')],
  ['tool_gates.*.*', byHand],
];

const windowEnd = /^(rest_windows\..+)\.(from|to)$/;
const dayMinutes = 24 * 60;

/**
 * Which way a rule went. Undefined: it is not there; a rule more is tighter, a rule less looser. `before` are the rules that
 * the change is made to.
 */
export function directionOf(
  path: string,
  from: RuleValue | undefined,
  to: RuleValue | undefined,
  before: ReadonlyMap<string, RuleValue>,
): Direction {
  if (from === undefined) return 'tightened';
  if (to === undefined) return 'loosened';
  const [, window, end] = windowEnd.exec(path) ?? [];
  if (window !== undefined) return longer(before, window, { end: end === 'from' ? 'from' : 'to', value: to });
  const compare = compareOf(path);
  return compare === null ? 'changed' : compare(from, to);
}

/** Null for a path that no rule has. */
export function compareOf(path: string): Compare | null {
  const parts = path.split('.');
  const fits = (pattern: string): boolean => {
    const wanted = pattern.split('.');
    return wanted.length === parts.length && wanted.every((part, index) => part === '*' || part === parts[index]);
  };
  return windowEnd.test(path) ? byHand : (table.find(([pattern]) => fits(pattern))?.[1] ?? null);
}

/** One end of a window was moved and the other holds still: the longer window contains the shorter one. */
function longer(
  before: ReadonlyMap<string, RuleValue>,
  window: string,
  moved: { readonly end: 'from' | 'to'; readonly value: RuleValue },
): Direction {
  const [from, to] = [before.get(`${window}.from`), before.get(`${window}.to`)];
  const old = lengthOf(from, to);
  const now = moved.end === 'from' ? lengthOf(moved.value, to) : lengthOf(from, moved.value);
  if (old === now) return 'changed';
  return now > old ? 'tightened' : 'loosened';
}

function lengthOf(from: RuleValue | undefined, to: RuleValue | undefined): number {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  return (end - start + dayMinutes) % dayMinutes;
}

function minuteOf(time: RuleValue | undefined): number {
  const [hours = 0, minutes = 0] = String(time).split(':').map(Number);
  return hours * 60 + minutes;
}
