import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import { atLeast, atMost, exactly, told, type Figure } from '../show-line.ts';
import { longestWritten, watchAct, type WatchedAct, type WatchedStep } from './watched-acts.ts';

/** A step may read so much oftener than it declares: what it does leads to another page, which is the next one's. */
const spareReads = 1;
const readsOfControl = 3;
const mostWrittenMs = 400;

/** A read that is not needed costs more than all that the engine does besides; a wait that is written down is one too. */
export function describeReads(acts: readonly WatchedAct[]): Figure[] {
  const steps = acts.flatMap((watched) => watched.steps);
  const wasteful = acts.flatMap((watched) => wastefulOf(watched.steps).map((step) => `${watched.act} ${tell(step)}`));
  const { act, ms } = longestWritten();
  const mean = (readsOf: (step: WatchedStep) => number): string =>
    (steps.reduce((total, step) => total + readsOf(step), 0) / steps.length).toFixed(2);
  return [
    exactly(
      `steps that read the view tree oftener than they declare and ${spareReads} more`,
      wasteful.join('; ') || 'none',
      'none',
    ),
    told(
      'reads of the view tree a step, mean',
      mean(({ treeReads }) => treeReads),
    ),
    told(
      'what steps declare, mean',
      mean(({ declaredReads }) => declaredReads),
    ),
    atMost(`waits that a shipped playbook writes down (steadyMs), most in one act (${act})`, ms, mostWrittenMs, 'ms'),
  ];
}

/** The same act by an engine that reads every page three times: of its steps that read anything, at least half must be seen. */
export async function showReadControl(driver: UiDriver, signal: AbortSignal): Promise<Figure> {
  const order = { act: 'read-own-identity', variables: {}, signal, readsEach: readsOfControl } as const;
  const { steps } = await watchAct(driver, order);
  const reading = steps.filter(({ treeReads }) => treeReads > 0);
  return atLeast(
    `control: steps seen where every page is read ${readsOfControl} times`,
    wastefulOf(reading).length,
    Math.ceil(reading.length / 2),
    'steps',
  );
}

function wastefulOf(steps: readonly WatchedStep[]): readonly WatchedStep[] {
  return steps.filter(({ treeReads, declaredReads }) => treeReads > declaredReads + spareReads);
}

function tell({ step, treeReads, declaredReads }: WatchedStep): string {
  return `${step}: ${treeReads} of ${declaredReads}`;
}
