import { takeEvidence } from './evidence-taking.ts';
import { wordsOf } from './manual-run.ts';
import { halt, haltOn } from './reached.ts';
import { endDone, endFailed, type RunEnd } from './run-result.ts';
import { readText } from './step-readings.ts';
import type { WalkDeps } from './walking.ts';

/** Between two looks while a person works on the phone. */
const watchMs = 800;

/**
 * The operator brings up the page, and the console reads it without touching anything. Where the messenger hides its views the
 * operator's word is all there is, and nothing is read; a page that can be read and is another one is asked for again.
 */
export async function readByHand(deps: WalkDeps): Promise<RunEnd> {
  for (;;) {
    if ((await lookFor(deps)) === 'read') return endDone('page');
    const shown = await show(deps);
    if (shown.isRead) return endDone('page');
    if (!shown.answer.ok) {
      const { error } = shown.answer;
      const isCut = error.code === 'aborted';
      return endFailed(isCut ? haltOn(error).halt : halt('commit-refused', error.message, { fault: error }).halt);
    }
    if (shown.answer.value !== 'committed') return endFailed(halt('given-up', 'the operator gave up').halt);
    const seen = await lookFor(deps);
    if (seen !== 'elsewhere') return endDone(seen === 'read' ? 'page' : 'operator');
  }
}

/** Shows what to bring up until that is answered, or until the page is there. */
async function show(deps: WalkDeps) {
  const { state, view } = deps;
  const seen = new AbortController();
  const done = new AbortController();
  const watching = watch(deps, done.signal, () => seen.abort());
  const steps = wordsOf(deps, state.options.playbook.act.byHand);
  const brink = { tap: null, steps, evidenceId: await takeEvidence(view, state), isHarmless: true };
  const answer = await state.options.operator.commitByHand(brink, AbortSignal.any([view.signal, seen.signal]));
  done.abort();
  return { isRead: await watching, answer };
}

async function watch(deps: WalkDeps, done: AbortSignal, onSeen: () => void): Promise<boolean> {
  const { view } = deps;
  while (!done.aborted && !view.signal.aborted) {
    await view.pause(watchMs);
    if (done.aborted) break;
    if ((await lookFor(deps)) !== 'read') continue;
    onSeen();
    return true;
  }
  return false;
}

/** `hidden`: there is nothing that could be read. */
async function lookFor({ state, view }: WalkDeps): Promise<'read' | 'elsewhere' | 'hidden'> {
  const look = await view.lookAgain();
  if (look.kind === 'dark' || look.kind === 'unlabelled') return 'hidden';
  if (look.kind !== 'screen') return 'elsewhere';
  const steps = state.options.playbook.act.steps.filter(({ on }) => on.includes(look.screen));
  if (steps.length === 0) return 'elsewhere';
  for (const step of steps) {
    const hit = state.target(step)(look.page);
    const isRead =
      hit.kind === 'one' &&
      (await readText({ state, view }, step, { ...hit, kind: 'found', page: look.page })).kind === 'next';
    if (!isRead && step.whenMissing === undefined) return 'elsewhere';
  }
  return 'read';
}
