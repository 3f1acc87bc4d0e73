import { describe, expect, it } from 'vitest';
import {
  judgeChange,
  pathsBeyond,
  planWith,
  type ChangeRequest,
} from '../../../electron/accounts/plans/plan-change.ts';
import type { RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { shipped, soundPlan } from './shipped.ts';

const day = 24 * 60 * 60_000;
const now = 1_700_000_000_000;
const operator: ChangeRequest = { isSupervisor: false, reason: null, untilAt: null, now };
const supervisor: ChangeRequest = { isSupervisor: true, reason: '客户活动', untilAt: now + 7 * day, now };
const cap = 'stages.S4.caps.group_rename.per_day';

function withRule(path: string, value: RuleValue | undefined): Plan {
  return soundPlan(planWith(shipped, path, value, null));
}

const judge = (next: Plan, request: ChangeRequest, current = shipped) =>
  judgeChange({ current, next, template: shipped }, request);

describe('a change of a plan', () => {
  it('that tightens is anybody’s', () => {
    expect(judge(withRule(cap, 3), operator)).toEqual({ kind: 'allowed', untilAt: null, raised: [] });
  });

  it('that loosens takes a supervisor, a reason and an end', () => {
    expect(judge(withRule(cap, 6), operator)).toEqual({
      kind: 'lacking',
      needs: ['supervisor', 'reason', 'expiry'],
      raised: [cap],
    });
  });

  it('that loosens and has them is allowed to its end', () => {
    expect(judge(withRule(cap, 6), supervisor)).toEqual({ kind: 'allowed', untilAt: now + 7 * day, raised: [cap] });
  });

  it.each([
    ['a reason of spaces', { reason: '  ' }, 'reason'],
    ['an end that is over', { untilAt: now }, 'expiry-past'],
    ['an end one ms beyond seven days', { untilAt: now + 7 * day + 1 }, 'expiry-too-late'],
    ['no supervisor', { isSupervisor: false }, 'supervisor'],
  ] as const)('that loosens is not allowed with %s', (_what, part, need) => {
    expect(judge(withRule(cap, 6), { ...supervisor, ...part })).toMatchObject({ kind: 'lacking', needs: [need] });
  });

  it('that goes neither way is treated as one that loosens', () => {
    expect(
      judge(withRule('health.signals.failure_rate.when', 'over 20 % of the last 30 attempts failed'), operator),
    ).toMatchObject({ kind: 'lacking' });
  });

  it('that tightens one rule and loosens another is one that loosens', () => {
    const mixed = soundPlan(planWith(withRule(cap, 3), 'stages.S4.caps.group_announcement.per_day', 4, null));
    expect(judge(mixed, operator)).toMatchObject({ raised: ['stages.S4.caps.group_announcement.per_day'] });
  });

  it('that takes a tightening back needs a supervisor and a reason, and no end', () => {
    const tightened = withRule(cap, 3);
    expect(judge(shipped, operator, tightened)).toEqual({
      kind: 'lacking',
      needs: ['supervisor', 'reason'],
      raised: [cap],
    });
    expect(judge(shipped, { ...supervisor, untilAt: null }, tightened)).toEqual({
      kind: 'allowed',
      untilAt: null,
      raised: [cap],
    });
  });

  it.each([
    ['stages.S3.caps.group_rename.per_day', 1, 'zero-loosened'],
    ['stages.S0.caps.friend_accept_inbound.per_day', 1, 'zero-loosened'],
    ['counting_rules.override', 'supervisor + reason + at most 30 days; never a zero of S0-S3', 'override-loosened'],
    ['actions.friend_add_outbound.execution', 'assisted', 'execution-loosened'],
    ['rest_windows.night.hard', false, 'window-softened'],
    ['rest_windows.night', undefined, 'window-softened'],
  ] as const)('is nobody’s where no plan may loosen: %s', (path, value, code) => {
    expect(judge(withRule(path, value), supervisor)).toMatchObject({ kind: 'never', problems: [{ code }] });
  });

  it('is never judged by the change alone: a plan that was beyond stays so', () => {
    expect(pathsBeyond(shipped, withRule(cap, 6))).toEqual([cap]);
    expect(pathsBeyond(shipped, withRule(cap, 4))).toEqual([]);
  });
});

describe('another value at a path', () => {
  it('is refused as in a file where it does not fit', () => {
    expect(planWith(shipped, cap, -1, shipped).problems).toMatchObject([{ code: 'number-wrong', path: cap }]);
  });

  it('is refused where there is no such rule', () => {
    expect(planWith(shipped, 'stages.S4.caps.group_spam.per_day', 1, shipped).problems).toMatchObject([
      { code: 'action-unknown' },
    ]);
  });

  it('takes the rule away where none is given', () => {
    expect(
      withRule('stages.S6.caps.group_message_campaign.per_month', undefined).stages[6]?.caps.group_message_campaign,
    ).not.toHaveProperty('perMonth');
  });
});
