import { expect } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import type { StageId } from '../../../electron/accounts/plans/plan.ts';
import { judgeAttempt } from '../../../electron/jobs/attempt-judgement.ts';
import { nextItemState } from '../../../electron/jobs/states/item-state.ts';
import { nextJobState } from '../../../electron/jobs/states/job-state.ts';
import { inStage } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { expectRaised, expectTighter, judged, template, withRule } from './template.ts';
import { tools, type ToolRow } from './tool-table.ts';
import { reasonAt, using } from './tool-use.ts';

/**
 * What has to be said before the tool runs: no plan asks for less of it but by a supervisor. More of it is anybody's where it is seen to
 * for every job, and nobody's where nothing sees to it.
 */
function checkConfirm(row: ToolRow): void {
  const path = `tool_gates.${row.tool}.confirm`;
  if (row.confirm === 'none') {
    expect(mayAct(using(row))).toEqual({ kind: 'allowed' });
    expectUnkept(path, 'approver');
    return;
  }
  const clauses = row.confirm.split(' + ');
  const more = ['preview', 'plan reviewed'].find((clause) => !clauses.includes(clause));
  for (const clause of clauses) {
    const others = clauses.filter((other) => other !== clause);
    expectTighter(path, `${row.confirm} + ${more}`, others.length === 0 ? 'none' : others.join(' + '));
  }
  const unkept = ['consent of each person', 'second person agrees'].find((clause) => !clauses.includes(clause));
  expectUnkept(path, `${row.confirm} + ${unkept}`);
  expect(judged({ [path]: row.confirm })).toEqual({ kind: 'allowed', untilAt: null, raised: [] });
  expect(template.toolGates[row.tool].confirm).toHaveLength(clauses.length);
  if (row.tool === '批量改群名') checkOneClick();
  if (row.tool === '消息群发') checkRecipients(row, path);
}

/** Nobody may write down what nothing sees to, a supervisor no more than anybody. */
function expectUnkept(path: string, value: string): void {
  expect(judged({ [path]: value })).toMatchObject({ kind: 'never', problems: [{ code: 'tool-rule-unkept', path }] });
}

/** A batch of names is planned first, and begins by one click and nothing else. */
function checkOneClick(): void {
  const events = ['confirm', 'pause', 'resume', 'finish', 'reopen'] as const;
  expect(events.filter((event) => nextJobState('planned', event) === 'running')).toEqual(['confirm']);
  expect(nextItemState('planned', 'begin')).toBeNull();
}

/** To how many groups one campaign goes, by the stage. */
function checkRecipients(row: ToolRow, path: string): void {
  const asked = (stageId: StageId, recipientCount: number, plan = template): string | null =>
    reasonAt(path, using(row, { plan, standing: inStage(stageId), recipientCount }));
  const tooMany = 'too-many-recipients';
  expect([asked('S5', 20), asked('S5', 21), asked('S6', 50), asked('S6', 51)]).toEqual([null, tooMany, null, tooMany]);
  const fewer = withRule(path, 'approver + preview + recipients S5 <= 19 groups, S6 <= 49 groups');
  expect([asked('S5', 20, fewer), asked('S6', 50, fewer), asked('S6', 49, fewer)]).toEqual([tooMany, tooMany, null]);
  const more = withRule(path, 'approver + preview + recipients S5 <= 21 groups, S6 <= 51 groups');
  expect([asked('S5', 21, more), asked('S6', 51, more)]).toEqual([null, null]);
}

const otherPostchecks = ['name by re-read or operator', 'owner by re-read', 'members by re-read'];

/** No plan asks for no proof but by a supervisor, nor for one that the tool does not read. */
function checkPostcheck({ tool, postcheck = '' }: ToolRow): void {
  const path = `tool_gates.${tool}.postcheck`;
  expect(judged({ [path]: postcheck })).toEqual({ kind: 'allowed', untilAt: null, raised: [] });
  for (const other of otherPostchecks) if (other !== postcheck) expectUnkept(path, other);
  expectRaised(path, undefined);
  if (tool === '批量改群名') checkProvenNames();
}

/** How an attempt ends that tapped the button and was told to be done. */
function endOfName(verifiedBy: 'page' | 'operator' | null): string {
  const end = { state: 'done', code: null, detail: {}, after: '新名', verifiedBy, cooldownMs: null } as const;
  const facts = {
    purpose: 'run',
    isMarked: true,
    stop: null,
    refusal: null,
    before: '旧名',
    afterMark: 'review',
  } as const;
  return judgeAttempt({ ...facts, end, wasTried: true, isByHandNow: false, mayLandUntilAt: null }).attempt.state;
}

/** A name that was tapped and neither read anew nor ticked by the operator is not done. */
function checkProvenNames(): void {
  expect([endOfName('page'), endOfName('operator'), endOfName(null)]).toEqual(['done', 'done', 'unknown']);
}

const otherUndos = ['restore plan', 'none', 're-invite list'];

/** What can be taken back is said as it is: there is no other word for it, and none at all is a supervisor's. */
function checkUndo({ tool, undo = '' }: ToolRow): void {
  const path = `tool_gates.${tool}.undo`;
  expect(judged({ [path]: undo })).toEqual({ kind: 'allowed', untilAt: null, raised: [] });
  for (const other of otherUndos) if (other !== undo) expectUnkept(path, other);
  expectRaised(path, undefined);
}

export const toolConfirmRules: readonly RuleTest[] = tools.flatMap((row) => {
  const ground = `tool_gates.${row.tool}`;
  return [
    rule(`${ground}.confirm`, () => checkConfirm(row)),
    ...(row.postcheck === undefined ? [] : [rule(`${ground}.postcheck`, () => checkPostcheck(row))]),
    ...(row.undo === undefined ? [] : [rule(`${ground}.undo`, () => checkUndo(row))]),
  ];
});
