import type { Step } from '../playbooks/playbook-schema.ts';
import { tapPointOf } from '../tap-target.ts';
import { budgets } from './budgets.ts';
import { scrollPage } from './locating.ts';
import type { Look } from './recognition.ts';
import { endStep, endStepOn, nameOf, type FoundView, type StepDeps, type StepOutcome } from './step-outcome.ts';

/** Taps what was found. A view under a bar is scrolled from under it first; one without a place is never tapped. */
export async function tapOn(deps: StepDeps, step: Step, found: FoundView): Promise<StepOutcome> {
  const { view, state } = deps;
  const point = tapPointOf(found.node, found.page);
  if (point === null) {
    if (found.node.bounds === null) return endStep('unknown-screen', `${step.id}: the view has no place on the screen`);
    const refused = await scrollPage(view, found.page, 'down');
    return refused === null ? { kind: 'again', note: 'covered' } : { kind: 'halt', halt: refused };
  }
  if (isNamed(step)) state.hasEntered = true;
  const tapped = await view.tap(point);
  if (!tapped.ok) return endStepOn(tapped.error);
  state.set(step.set);
  return settle(deps, step, found.alternate);
}

/** What the step taps is found by a name that the run was given. */
function isNamed({ find, text }: Step): boolean {
  return JSON.stringify([find, text]).includes('${');
}

export async function pressBack(deps: StepDeps, step: Step): Promise<StepOutcome> {
  const pressed = await deps.view.press('BACK');
  return pressed.ok ? settle(deps, step, 0) : endStepOn(pressed.error);
}

/** Waits for what the step expects, not for rest. What does not come is looked at anew from where the run then stands. */
export async function settle({ state, view }: StepDeps, step: Step, alternate: number): Promise<StepOutcome> {
  const { expect } = step;
  if (expect === undefined) return { kind: 'next', alternate };
  const find = expect.find === undefined ? null : state.search(expect.find);
  const gone = expect.gone === undefined ? null : state.search(expect.gone);
  const isThere = (look: Look): boolean =>
    look.kind === 'screen' &&
    (expect.screen === undefined || expect.screen.includes(look.screen)) &&
    (find === null || find.all(look.page).length > 0) &&
    (gone === null || gone.all(look.page).length === 0);
  const look = await view.waitFor(isThere, Math.max(step.withinMs ?? 0, budgets.pageMs));
  if (!isThere(look))
    return { kind: 'again', note: `expected ${expect.screen?.join('/') ?? 'a change'}, saw ${nameOf(look)}` };
  if (look.kind === 'screen' && !step.on.includes(look.screen)) state.atTop.add(look.screen);
  return { kind: 'next', alternate };
}
