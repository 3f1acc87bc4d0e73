import { stageIds, toolNames, type ToolGate, type ToolName } from '../../plans/plan.ts';
import type { ActQuestion, GateRule, Hindrance } from '../act-question.ts';
import { conditionAt, isInForce, lacksOf } from '../limits-in-force.ts';
import { stageIdAt } from '../numbers-in-force.ts';
import { firstOpening } from '../opening.ts';
import { lacksOfNextStage } from '../stage-lacks.ts';

/** A tool is for accounts of a stage and later ones. */
export const toolStage: GateRule = forTools((question, gate, path) => {
  const { standing, action, now } = question;
  const isReached = (at: number): boolean => rank(stageIdAt(standing, action, at)) >= rank(gate.minStage);
  if (isReached(now)) return null;
  const until = firstOpening(question, (from) => (isReached(from) ? from : null));
  const lacks = until === null ? lacksOfNextStage(question, ({ id }) => rank(id) >= rank(gate.minStage)) : {};
  return {
    kind: 'held',
    reason: 'tool-stage',
    until,
    path: `${path}.min_stage`,
    detail: { stageId: stageIdAt(standing, action, now), minStage: gate.minStage, ...lacks },
  };
});

/** A tool is for accounts in some conditions only: a signal about other actions is no concern of it. */
export const toolHealth: GateRule = forTools((question, gate, path) => {
  const isFit = (at: number): boolean => gate.health.includes(conditionAt(question, question.action, at));
  if (isFit(question.now)) return null;
  const inForce = question.standing.limits.filter((limit) => isInForce(limit, question.action, question.now));
  return {
    kind: 'held',
    reason: 'tool-health',
    until: firstOpening(question, (from) => (isFit(from) ? from : null)),
    path: `${path}.health`,
    detail: { condition: conditionAt(question, question.action, question.now), ...lacksOf(inForce) },
  };
});

/** One plan takes so much of an account and no more; the next one is read and confirmed by itself. */
export const toolBatch: GateRule = forTools(({ amount, batchAmount = amount }, { maxBatch }, path) => {
  if (maxBatch === undefined || batchAmount <= maxBatch) return null;
  const detail = { limit: maxBatch, amount: batchAmount };
  return { kind: 'never', reason: 'over-batch', path: `${path}.max_batch`, detail };
});

/** Some tools need a role in the group. */
export const toolRole: GateRule = forTools(({ group }, { roleInGroup }, path) => {
  if (roleInGroup === undefined || group === null) return null;
  const rule = { path: `${path}.role_in_group`, detail: { groupId: group.groupId, role: group.ownRole } };
  if (group.ownRole === null) return { kind: 'held', reason: 'role-unread', until: null, ...rule };
  if (roleInGroup.some((role) => role === group.ownRole)) return null;
  return { kind: 'never', reason: 'role-missing', ...rule };
});

/** One campaign goes to so many groups, depending on the stage. */
export const toolRecipients: GateRule = forTools((question, { confirm }, path) => {
  const { recipientCount, standing, action, now } = question;
  const rule = confirm.find(({ kind }) => kind === 'recipients-max');
  if (recipientCount === undefined || rule?.kind !== 'recipients-max') return null;
  const limit = rule.groups[stageIdAt(standing, action, now)];
  if (limit === undefined || recipientCount <= limit) return null;
  return { kind: 'never', reason: 'too-many-recipients', path: `${path}.confirm`, detail: { limit, recipientCount } };
});

function forTools(rule: (question: ActQuestion, gate: ToolGate, path: string) => Hindrance | null): GateRule {
  return (question) => {
    const tool = toolOf(question);
    return tool === null ? null : rule(question, question.plan.toolGates[tool], `tool_gates.${tool}`);
  };
}

/** The tool that was named, or the one that asks for the lowest stage of those that the plan has for the action. */
function toolOf({ tool, action, plan }: ActQuestion): ToolName | null {
  if (tool !== undefined) return tool;
  if (action === null) return null;
  let least: ToolName | null = null;
  for (const name of toolNames) {
    const { action: done, minStage } = plan.toolGates[name];
    if (done !== action) continue;
    if (least === null || rank(minStage) < rank(plan.toolGates[least].minStage)) least = name;
  }
  return least;
}

function rank(stageId: (typeof stageIds)[number]): number {
  return stageIds.indexOf(stageId);
}
