import { describe, expect, test } from 'vitest';
import type { GateStanding } from '../../../electron/accounts/gate/act-question.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds } from '../../../electron/accounts/plans/plan.ts';
import type { Limit, Lowering } from '../../../electron/accounts/standing/condition.ts';
import { silentLimit } from '../../../electron/accounts/standing/condition.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking, ledgerOf, limitOf } from '../../support/gate/gate-questions.ts';
import { at } from '../../support/gate/times.ts';

const now = at(22, 10);
const plan = gatePlan({ execution: { friend_accept_inbound: 'human_only', friend_add_outbound: 'human_only' } });
const byHand = { accountId: 'a1', mode: 'manual' } as const;

function standing(...limits: Limit[]): GateStanding {
  return { stageId: 'S6', lowered: [], limits };
}

function lowered(changes: Partial<Lowering> = {}): Lowering {
  const plain = { scope: 'all', stages: 1, signalId: 'too_frequent_prompt', path: 'health.recovery' } as const;
  return { ...plain, untilAt: at(24, 10), ...changes };
}

describe('a cooldown', () => {
  const cooling = standing(limitOf({ effect: 'closed', signalId: 'too_frequent_prompt', untilAt: at(23, 9) }));

  test('holds assisted acts until it is over', () => {
    expect(mayAct(asking({ plan, now, standing: cooling }))).toMatchObject({
      reason: 'cooldown',
      path: 'health.signals.too_frequent_prompt',
      until: at(23, 9),
    });
    expect(mayAct(asking({ plan, now: at(23, 9), standing: cooling })).kind).toBe('allowed');
  });

  test('holds what reaches out, also by hand', () => {
    const question = asking({ plan, now, standing: cooling, account: byHand, action: 'friend_add_outbound' });
    expect(mayAct(question)).toMatchObject({ reason: 'cooldown' });
  });

  test('leaves open what others began', () => {
    const question = asking({ plan, now, standing: cooling, account: byHand, action: 'friend_accept_inbound' });
    expect(mayAct(question).kind).toBe('allowed');
  });

  test('whose rule is not met opens nobody knows when', () => {
    const limits = limitOf({ effect: 'closed', untilAt: null });
    expect(mayAct(asking({ plan, now, standing: standing(limits) }))).toMatchObject({ until: null });
  });

  test('about some actions leaves the others open', () => {
    const limits = limitOf({ effect: 'closed', scope: ['moments_post'] });
    expect(mayAct(asking({ plan, now, standing: standing(limits) })).kind).toBe('allowed');
  });

  test('beside a longer one opens with that', () => {
    const longer = limitOf({ effect: 'closed', signalId: 'verification_prompt_3', untilAt: at(25, 9) });
    expect(mayAct(asking({ plan, now, standing: standing(...cooling.limits, longer) }))).toMatchObject({
      path: 'health.signals.verification_prompt_3',
      until: at(25, 9),
    });
  });

  test('holds what the console would only read, and not what a person reads', () => {
    const question = { ...asking({ plan, now, standing: cooling }), action: null };
    expect(mayAct(question)).toMatchObject({ reason: 'cooldown' });
    expect(mayAct({ ...question, account: byHand }).kind).toBe('allowed');
  });
});

describe('a warning', () => {
  const warned = standing(limitOf({ untilAt: at(23, 9) }));

  test('closes campaigns until it is over', () => {
    const question = asking({ plan, now, standing: warned, action: 'group_message_campaign' });
    expect(mayAct(question)).toMatchObject({ reason: 'warning-closed', until: at(23, 9) });
  });

  test('closes nothing else', () => {
    expect(mayAct(asking({ plan, now, standing: warned })).kind).toBe('allowed');
  });
});

describe('a suspension', () => {
  const suspended = standing(limitOf({ effect: 'suspended', signalId: 'feature_ban' }));

  test.each(actionIds)('holds %s, also by hand', (action) => {
    expect(mayAct(asking({ plan, now, standing: suspended, account: byHand, action }))).toMatchObject({
      reason: 'suspended',
      path: 'health.signals.feature_ban',
      until: null,
    });
  });
});

test('silent days hold even what a cooldown leaves open', () => {
  const silent = silentLimit('re_onboarding.first-unblock.silent_days', at(22), at(26));
  const question = asking({ plan, now, standing: standing(silent), account: byHand, action: 'friend_accept_inbound' });
  expect(mayAct(question)).toMatchObject({
    reason: 'cooldown',
    path: 're_onboarding.first-unblock.silent_days',
    until: at(26),
  });
});

describe('an account that runs by a lower stage', () => {
  const tight = gatePlan({ caps: { S5: { group_rename: { perDay: 1 } }, S4: { group_rename: { perDay: 0 } } } });
  const ledger = ledgerOf([{ at: at(22, 9) }]);

  test('has the caps of that one until it is back', () => {
    const lower = { stageId: 'S6', limits: [], lowered: [lowered({ untilAt: at(22, 15) })] } as const;
    expect(mayAct(asking({ plan: tight, now, ledger, standing: lower }))).toMatchObject({
      path: 'stages.S5.caps.group_rename.per_day',
      until: at(22, 15),
    });
  });

  test('is held by a zero of that one until it is back', () => {
    const lower = { stageId: 'S5', limits: [], lowered: [lowered()] } as const;
    expect(mayAct(asking({ plan: tight, now, standing: lower }))).toMatchObject({
      reason: 'stage-closed',
      path: 'stages.S4.caps.group_rename.per_day',
      until: at(24, 10),
    });
  });

  test('has its own caps where only other actions are lowered', () => {
    const lower = { stageId: 'S6', limits: [], lowered: [lowered({ scope: ['moments_post'] })] } as const;
    expect(mayAct(asking({ plan: tight, now, ledger, standing: lower })).kind).toBe('allowed');
  });
});

test('a stage that is closed opens nobody knows when', () => {
  const closed = gatePlan({ caps: { S2: { group_rename: { perDay: 0 } } } });
  const young = { stageId: 'S2', limits: [], lowered: [] } as const;
  expect(mayAct(asking({ plan: closed, now, standing: young }))).toMatchObject({
    kind: 'held',
    reason: 'stage-closed',
    until: null,
  });
});

test('a closed stage lets no later group of a campaign through either', () => {
  const closed = gatePlan({ caps: { S4: { group_message_campaign: { perDay: 0 } } } });
  const young = { stageId: 'S4', limits: [], lowered: [] } as const;
  const question = asking({ plan: closed, now, standing: young, action: 'group_message_campaign', amount: 0 });
  expect(mayAct(question)).toMatchObject({ reason: 'stage-closed' });
});
