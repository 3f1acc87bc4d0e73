import { fileURLToPath } from 'node:url';
import { readShippedPlan } from '../../../electron/accounts/plans/plan-files.ts';
import {
  actionIds,
  type ActionId,
  type Cap,
  type ExitRule,
  type Plan,
  type Stage,
} from '../../../electron/accounts/plans/plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';

interface BriskStage {
  readonly days: readonly [number, number | null];
  readonly exits: readonly ExitRule[];
  readonly hasTasks?: boolean;
}

/** Days in place of weeks: most of these stages are left by the day alone. */
const quick: readonly BriskStage[] = [
  { days: [0, 0], exits: [{ kind: 'sign-off' }] },
  {
    days: [1, 2],
    exits: [
      { kind: 'day', atLeast: 2 },
      { kind: 'health-normal', days: 2 },
    ],
  },
  { days: [3, 4], exits: [{ kind: 'day', atLeast: 4 }] },
  {
    days: [5, 7],
    exits: [
      { kind: 'day', atLeast: 7 },
      { kind: 'no-warning', days: 3 },
    ],
  },
  { days: [8, 11], exits: [{ kind: 'day', atLeast: 12 }] },
  {
    days: [12, 16],
    exits: [
      { kind: 'day', atLeast: 16 },
      { kind: 'no-cooldown', days: 5 },
    ],
  },
  { days: [17, null], exits: [] },
];

/** The same with people wanted at some of the ends. */
const attended: readonly BriskStage[] = quick.map((stage, index) => {
  if (index === 2) return { ...stage, exits: [...stage.exits, { kind: 'required-tasks' }], hasTasks: true };
  return index === 4 || index === 5 ? { ...stage, exits: [...stage.exits, { kind: 'sign-off' }] } : stage;
});

/** What some actions may do in S0 to S6; a 0 in the midst of others is closed again. */
const caps: Partial<Record<ActionId, readonly Pick<Cap, 'perHour' | 'perDay' | 'perWeek'>[]>> = {
  group_rename: [0, 0, 1, 0, 2, 3, 8].map((perDay, index) => (index === 6 ? { perDay, perHour: 2 } : { perDay })),
  group_message_campaign: [0, 0, 0, 0, 0, 1, 1].map((perDay) => ({ perDay, perWeek: 3 })),
  friend_accept_inbound: [0, 2, 3, 3, 4, 4, 4].map((perDay) => ({ perDay })),
  group_owner_transfer: [0, 0, 0, 0, 1, 2, 2].map((perDay) => ({ perDay })),
};

export const shippedPlan = readShipped();

/** Plans of all kinds, as texts: the shipped one, and some whose stages take days. */
export const planTexts: readonly string[] = [
  writePlan(shippedPlan),
  writePlan(briskPlan(quick)),
  writePlan(briskPlan(attended)),
  writePlan({ ...briskPlan(quick), restWindows: [] }),
];

function readShipped(): Plan {
  const { plan } = readShippedPlan(fileURLToPath(new URL('../../../resources/', import.meta.url)));
  if (plan === null) throw new Error('the shipped plan cannot be read');
  return plan;
}

function briskPlan(brisk: readonly BriskStage[]): Plan {
  const { stages, reOnboarding, toolGates } = shippedPlan;
  return {
    ...shippedPlan,
    planId: 'brisk',
    stages: stages.map((stage, index) => briskStage(stage, index, brisk[index])),
    reOnboarding: reOnboarding.map((rule) => (rule.noLoginDays === undefined ? rule : { ...rule, noLoginDays: 400 })),
    toolGates: { ...toolGates, 批量改群名: { ...toolGates.批量改群名, minStage: 'S2' } },
  };
}

function briskStage(stage: Stage, index: number, brisk: BriskStage | undefined): Stage {
  if (brisk === undefined) throw new Error(`no brisk days for ${stage.id}`);
  const [dayFrom, dayTo] = brisk.days;
  const capped: Record<ActionId, Cap> = { ...stage.caps };
  for (const action of actionIds) {
    const numbers = caps[action]?.[index];
    if (numbers !== undefined) capped[action] = { ...numbers, evidence: 'assumption', sources: ['A'] };
  }
  const tasks = brisk.hasTasks === true ? stage.tasks : [];
  return { ...stage, dayFrom, dayTo, exitGate: brisk.exits, caps: capped, tasks };
}
