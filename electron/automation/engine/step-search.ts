import type { UiTree } from '../hierarchy.ts';
import type { Step } from '../playbooks/playbook-schema.ts';
import { budgets } from './budgets.ts';
import { locate, type Located } from './locating.ts';
import { endStep, endUnsaid, type StepDeps, type StepOutcome } from './step-outcome.ts';

/** Looks on the step's screens for what it is about. */
export function locateFor({ state, view }: StepDeps, step: Step): Promise<Located> {
  const { atOnce } = step.whenMissing ?? {};
  return locate(view, {
    target: state.target(step),
    screens: step.on,
    steadyMs: step.steadyMs ?? 0,
    withinMs: step.withinMs ?? budgets.viewMs,
    isScrolledFor: step.scroll,
    atOnce: atOnce === undefined ? null : state.search(atOnce),
  });
}

/** A page without what was looked for. */
export interface MissingView {
  readonly page: UiTree;
  readonly isLoading: boolean;
}

/** What it means that the view is not there: what the step says, else that the screen is not what it seemed. */
export function judgeMissing(
  { state }: Pick<StepDeps, 'state'>,
  step: Step,
  { page, isLoading }: MissingView,
): StepOutcome {
  const { whenMissing } = step;
  if (isLoading) return endStep('unknown-screen', `${step.id}: the page does not end loading`);
  if (whenMissing === undefined) return endStep('unknown-screen', `${step.id}: the view is not there`);
  const { code, unless, set, atOnce, onlyIfSaid } = whenMissing;
  if (code === undefined) {
    state.set(set);
    return { kind: 'next', alternate: 0, isSkipped: true, note: 'not there' };
  }
  const shows = (query: typeof unless): boolean => query !== undefined && state.search(query).all(page).length > 0;
  if (shows(unless)) return endStep('unknown-screen', `${step.id}: it is there, but not where it is looked for`);
  const note = `${step.id}: not there`;
  return !onlyIfSaid || shows(atOnce) ? endStep(code, note) : endUnsaid(code, note);
}
