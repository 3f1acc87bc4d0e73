import { describe, expect, it } from 'vitest';
import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import { compareRules, differencesOf } from '../../../electron/accounts/plans/plan-diff.ts';
import { rulesOf, type RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { compareOf } from '../../../electron/accounts/plans/rule-directions.ts';
import { shipped, soundPlan } from './shipped.ts';

function withRule(path: string, value: RuleValue | undefined, plan: Plan = shipped): Plan {
  return soundPlan(planWith(plan, path, value, null));
}

/** Each as shipped made tighter. */
const tighter: readonly (readonly [string, RuleValue | undefined])[] = [
  ['counting_rules.window', 'hour = rolling 90 min; week = rolling 7 days; month = rolling 31 days'],
  ['counting_rules.override', 'supervisor + reason + at most 3 days; never a zero of S0-S4'],
  ['counting_rules.per_group.group_rename.max', 1],
  ['counting_rules.per_group.group_rename.days', 14],
  ['counting_rules.per_group.group_member_remove.max_percent_of_group_per_24h', 3],
  ['stages.S4.tasks.consent_log.proof', 'document id'],
  ['stages.S2.tasks.known_chat.required', true],
  ['stages.S4.exit_gate.1', 'no cooldown for 20 days'],
  ['stages.S4.exit_gate.7', 'required tasks done'],
  ['stages.S4.caps.group_rename.per_day', 4],
  ['stages.S4.caps.group_rename.per_week', 9],
  ['intervals.min_seconds.group_rename', 61],
  ['intervals.min_seconds.profile_field_edit', 60],
  ['intervals.max_continuous_batch_minutes', 20],
  ['intervals.pause_between_batches_minutes', 31],
  ['rest_windows.night.from', '22:00'],
  ['rest_windows.night.to', '09:00'],
  // All day but the hour from 13:00 to 14:00.
  ['rest_windows.lunch.from', '14:00'],
  ['rest_windows.lunch.hard', true],
  ['rest_windows.lunch.applies_to', 'group_*'],
  ['rest_windows.lunch.applies_to', 'all write actions'],
  ['rest_windows.weekly_rest.rule', '2 day in 7 without an assisted act'],
  ['rest_windows.weekly_rest.rule', '1 day in 6 without an assisted act'],
  ['health.states.warning.effect', 'caps x 0.2, rounded down; closed: group_message_campaign'],
  ['health.states.warning.effect', 'caps x 0.5, rounded down; closed: group_message_campaign, group_rename'],
  ['health.states.cooldown.effect', 'closed: all write actions'],
  ['health.recovery', 'suspended ends by hand; cooldown needs timer + rules; then 1 stage lower for 4 days'],
  ['health.signals.verification_prompt_3.when', '2 prompts within 24 h'],
  ['health.signals.failure_rate.when', 'over 10 % of the last 20 attempts failed'],
  ['health.signals.failure_rate.to', 'cooldown'],
  ['health.signals.friend_add_restricted.scope', 'all'],
  ['health.signals.friend_add_restricted.hours', 169],
  ['health.signals.friend_add_restricted.recover', '3 normal days + supervisor'],
  ['health.signals.friend_add_restricted.recover', '4 normal days'],
  ['health.signals.too_frequent_prompt.repeat.within_days', 8],
  ['health.signals.member_complaint.repeat.hours', 200],
  ['health.signals.too_frequent_prompt.third', 'drop 2 stage'],
  ['re_onboarding.5.restart_at', 'S1'],
  ['re_onboarding.5.min_days', 4],
  ['re_onboarding.5.silent_days', 1],
  ['re_onboarding.4.event', 'no login for 20 days'],
  ['tool_gates.批量改群名.min_stage', 'S5'],
  ['tool_gates.群公告.health', ['normal']],
  ['tool_gates.批量改群名.role_in_group', ['owner']],
  ['tool_gates.批量改群名.max_batch', 9],
  ['tool_gates.批量改群名.confirm', 'plan reviewed + one click a batch + second person agrees'],
  ['tool_gates.消息群发.confirm', 'approver + preview + recipients S5 <= 20 groups, S6 <= 30 groups'],
];

describe('a rule of two plans', () => {
  it.each(tighter)('is tightened one way and loosened the other: %s = %j', (path, value) => {
    const plan = withRule(path, value);
    expect(differencesOf(shipped, plan)).toMatchObject([{ direction: 'tightened' }]);
    expect(differencesOf(plan, shipped)).toMatchObject([{ direction: 'loosened' }]);
  });

  it.each([
    // What closes or counts the console's acts does not hold for what people do.
    ['actions.group_rename.execution', 'human_only'],
    ['stages.S4.tasks.weekly_review.frequency', 'stage'],
    ['counting_rules.window', 'hour = rolling 90 min; week = rolling 6 days; month = rolling 30 days'],
    ['health.signals.friend_add_restricted.recover', 'supervisor'],
    ['tool_gates.批量改群名.undo', 'none'],
    ['rest_windows.lunch.applies_to', ['group_announcement', 'group_rename']],
  ])('is only said to be another one where neither way can be told: %s', (path, value) => {
    expect(differencesOf(shipped, withRule(path, value))).toMatchObject([{ path, direction: 'changed' }]);
  });

  it.each([
    ['tool_gates.批量改群名.role_in_group', ['admin', 'owner']],
    ['rest_windows.lunch.applies_to', ['group_message_campaign', 'group_announcement']],
  ])('is the same in any order of its words: %s', (path, value) => {
    expect(differencesOf(shipped, withRule(path, value))).toEqual([]);
  });

  it('is compared by its kind where it has no id', () => {
    const [, ...others] = shipped.stages[4]?.exitGate ?? [];
    const plan: Plan = {
      ...shipped,
      stages: shipped.stages.map((stage) => (stage.id === 'S4' ? { ...stage, exitGate: others } : stage)),
    };
    expect(differencesOf(shipped, plan)).toEqual([
      { path: 'stages.S4.exit_gate.0', from: 'day >= 30', to: null, direction: 'loosened' },
    ]);
  });

  it('that both have and that is the same is told as well', () => {
    const compared = compareRules(shipped, shipped);
    expect(compared.length).toBe(rulesOf(shipped).size);
    expect(new Set(compared.map(({ direction }) => direction))).toEqual(new Set(['same']));
  });

  it('is nothing that names or explains', () => {
    const renamed: Plan = { ...shipped, version: 2, title: { zh: '另一份', en: 'another' } };
    expect(differencesOf(shipped, renamed)).toEqual([]);
  });
});

describe('every rule of the shipped plan', () => {
  it.each([...rulesOf(shipped).keys()])('knows which way is tighter: %s', (path) => {
    expect(compareOf(path)).not.toBeNull();
  });
});
