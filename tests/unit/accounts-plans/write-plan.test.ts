import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionIds, stageIds } from '../../../electron/accounts/plans/plan.ts';
import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import { readBeside, shipped, shippedText, soundPlan } from './shipped.ts';

describe('a plan that is written', () => {
  it('reads as the same plan', () => {
    expect(soundPlan(readBeside(writePlan(shipped)))).toEqual(shipped);
  });

  it('reads the same with the line ends of Windows', () => {
    expect(soundPlan(readBeside(writePlan(shipped).replaceAll('\n', '\r\n')))).toEqual(shipped);
    expect(soundPlan(readBeside(shippedText.replaceAll('\n', '\r\n')))).toEqual(shipped);
  });

  it('is the same text every time', () => {
    const text = writePlan(shipped);
    expect(writePlan(soundPlan(readBeside(text)))).toBe(text);
  });

  it('has a cap on one line, so that stages can be read as tables', () => {
    expect(writePlan(shipped)).toMatch(/\n {6}group_rename: \{per_day: 5, evidence: assumption, sources: \[A\]\}\n/);
  });

  it('reads as the same plan whatever number was changed', () => {
    const change = record({
      stage: constantFrom(...stageIds),
      action: constantFrom(...actionIds),
      cap: constantFrom('per_day', 'per_week', 'per_month'),
      value: integer({ min: 0, max: 99 }),
    });
    assert(
      property(change, ({ stage, action, cap, value }) => {
        const { plan } = planWith(shipped, `stages.${stage}.caps.${action}.${cap}`, value, null);
        if (plan !== null) expect(soundPlan(readPlan('plan.yaml', writePlan(plan), null))).toEqual(plan);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['rest_windows.lunch.applies_to', 'group_*'],
    ['rest_windows.lunch.applies_to', ['moments_post']],
    ['rest_windows.weekly_rest.rule', '2 day in 9 without an assisted act'],
    ['health.signals.failure_rate.when', 'over 10 % of the last 30 attempts failed'],
    ['health.signals.failure_rate.scope', 'group_*'],
    ['health.states.warning.effect', 'caps x 0.25, rounded down; closed: assisted, group_message_campaign'],
    ['health.recovery', 'suspended ends by hand; cooldown needs timer + rules; then 2 stage lower for 5 days'],
    ['re_onboarding.4.event', 'no login for 20 days / login elsewhere'],
    ['tool_gates.消息群发.confirm', 'approver + recipients S5 <= 5 groups, S6 <= 9 groups'],
    ['tool_gates.群公告.health', ['normal']],
    ['counting_rules.per_group.group_rename.max', 1],
    ['intervals.min_seconds.profile_field_edit', 900],
    ['intervals.min_seconds.group_message_campaign_per_group', 45],
  ] as const)('keeps %s = %j', (path, value) => {
    const plan = soundPlan(planWith(shipped, path, value, shipped));
    expect(plan).not.toEqual(shipped);
    expect(soundPlan(readBeside(writePlan(plan)))).toEqual(plan);
  });
});
