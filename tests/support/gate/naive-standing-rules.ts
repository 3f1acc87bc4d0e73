import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { outboundActionIds, stageIds, toolNames } from '../../../electron/accounts/plans/plan.ts';
import { changesOf, limitsAt, stageAt, stateOf, type NaiveRule } from './naive-ground.ts';

export function signalRules(question: WriteQuestion): NaiveRule[] {
  const { plan, action } = question;
  const isAssisted = plan.actions[action].execution === 'assisted';
  const rule = (name: string, effect: 'half' | 'closed' | 'suspended'): NaiveRule => ({
    name,
    isNever: false,
    moments: changesOf(question),
    holds: (at) =>
      limitsAt(question, at).some((limit) => {
        if (limit.effect !== effect) return false;
        if (limit.scope !== 'all' && effect !== 'half') return true;
        const words: readonly string[] = plan.health.states[stateOf[effect]].closes;
        if (words.includes('all') || words.includes(action)) return true;
        if (words.includes('assisted') && isAssisted) return true;
        return words.includes('outbound') && outboundActionIds.includes(action);
      }),
  });
  return [rule('suspended', 'suspended'), rule('cooldown', 'closed'), rule('warning-closed', 'half')];
}

export function personRules({ plan, action, account, phone }: WriteQuestion): NaiveRule[] {
  const isHuman = plan.actions[action].execution === 'human_only';
  const isMachine = account.mode === 'assist' || account.mode === 'auto';
  return [
    { name: 'human-only', isNever: true, moments: [], holds: () => isHuman && isMachine },
    { name: 'mode-not-chosen', isNever: false, moments: [], holds: () => account.mode === null },
    { name: 'device-hold', isNever: false, moments: [], holds: () => !phone.isHealthy },
  ];
}

export function toolRules(question: WriteQuestion): NaiveRule[] {
  const { plan, action, group, amount, recipientCount } = question;
  const fitting = toolNames.filter((name) => plan.toolGates[name].action === action);
  const ranked = fitting.toSorted(
    (one, other) => stageIds.indexOf(plan.toolGates[one].minStage) - stageIds.indexOf(plan.toolGates[other].minStage),
  );
  const tool = question.tool ?? ranked[0];
  if (tool === undefined) return [];
  const gate = plan.toolGates[tool];
  const moments = changesOf(question);
  const role = group === null ? undefined : group.ownRole;
  const isRoleAsked = gate.roleInGroup !== undefined && group !== null;
  const roles: readonly string[] = gate.roleInGroup ?? [];
  const conditionAt = (at: number): 'normal' | 'warning' | 'cooldown' | 'suspended' => {
    const effects = new Set(limitsAt(question, at).map(({ effect }) => effect));
    if (effects.has('suspended')) return 'suspended';
    if (effects.has('closed')) return 'cooldown';
    return effects.has('half') ? 'warning' : 'normal';
  };
  const recipients = gate.confirm.find(({ kind }) => kind === 'recipients-max');
  const isTooMany = (at: number): boolean => {
    const stage = stageIds[stageAt(question, at)] ?? 'S0';
    const most = recipients?.kind === 'recipients-max' ? recipients.groups[stage] : undefined;
    return most !== undefined && recipientCount !== undefined && recipientCount > most;
  };
  const minStage = stageIds.indexOf(gate.minStage);
  return [
    { name: 'tool-stage', isNever: false, moments, holds: (at) => stageAt(question, at) < minStage },
    { name: 'tool-health', isNever: false, moments, holds: (at) => !gate.health.includes(conditionAt(at)) },
    { name: 'over-batch', isNever: true, moments, holds: () => gate.maxBatch !== undefined && amount > gate.maxBatch },
    { name: 'role-unread', isNever: false, moments: [], holds: () => isRoleAsked && role === null },
    {
      name: 'role-missing',
      isNever: true,
      moments: [],
      holds: () => isRoleAsked && typeof role === 'string' && !roles.includes(role),
    },
    { name: 'too-many-recipients', isNever: true, moments, holds: isTooMany },
  ];
}
