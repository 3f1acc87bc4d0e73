import { stageIds } from './plan.ts';
import type { RuleValue } from './rule-value.ts';
import { bySeverity } from './signal-directions.ts';
import { besideOthers, type PlanPair } from './rules-beside.ts';
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
  ['rest_windows.*.from', byHand],
  ['rest_windows.*.to', byHand],
  ['rest_windows.*.applies_to', byList('more')],
  ['rest_windows.*.hard', mustBeSo],
  ['rest_windows.*.rule', byNumbersIn('more', 'less')],
  ['health.states.*.effect', byEffect],
  ['health.recorded_by', byHand],
  ['health.recovery', byNumbersIn('more')],
  ['health.signals.verification_prompt_3.when', byNumbersIn('less', 'more')],
  ['health.signals.device_unhealthy.when', byNumbersIn('more', 'more', 'less')],
  ['health.signals.failure_rate.when', byNumbersIn('less', 'neither')],
  ['health.signals.*.when', byHand],
  ['health.signals.*.to', bySeverity],
  ['health.signals.*.scope', byList('more')],
  ['health.signals.*.hours', more],
  ['health.signals.*.repeat.count', less],
  ['health.signals.*.repeat.within_days', more],
  ['health.signals.*.repeat.hours', more],
  ['health.signals.*.repeat.to', bySeverity],
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

/** What a rule says that is not there, where that is not simply nothing. */
const absent: readonly (readonly [string, RuleValue])[] = [
  ['intervals.min_seconds.*', 0],
  ['re_onboarding.*.silent_days', 0],
];

/**
 * Which way a rule went from the one plan to the other. One that is not there says its default; where it has none, a rule more
 * is tighter, a rule less looser. What means something only beside other rules is judged by what the whole does.
 */
export function directionOf(
  path: string,
  from: RuleValue | undefined,
  to: RuleValue | undefined,
  pair: PlanPair,
): Direction | 'same' {
  return besideOthers(path, { from, to }, pair, byItself(path, from ?? find(absent, path), to ?? find(absent, path)));
}

function byItself(path: string, from: RuleValue | undefined, to: RuleValue | undefined): Direction | 'same' {
  if (from === undefined) return 'tightened';
  if (to === undefined) return 'loosened';
  return from === to ? 'same' : (compareOf(path)?.(from, to) ?? 'changed');
}

/** Null for a path that no rule has. */
export function compareOf(path: string): Compare | null {
  return find(table, path) ?? null;
}

function find<Value>(rows: readonly (readonly [string, Value])[], path: string): Value | undefined {
  const parts = path.split('.');
  const fits = (pattern: string): boolean => {
    const wanted = pattern.split('.');
    return wanted.length === parts.length && wanted.every((part, index) => part === '*' || part === parts[index]);
  };
  return rows.find(([pattern]) => fits(pattern))?.[1];
}
