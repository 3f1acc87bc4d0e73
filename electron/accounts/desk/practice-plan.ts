import {
  actionIds,
  conditions,
  toolNames,
  type ActionId,
  type Cap,
  type Plan,
  type ToolGate,
  type ToolName,
} from '../plans/plan.ts';

/** More than anybody does. */
const plenty = 1_000_000;

/**
 * What an account on a virtual phone goes by that was put under no plan: nobody is behind it, so nothing of it has to be spared.
 * It has neither caps nor gaps nor rest windows. What the platform said is heeded all the same, so that an incident can be practised:
 * a prompt closes what it closes on a real account, and whatever only people do is done by people.
 */
export function practicePlan(plan: Plan): Plan {
  return {
    ...plan,
    counting: { ...plan.counting, perGroup: {}, sharedOverAccounts: [] },
    stages: plan.stages.map((stage) => ({ ...stage, caps: uncapped(stage.caps) })),
    intervals: {
      ...plan.intervals,
      minSeconds: {},
      minSecondsPerGroup: {},
      maxContinuousBatchMinutes: plenty,
      pauseBetweenBatchesMinutes: 0,
    },
    restWindows: [],
    toolGates: opened(plan.toolGates),
  };
}

function uncapped(caps: Readonly<Record<ActionId, Cap>>): Record<ActionId, Cap> {
  const free: Record<ActionId, Cap> = { ...caps };
  for (const action of actionIds) {
    const { evidence, sources } = caps[action];
    free[action] = { perDay: plenty, evidence, sources };
  }
  return free;
}

function opened(gates: Plan['toolGates']): Record<ToolName, ToolGate> {
  const free: Record<ToolName, ToolGate> = { ...gates };
  for (const name of toolNames) {
    const { action, confirm } = gates[name];
    free[name] = { action, confirm, minStage: 'S0', health: conditions };
  }
  return free;
}
