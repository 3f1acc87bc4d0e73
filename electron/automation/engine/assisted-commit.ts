import type { Step } from '../playbooks/playbook-schema.ts';
import { halt, haltOn } from './reached.ts';
import { readResult, type ResultReading } from './result-reading.ts';
import type { RecoveryDeps } from './recovery.ts';
import type { Brink } from './run-ports.ts';
import { endStep, type StepOutcome } from './step-outcome.ts';

/** Between two looks while a person works on the phone. */
const watchMs = 700;

/**
 * Leaves the committing tap to the operator, and watches the screen meanwhile: what it shows counts, whatever is answered.
 * The engine touches nothing until the wait is over.
 */
export async function awaitOperator(deps: RecoveryDeps, step: Step, brink: Brink): Promise<StepOutcome> {
  const { state, view } = deps;
  const seen = new AbortController();
  const done = new AbortController();
  const watching = watch(deps, done.signal, () => seen.abort());
  // From the moment the brink is shown the operator may commit.
  state.wasCommitted = true;
  const answer = await state.options.operator.commitByHand(brink, AbortSignal.any([view.signal, seen.signal]));
  done.abort();
  const reading = await watching;
  if (reading?.kind === 'proven' || reading?.kind === 'refused') return { kind: 'next', alternate: 0 };
  if (!answer.ok) {
    if (answer.error.code === 'aborted') return { kind: 'halt', halt: haltOn(answer.error).halt };
    state.wasCommitted = false;
    return { kind: 'halt', halt: halt('commit-refused', answer.error.message, { fault: answer.error }).halt };
  }
  if (answer.value === 'given-up') return endStep('given-up', `${step.id}: the operator gave up`);
  return { kind: 'next', alternate: 0 };
}

async function watch(deps: RecoveryDeps, done: AbortSignal, onSeen: () => void): Promise<ResultReading | null> {
  const { view } = deps;
  while (!done.aborted && !view.signal.aborted) {
    await view.pause(watchMs);
    if (done.aborted) break;
    const reading = readResult(deps.state, await view.lookAgain());
    if (reading.kind === 'open') continue;
    onSeen();
    return reading;
  }
  return null;
}
