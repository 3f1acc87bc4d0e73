import { expect } from 'vitest';
import type { ActQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import {
  conditions,
  stageIds,
  type Condition,
  type Plan,
  type StageId,
} from '../../../electron/accounts/plans/plan.ts';
import { groupOf, limitOf } from '../../support/gate/gate-questions.ts';
import { answerAt, byHand, inStage } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { expectRaised, judged, template, withRule } from './template.ts';
import { tools, type ToolRow } from './tool-table.ts';
import { reasonAt, using } from './tool-use.ts';

/** The tool holds whoever does its action, also where no tool is named. */
function checkAction(row: ToolRow): void {
  const path = `tool_gates.${row.tool}.action`;
  if (row.action === null) {
    checkNoAction(row, path);
    return;
  }
  const gate = `tool_gates.${row.tool}.min_stage`;
  const asked = (plan: Plan): string | null => {
    const standing = inStage(row.minStage === 'S4' ? 'S3' : 'S4');
    return reasonAt(gate, { ...byHand({ plan, standing }), action: row.action });
  };
  // Two tools invite people: of a person who names none the one is asked that is open sooner.
  const isLeast = row.tool !== '关键词拉群';
  expect(asked(template)).toBe(isLeast ? 'tool-stage' : null);
  expect(asked(withRule(path, 'profile_field_edit'))).toBeNull();
  if (!isLeast) expect(asked(withRule('tool_gates.邀请入群.action', 'group_rename'))).toBe('tool-stage');
  expectRaised(path, 'profile_field_edit');
}

/** Nothing is written in the messenger: no mode is needed, no cap counts it, and no action goes by its gate. */
function checkNoAction(row: ToolRow, path: string): void {
  const nobody = { account: { accountId: 'a1', mode: null }, standing: inStage('S0'), amount: 1_000 } as const;
  expect(mayAct(using(row, nobody))).toEqual({ kind: 'allowed' });
  const early = byHand({ action: 'group_rename', standing: inStage('S3') });
  expect(answerAt('tool_gates.批量改群名.min_stage', early)).not.toBeNull();
  // As a tool that renames groups from the first stage on, it would open what the other one closes.
  const opened = withRule(path, 'group_rename');
  expect(answerAt('tool_gates.批量改群名.min_stage', { ...early, plan: opened })).toBeNull();
}

function checkMinStage(row: ToolRow): void {
  const path = `tool_gates.${row.tool}.min_stage`;
  const heldIn = (plan: Plan): StageId[] =>
    stageIds.filter((id) => reasonAt(path, using(row, { plan, standing: inStage(id) })) === 'tool-stage');
  const place = stageIds.indexOf(row.minStage);
  expect(heldIn(template)).toEqual(stageIds.slice(0, place));
  expect(heldIn(withRule(path, 'S6'))).toEqual(['S0', 'S1', 'S2', 'S3', 'S4', 'S5']);
  expect(heldIn(withRule(path, 'S1'))).toEqual(['S0']);
}

const effects = { normal: null, warning: 'half', cooldown: 'closed', suspended: 'suspended' } as const;

function ill(condition: Condition): ActQuestion['standing'] {
  const effect = effects[condition];
  return { stageId: 'S6', lowered: [], limits: effect === null ? [] : [limitOf({ effect })] };
}

function checkHealth(row: ToolRow): void {
  const path = `tool_gates.${row.tool}.health`;
  const fitIn = (plan: Plan): Condition[] =>
    conditions.filter((each) => reasonAt(path, using(row, { plan, standing: ill(each) })) === null);
  expect(fitIn(template)).toEqual(row.health);
  expect(fitIn(withRule(path, ['normal', 'cooldown']))).toEqual(['normal', 'cooldown']);
  expect(fitIn(withRule(path, ['suspended']))).toEqual(['suspended']);
  if (row.health.length > 1) expect(judged({ [path]: ['normal'] }).kind).toBe('allowed');
  if (row.health.length < 4) expectRaised(path, [...conditions]);
}

function checkMaxBatch(row: ToolRow): void {
  const { maxBatch = 0 } = row;
  const path = `tool_gates.${row.tool}.max_batch`;
  const asked = (amount: number, plan = template): string | null => reasonAt(path, using(row, { amount, plan }));
  expect([asked(maxBatch), asked(maxBatch + 1)]).toEqual([null, 'over-batch']);
  expect([
    asked(maxBatch + 1, withRule(path, maxBatch + 1)),
    asked(maxBatch + 2, withRule(path, maxBatch + 1)),
  ]).toEqual([null, 'over-batch']);
  if (maxBatch > 1) expect(asked(maxBatch, withRule(path, maxBatch - 1))).toBe('over-batch');
}

function checkRoles(row: ToolRow): void {
  const path = `tool_gates.${row.tool}.role_in_group`;
  const fits = (plan: Plan): readonly (string | null)[] =>
    (['owner', 'admin', 'member', null] as const).map((ownRole) =>
      reasonAt(path, using(row, { plan, group: groupOf({ ownRole }) })),
    );
  const missing = 'role-missing';
  expect(fits(template)).toEqual([
    null,
    row.roles?.includes('admin') === true ? null : missing,
    missing,
    'role-unread',
  ]);
  expect(fits(withRule(path, ['admin']))).toEqual([missing, null, missing, 'role-unread']);
  expect(fits(withRule(path, undefined))).toEqual([null, null, null, null]);
}

export const toolRules: readonly RuleTest[] = tools.flatMap((row) => {
  const ground = `tool_gates.${row.tool}`;
  return [
    rule(`${ground}.action`, () => checkAction(row)),
    rule(`${ground}.min_stage`, () => checkMinStage(row)),
    rule(`${ground}.health`, () => checkHealth(row)),
    ...(row.maxBatch === undefined ? [] : [rule(`${ground}.max_batch`, () => checkMaxBatch(row))]),
    ...(row.roles === undefined ? [] : [rule(`${ground}.role_in_group`, () => checkRoles(row))]),
  ];
});
