import type { Step } from '../playbooks/playbook-schema.ts';
import type { Playbook } from '../playbooks/playbooks.ts';
import { halt, type Halt } from './reached.ts';
import { StepWalk, type WalkDeps, type WalkEnd } from './walking.ts';

/** One way to do an act: which part was chosen for each stage that leads there, and the steps in all. */
interface Route {
  readonly choice: readonly number[];
  readonly steps: readonly Step[];
  /** Where each stage's steps end. */
  readonly stageEnds: readonly number[];
}

/** Ends after which another part may lead to the same place. None of them has changed anything. */
const reroutable: ReadonlySet<Halt['code']> = new Set<Halt['code']>(['group-not-found', 'unknown-screen']);

/**
 * Walks an act's steps by the first route, and by the next where a part of the way does not lead there. `steps` are the
 * act's own, or some of them.
 */
export async function walkRoutes(deps: WalkDeps, playbook: Playbook, steps: readonly Step[]): Promise<WalkEnd> {
  const { reach: stages } = playbook.act;
  const misses: Halt[] = [];
  let choice: readonly number[] = stages.map(() => 0);
  for (;;) {
    const route = routeOf(playbook, steps, choice);
    const end = await new StepWalk(deps, route.steps).walk();
    if (end.ok || end.halt.isSaid || !reroutable.has(end.halt.code) || deps.state.wasCommitted) return end;
    const stage = route.stageEnds.findIndex((stageEnd) => end.at < stageEnd);
    if (stage < 0) return end;
    misses.push(end.halt);
    const next = (choice[stage] ?? 0) + 1;
    if (next >= (stages[stage]?.length ?? 0)) return { ...end, halt: sumUp(misses) };
    choice = choice.map((index, place) => (place === stage ? next : index));
  }
}

/**
 * The first part searches everything: its word counts that there is none. That another one found none in a list that it read whole
 * proves nothing by itself; where the first one showed none either, and only did not say so, it settles it.
 */
function sumUp(misses: readonly Halt[]): Halt {
  const [first] = misses;
  if (first?.code === 'group-not-found') return first;
  const proof = misses.find(({ code }) => code === 'group-not-found');
  if (first?.seems === 'group-not-found' && proof !== undefined) return proof;
  return misses.find(({ code }) => code === 'unknown-screen') ?? halt('unknown-screen', 'no way leads there').halt;
}

function routeOf({ app, act }: Playbook, steps: readonly Step[], choice: readonly number[]): Route {
  const stages = act.reach.map((parts, stage) => app.parts[parts[choice[stage] ?? 0] ?? ''] ?? []);
  const stageEnds = stages.map((_, stage) => stages.slice(0, stage + 1).flat().length);
  return { choice, steps: [...stages.flat(), ...steps], stageEnds };
}
