import { actionIds, type ActionId, type ToolName } from '../plans/plan.ts';

/** What of a plan an act is: the action that is counted, and the tool that does it. */
export interface PlannedAct {
  /** Null: nothing is written in a messenger. */
  readonly action: ActionId | null;
  readonly tool?: ToolName;
}

/** Acts as kinds of job call them. */
const acts: Readonly<Record<string, PlannedAct>> = {
  'rename-group': { action: 'group_rename', tool: '批量改群名' },
  read: { action: null },
  'by-hand': { action: null },
  'bench.step': { action: null },
};

/** The tools of plans that kinds of job are there for. */
export const toolsOfJobs: readonly ToolName[] = Object.values(acts).flatMap(({ tool }) =>
  tool === undefined ? [] : [tool],
);

/** Null: no plan says anything of such an act. A kind may also call its act as the plan calls the action. */
export function plannedAct(act: string): PlannedAct | null {
  if (Object.hasOwn(acts, act)) return acts[act] ?? null;
  const action = actionIds.find((id) => id === act);
  return action === undefined ? null : { action };
}
