import { expect } from 'vitest';
import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, type ActionId, type Execution } from '../../../electron/accounts/plans/plan.ts';
import { byHand } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { judged, withRule } from './template.ts';

const executions: Readonly<Record<ActionId, Execution>> = {
  friend_add_outbound: 'human_only',
  friend_accept_inbound: 'human_only',
  proactive_private_chat_contacts: 'human_only',
  moments_post: 'human_only',
  group_join: 'human_only',
  group_create: 'human_only',
  group_invite_people: 'assisted',
  group_rename: 'assisted',
  group_owner_transfer: 'assisted',
  group_member_remove: 'assisted',
  group_announcement: 'assisted',
  group_message_campaign: 'assisted',
  profile_field_edit: 'human_only',
};

type Mode = WriteQuestion['account']['mode'];

function inMode(mode: Mode, changes: Partial<WriteQuestion>): ReturnType<typeof mayAct> {
  return mayAct(byHand({ ...changes, account: { accountId: 'a1', mode } }));
}

function checkHumanOnly(path: string, action: ActionId): void {
  const refused = { kind: 'never', reason: 'human-only', path };
  expect(inMode('assist', { action })).toMatchObject(refused);
  expect(inMode('auto', { action })).toMatchObject(refused);
  expect(inMode('manual', { action })).toEqual({ kind: 'allowed' });
  expect(inMode('auto', { action, plan: withRule(path, 'assisted') })).toEqual({ kind: 'allowed' });
  expect(judged({ [path]: 'assisted' })).toMatchObject({ kind: 'never', problems: [{ code: 'execution-loosened' }] });
}

function checkAssisted(path: string, action: ActionId): void {
  for (const mode of ['manual', 'assist', 'auto'] as const)
    expect(inMode(mode, { action })).toEqual({ kind: 'allowed' });
  const byPeople = withRule(path, 'human_only');
  expect(inMode('auto', { action, plan: byPeople })).toMatchObject({ kind: 'never', reason: 'human-only', path });
  expect(inMode('manual', { action, plan: byPeople })).toEqual({ kind: 'allowed' });
}

export const executionRules: readonly RuleTest[] = actionIds.map((action) => {
  const path = `actions.${action}.execution`;
  const check = executions[action] === 'human_only' ? checkHumanOnly : checkAssisted;
  return rule(path, () => check(path, action));
});
