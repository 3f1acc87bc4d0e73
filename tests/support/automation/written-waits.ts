import { budgets } from '../../../electron/automation/engine/budgets.ts';
import type { PlaybookAct } from '../../../electron/contract/automation.ts';
import type { Playbook } from '../../../electron/automation/playbooks/playbooks.ts';
import type { Span, WatchedPause } from './outside-watch.ts';

/** A step while it was under way, and the wait that its author wrote down. */
export interface SteadyStep extends Span {
  readonly steadyMs: number;
}

/** A wait, and how much of it a playbook asks for. */
export interface WeighedPause extends WatchedPause {
  readonly writtenMs: number;
}

/**
 * Tells which waits a playbook wrote down: those that were made while a step with a `steadyMs` was under way, whatever their length, up
 * to that long and one poll for each time that the step was done. Waits of other steps are never written, and what the phone was
 * waited for is not needed to be.
 */
export function weighPauses(pauses: readonly WatchedPause[], steps: readonly SteadyStep[]): WeighedPause[] {
  const left = new Map(steps.map((step) => [step, step.steadyMs === 0 ? 0 : step.steadyMs + budgets.pollMs]));
  return pauses.map((pause) => {
    const step = steps.find(({ startMs, endMs }) => pause.startMs >= startMs && pause.endMs <= endMs);
    const leftMs = step === undefined || pause.cause === 'phone' ? 0 : (left.get(step) ?? 0);
    const writtenMs = Math.min(leftMs, pause.askedMs);
    if (step !== undefined) left.set(step, (left.get(step) ?? 0) - writtenMs);
    return { ...pause, writtenMs };
  });
}

/** The `steadyMs` of every step of an act and of the parts that may lead to it, by the step's id. */
export function steadyMsOf({ app, act }: Playbook): ReadonlyMap<string, number> {
  const parts = act.reach.flat().flatMap((part) => app.parts[part] ?? []);
  return new Map([...parts, ...act.steps].map(({ id, steadyMs = 0 }) => [id, steadyMs]));
}

/** What an act's playbook writes down in all, where every part that may lead to it is walked. */
export function writtenMsOf(playbook: Playbook): { readonly act: PlaybookAct; readonly ms: number } {
  return { act: playbook.act.act, ms: [...steadyMsOf(playbook).values()].reduce((total, ms) => total + ms, 0) };
}
