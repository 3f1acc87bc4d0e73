import { describe, expect, test } from 'vitest';
import type { ActQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import type { ToolGate } from '../../../electron/accounts/plans/plan.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking, groupOf, limitOf } from '../../support/gate/gate-questions.ts';
import { at } from '../../support/gate/times.ts';

const now = at(22, 10);

function renaming(gate: Partial<ToolGate>, changes: Parameters<typeof asking>[0] = {}) {
  return mayAct(asking({ plan: gatePlan({ tools: { 批量改群名: gate } }), now, ...changes }));
}

describe('who touches the messenger', () => {
  const plan = gatePlan({ execution: { moments_post: 'human_only' } });

  test.each(['assist', 'auto'] as const)('%s never does what is for people only', (mode) => {
    const question = asking({ plan, action: 'moments_post', account: { accountId: 'a1', mode } });
    expect(mayAct(question)).toMatchObject({
      kind: 'never',
      reason: 'human-only',
      path: 'actions.moments_post.execution',
    });
  });

  test('a person may', () => {
    const question = asking({ plan, action: 'moments_post', account: { accountId: 'a1', mode: 'manual' } });
    expect(mayAct(question).kind).toBe('allowed');
  });

  test.each(['group_rename', 'moments_post', null] as const)('nobody does before a mode is chosen (%s)', (action) => {
    const question: ActQuestion = { ...asking({ plan }), action, account: { accountId: 'a1', mode: null } };
    expect(mayAct(question)).toMatchObject({ kind: 'held', reason: 'mode-not-chosen', until: null });
  });
});

test('whatever waits for a phone that fails its check waits on, and says what it fails in', () => {
  expect(mayAct(asking({ phone: { isHealthy: false, faults: ['battery-low', 'offline'] } }))).toMatchObject({
    reason: 'device-hold',
    path: 'health.signals.device_unhealthy',
    until: null,
    detail: { faults: 'battery-low, offline' },
  });
});

describe('a tool', () => {
  test('is for a stage and later ones', () => {
    const young = { stageId: 'S3', limits: [], lowered: [] } as const;
    expect(renaming({ minStage: 'S4' }, { standing: young })).toMatchObject({
      reason: 'tool-stage',
      path: 'tool_gates.批量改群名.min_stage',
      until: null,
    });
    expect(renaming({ minStage: 'S4' }, { standing: { ...young, stageId: 'S4' } }).kind).toBe('allowed');
  });

  test('is for accounts that are well', () => {
    const standing = { stageId: 'S6', lowered: [], limits: [limitOf({ untilAt: at(23, 9) })] } as const;
    expect(renaming({ health: ['normal'] }, { standing })).toMatchObject({
      reason: 'tool-health',
      path: 'tool_gates.批量改群名.health',
      until: at(23, 9),
    });
    expect(renaming({ health: ['normal', 'warning'] }, { standing }).kind).toBe('allowed');
  });

  test('is open where a signal is about other actions', () => {
    const limits = [limitOf({ scope: ['group_announcement'] })];
    expect(renaming({ health: ['normal'] }, { standing: { stageId: 'S6', lowered: [], limits } }).kind).toBe('allowed');
  });

  test('takes so much in one plan', () => {
    expect(renaming({ maxBatch: 10 }, { amount: 10 }).kind).toBe('allowed');
    expect(renaming({ maxBatch: 10 }, { amount: 11 })).toMatchObject({
      kind: 'never',
      reason: 'over-batch',
      path: 'tool_gates.批量改群名.max_batch',
    });
  });

  test('needs its role in the group', () => {
    const gate = { roleInGroup: ['owner'] } as const;
    expect(renaming(gate, { group: groupOf({ ownRole: 'owner' }) }).kind).toBe('allowed');
    expect(renaming(gate, { group: groupOf({ ownRole: 'admin' }) })).toMatchObject({
      kind: 'never',
      reason: 'role-missing',
      path: 'tool_gates.批量改群名.role_in_group',
    });
  });

  test('waits where the role was not read', () => {
    expect(renaming({ roleInGroup: ['owner'] }, { group: groupOf({ ownRole: null }) })).toMatchObject({
      kind: 'held',
      reason: 'role-unread',
    });
  });

  test('goes to so many groups in a stage', () => {
    const confirm = [{ kind: 'recipients-max', groups: { S5: 20, S6: 50 } }] as const;
    const plan = gatePlan({ tools: { 消息群发: { confirm } } });
    const question = asking({ plan, action: 'group_message_campaign', recipientCount: 50 });
    expect(mayAct(question).kind).toBe('allowed');
    expect(mayAct({ ...question, standing: { ...question.standing, stageId: 'S5' } })).toMatchObject({
      kind: 'never',
      reason: 'too-many-recipients',
    });
  });
});

describe('of two tools for one action', () => {
  const plan = gatePlan({ tools: { 邀请入群: { minStage: 'S4' }, 关键词拉群: { minStage: 'S5' } } });
  const standing = { stageId: 'S4', limits: [], lowered: [] } as const;
  const question = asking({ plan, now, standing, action: 'group_invite_people' });

  test('the one that is named counts', () => {
    expect(mayAct({ ...question, tool: '关键词拉群' })).toMatchObject({ path: 'tool_gates.关键词拉群.min_stage' });
  });

  test('the less strict one counts where none is named', () => {
    expect(mayAct(question).kind).toBe('allowed');
  });
});

function fallen(effect: 'closed' | 'suspended') {
  return { stageId: 'S0', lowered: [], limits: [limitOf({ effect })] } as const;
}

describe('a tool that writes nothing in the messenger', () => {
  const tools = { 素材下发到手机: { health: ['normal', 'warning', 'cooldown'] } } as const;
  const question: ActQuestion = { ...asking({ plan: gatePlan({ tools }), now }), action: null, tool: '素材下发到手机' };

  test('needs no mode', () => {
    expect(mayAct({ ...question, account: { accountId: 'a1', mode: null } }).kind).toBe('allowed');
  });

  test('goes by the conditions that the plan names for it', () => {
    expect(mayAct({ ...question, standing: fallen('closed') }).kind).toBe('allowed');
    expect(mayAct({ ...question, standing: fallen('suspended') })).toMatchObject({
      reason: 'tool-health',
      path: 'tool_gates.素材下发到手机.health',
    });
  });
});
