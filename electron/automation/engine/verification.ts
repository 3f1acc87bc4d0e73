import type { Step } from '../playbooks/playbook-schema.ts';
import { halt, reach, type Halt, type Reached } from './reached.ts';
import { walkRoutes } from './routes.ts';
import { isAlike } from './step-readings.ts';
import { endStep } from './step-outcome.ts';
import type { WalkDeps } from './walking.ts';

/** Under which name the subject was looked for: the one it has once the act is done, or the one before. */
export type Naming = 'after' | 'before';

export interface PresentState {
  /** What the page says now. */
  readonly value: string;
  readonly isGoal: boolean;
  readonly naming: Naming;
  /** Whether what was expected of the subject besides its name is about so; null when nothing was expected. */
  readonly agrees: boolean | null;
}

/**
 * Finds the subject and reads how things are now, without changing anything: under the names in the order given, until one
 * leads to it. Needs an act with `present` and `goal`.
 */
export async function findPresent(deps: WalkDeps, namings: readonly Naming[]): Promise<Reached<PresentState>> {
  const { state } = deps;
  const { act } = state.options.playbook;
  const misses: Halt[] = [];
  const wasLooking = state.isLooking;
  state.isLooking = true;
  for (const naming of namings) {
    if (naming === 'after' && act.subjectAfter === undefined) continue;
    const changes = naming === 'after' ? filled(deps, act.subjectAfter?.set ?? {}) : {};
    state.useVariables(changes);
    const end = await walkRoutes({ ...deps, commit: refuseCommit }, state.options.playbook, readingSteps(deps));
    if (end.ok) {
      state.isLooking = wasLooking;
      return reach(readPresent(deps, naming));
    }
    misses.push(end.halt);
    if (end.halt.code !== 'group-not-found') break;
  }
  state.isLooking = wasLooking;
  return { ok: false, halt: misses.at(-1) ?? halt('group-not-found', 'there is no name to look for').halt };
}

/** People come and go between two readings. */
const peopleCome = { least: 3, share: 0.05 } as const;

/** The act's steps up to the one that reads the present state. */
function readingSteps({ state }: WalkDeps): readonly Step[] {
  const { steps, present } = state.options.playbook.act;
  const last = steps.findIndex((step) => step.as === present);
  return steps.slice(0, last + 1);
}

function filled({ state }: WalkDeps, texts: Readonly<Record<string, string>>): Record<string, string> {
  // Filled from what the run was given: the names of one look must not stand in those of the next.
  state.useVariables({});
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, state.fill(text, false)]));
}

function readPresent({ state }: WalkDeps, naming: Naming): PresentState {
  const { present, goal } = state.options.playbook.act;
  const value = String(state.values.get(present ?? '') ?? '');
  return {
    value,
    isGoal: goal !== undefined && isAlike(value, state.fill(goal, false)),
    naming,
    agrees: state.agrees(peopleCome),
  };
}

async function refuseCommit(step: Step): Promise<ReturnType<typeof endStep>> {
  return endStep('playbook-invalid', `${step.id}: a look never commits`);
}
