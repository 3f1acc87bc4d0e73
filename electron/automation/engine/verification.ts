import type { Step } from '../playbooks/playbook-schema.ts';
import { takeEvidenceBeside } from './evidence-taking.ts';
import { halt, reach, type Halt, type Reached } from './reached.ts';
import { walkRoutes } from './routes.ts';
import { isAlike } from './step-readings.ts';
import { endStep } from './step-outcome.ts';
import { peopleCome } from './subject-size.ts';
import type { WalkDeps } from './walking.ts';

/** Under which name the subject was looked for: the one it has once the act is done, or the one before. */
export type Naming = 'after' | 'before';

export interface PresentState {
  /** What the page says now. */
  readonly value: string;
  readonly isGoal: boolean;
  readonly naming: Naming;
  /** It reads so under the name that the act is to give alone; the one before leads nowhere. It may be another one of that name. */
  readonly isByGoalAlone: boolean;
  /** Whether what was expected of the subject besides its name is about so; null when nothing was expected. */
  readonly agrees: boolean | null;
}

/**
 * Finds the subject and reads how things are now, without changing anything: under the names in the order given, until one
 * leads to it. That the name which the act is to give leads to something that reads so proves nothing while the name before
 * leads elsewhere: another group may have been called so all along. Then it ends by `group-ambiguous`. Needs an act with
 * `present` and `goal`.
 */
export async function findPresent(deps: WalkDeps, namings: readonly Naming[]): Promise<Reached<PresentState>> {
  const { state } = deps;
  const wasLooking = state.isLooking;
  state.isLooking = true;
  const found = await findUnder(deps, namings);
  state.isLooking = wasLooking;
  return found;
}

async function findUnder(deps: WalkDeps, namings: readonly Naming[]): Promise<Reached<PresentState>> {
  const { state } = deps;
  let miss = halt('group-not-found', 'there is no name to look for');
  for (const naming of namings) {
    if (naming === 'after' && state.options.playbook.act.subjectAfter === undefined) continue;
    const seen = await lookUnder(deps, naming);
    if (seen.ok) {
      const isOneSided = naming === 'after' && seen.value.isGoal && namings.includes('before');
      return isOneSided && hasOtherWay(deps) ? confirmSole(deps, seen.value) : seen;
    }
    miss = seen;
    if (!isNowhere(deps, seen.halt)) break;
  }
  return miss;
}

/** Looks once, under one of the names. */
async function lookUnder(deps: WalkDeps, naming: Naming): Promise<Reached<PresentState>> {
  const { state } = deps;
  const { playbook } = state.options;
  const { act } = playbook;
  useNaming(deps, naming);
  state.hasEntered = false;
  // What was read of another page says nothing about this one.
  for (const name of Object.keys(act.subjectAfter?.agrees ?? {})) state.values.delete(name);
  const end = await walkRoutes({ ...deps, commit: refuseCommit }, playbook, readingSteps(deps));
  return end.ok ? reach(readPresent(deps, naming)) : end;
}

/** What reads as the act was to make it is the subject only where the name before leads nowhere, or to what reads so too. */
async function confirmSole(deps: WalkDeps, seen: PresentState): Promise<Reached<PresentState>> {
  const { state } = deps;
  const { present } = state.options.playbook.act;
  // The page that reads so is left for the second look: it is kept as a picture first.
  await takeEvidenceBeside(deps.view, state);
  const other = await lookUnder(deps, 'before');
  if (!other.ok) {
    if (!isNowhere(deps, other.halt)) return other;
    if (present !== undefined) state.values.set(present, seen.value);
    return reach({ ...seen, isByGoalAlone: true });
  }
  if (other.value.isGoal) return reach(seen);
  return halt('group-ambiguous', `besides what reads so there is still: ${other.value.value}`);
}

/** Nothing goes by that name. A page that was entered and is empty is something that there was. */
function isNowhere({ state }: WalkDeps, { code }: Halt): boolean {
  return code === 'group-not-found' && !state.hasEntered;
}

/** Whether the two names are looked for in different ways. A remark of the account's own outlasts the act: then one look is all. */
function hasOtherWay(deps: WalkDeps): boolean {
  const [after, before] = (['after', 'before'] as const).map((naming) => {
    useNaming(deps, naming);
    return wayText(deps);
  });
  return after !== before;
}

function wayText({ state }: WalkDeps): string {
  const { app, act } = state.options.playbook;
  return state.fill(JSON.stringify(act.reach.flat().map((part) => app.parts[part])), false);
}

/** The act's steps up to the one that reads the present state. */
function readingSteps({ state }: WalkDeps): readonly Step[] {
  const { steps, present } = state.options.playbook.act;
  const last = steps.findIndex((step) => step.as === present);
  return steps.slice(0, last + 1);
}

function useNaming({ state }: WalkDeps, naming: Naming): void {
  // Filled from what the run was given: the names of one look must not stand in those of the next.
  state.useVariables({});
  if (naming === 'before') return;
  const texts = Object.entries(state.options.playbook.act.subjectAfter?.set ?? {});
  state.useVariables(Object.fromEntries(texts.map(([name, text]) => [name, state.fill(text, false)])));
}

function readPresent({ state }: WalkDeps, naming: Naming): PresentState {
  const { present, goal } = state.options.playbook.act;
  const value = String(state.values.get(present ?? '') ?? '');
  return {
    value,
    isGoal: goal !== undefined && isAlike(value, state.fill(goal, false)),
    naming,
    isByGoalAlone: false,
    agrees: state.agrees(peopleCome),
  };
}

async function refuseCommit(step: Step): Promise<ReturnType<typeof endStep>> {
  return endStep('playbook-invalid', `${step.id}: a look never commits`);
}
