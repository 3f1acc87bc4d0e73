import { constantFrom, integer, oneof, tuple, type Arbitrary } from 'fast-check';
import { planWithRules } from '../../../electron/accounts/plans/plan-change.ts';
import type { RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';

/** One turn at a plan: the rules that it says anew; undefined takes a rule away. */
export type Turn = readonly (readonly [path: string, value: RuleValue | undefined])[];

const one = (path: string, ...values: readonly (RuleValue | undefined)[]): Arbitrary<Turn> =>
  constantFrom(...values).map((value) => [[path, value]]);

const times = integer({ min: 0, max: 47 }).map(
  (half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`,
);

/** Both ends of a window, near to where they are as often as anywhere. */
function windowTurns(id: string, from: readonly string[], to: readonly string[]): Arbitrary<Turn> {
  return tuple(oneof(times, constantFrom(...from)), oneof(times, constantFrom(...to))).map(([first, last]) => [
    [`rest_windows.${id}.from`, first],
    [`rest_windows.${id}.to`, last],
  ]);
}

/** Where S4 begins and ends, with all that has to fit. */
const s4Days: Arbitrary<Turn> = tuple(integer({ min: 13, max: 20 }), integer({ min: 25, max: 36 })).map(
  ([from, to]) => [
    ['stages.S3.day_to', from - 1],
    ['stages.S3.exit_gate.0', `day >= ${from - 1}`],
    ['stages.S4.day_from', from],
    ['stages.S4.day_to', to],
    ['stages.S4.exit_gate.0', `day >= ${to}`],
    ['stages.S5.day_from', to + 1],
  ],
);

const prompt = 'health.signals.too_frequent_prompt';
const complaint = 'health.signals.member_complaint';
const friends = 'health.signals.friend_add_restricted';
const renames = 'stages.S4.caps.group_rename';

/** Caps are turned in one stage only, so that no later stage bears less than an earlier one. */
export const turns: Arbitrary<Turn> = oneof(
  windowTurns('night', ['22:00', '23:00', '23:30'], ['07:30', '08:00', '09:00']),
  windowTurns('lunch', ['11:30', '12:00', '12:30'], ['12:30', '13:00', '13:30']),
  s4Days,
  one('rest_windows.lunch.applies_to', 'all write actions', 'group_*', ['group_announcement'], ['group_rename']),
  one('rest_windows.weekly_rest.rule', '1 day in 6 without an assisted act', '2 day in 7 without an assisted act'),
  one(`${renames}.per_day`, 1, 3, 5, 9),
  one(`${renames}.per_hour`, 1, 3, undefined),
  one(`${renames}.per_week`, 2, 9, undefined),
  one('intervals.min_seconds.group_rename', 0, 30, 90, undefined),
  one('intervals.min_seconds.moments_post', 0, 30, undefined),
  one('intervals.max_continuous_batch_minutes', 10, 60),
  one('intervals.pause_between_batches_minutes', 10, 60),
  one('counting_rules.per_group.group_rename.max', 1, 4),
  one('counting_rules.per_group.group_rename.days', 3, 9),
  one(`${prompt}.hours`, 1, 12, 36, undefined),
  one(`${prompt}.recover`, 'manual', '1 normal days', 'supervisor', undefined),
  one(`${prompt}.when`, '2 prompts within 24 h', undefined),
  one(`${prompt}.to`, 'warning', 'cooldown', 'suspended'),
  one(`${prompt}.repeat.to`, 'warning', 'cooldown', 'suspended', undefined),
  one(`${prompt}.repeat.hours`, 1, 24, 80),
  one(`${prompt}.repeat.within_days`, 2, 9),
  one(`${prompt}.repeat.count`, 2, 3),
  one(`${prompt}.third`, 'drop 2 stage', undefined),
  one(`${complaint}.hours`, 24, 90, undefined),
  one(`${complaint}.repeat.hours`, 90, 200),
  one(`${friends}.scope`, 'all', 'group_*', ['friend_add_outbound', 'profile_field_edit']),
  one(`${friends}.hours`, 24, 200, undefined),
  one(`${friends}.recover`, 'supervisor', '1 normal days', '5 normal days', undefined),
  one('health.states.warning.effect', 'closed: all write actions', 'caps x 0.2, rounded down', 'caps of the stage'),
  one('health.states.cooldown.effect', 'closed: all write actions', 'closed: outbound', 'caps x 0.5, rounded down'),
  one(
    're_onboarding.0.event',
    'new phone',
    'new phone / login elsewhere / risk prompt / new number or real name / third unblock',
  ),
  one('re_onboarding.3.restart_at', 'S0', 'S2'),
  one('re_onboarding.5.silent_days', 0, 2, undefined),
  one('actions.group_rename.execution', 'human_only', 'assisted'),
  one('tool_gates.批量改群名.min_stage', 'S3', 'S5'),
  one('tool_gates.批量改群名.max_batch', 3, 20, undefined),
);

/** The plan after a turn, where it is one in itself; as it was, where it would be none. */
export function turned(plan: Plan, turn: Turn): Plan {
  return planWithRules(plan, turn, null).plan ?? plan;
}
