import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { UiTree } from '../hierarchy.ts';
import type { Step } from '../playbooks/playbook-schema.ts';
import { descriptionOf, textOf } from '../selectors/labels.ts';
import { tapAreaOf, tapPointOf, type Point } from '../tap-target.ts';
import { takeEvidenceBeside, takeEvidenceOf } from './evidence-taking.ts';
import { awaitOperator } from './assisted-commit.ts';
import { halt, haltOn } from './reached.ts';
import type { RecoveryDeps } from './recovery.ts';
import type { Brink } from './run-ports.ts';
import type { RunState } from './run-state.ts';
import { endStep, endStepOn, type FoundView, type StepOutcome } from './step-outcome.ts';
import { holdsText } from './step-readings.ts';
import { judgeMissing, locateFor } from './step-search.ts';

/**
 * The committing step: everything is proven and looked at once more, the operator is heard where the act asks for it, the
 * port is asked, and the tap is sent with nothing in between. A rehearsal only sees that there is something to tap.
 */
export async function commitStep(deps: RecoveryDeps, step: Step, screen: string): Promise<StepOutcome> {
  const head = { step: step.id, screen, confidence: step.confidence };
  return deps.log.note(
    head,
    () => commit(deps, step),
    (end) =>
      end.kind === 'next'
        ? { outcome: end.isSkipped === true ? 'skipped' : 'done', alternate: end.alternate }
        : { outcome: 'failed', note: end.kind === 'halt' ? `${end.halt.code}: ${end.halt.note}` : end.note },
  );
}

async function commit(deps: RecoveryDeps, step: Step): Promise<StepOutcome> {
  const { options } = deps.state;
  const located = await locateFor(deps, step);
  if (located.kind === 'missing') return judgeMissing(deps, step, located);
  if (located.kind === 'many') return endStep('unknown-screen', `${step.id}: ${located.count} views fit`);
  if (located.kind === 'left') return { kind: 'again', note: 'the screen changed' };
  if (located.kind === 'halt') return located;
  if (options.purpose === 'rehearse') return { kind: 'next', alternate: located.alternate, isSkipped: true };
  const refusal = refuse(deps, step, located);
  if (refusal !== null) return refusal;
  if (options.mode !== 'assist' && !needsYes(deps)) {
    await takeEvidenceBeside(deps.view, deps.state);
    const ready = await lookOnce(deps, step);
    return 'kind' in ready ? ready : sendTap(deps, ready);
  }
  const shown = await takeEvidenceOf(deps.view, deps.state, tapAreaOf(located.node, located.page));
  const ready = await lookOnce(deps, step);
  if ('kind' in ready) return ready;
  const brink: Brink = { tap: wordsOf(ready.found), steps: [], ...shown };
  if (options.mode === 'assist') return awaitOperator(deps, step, brink);
  return (await confirm(deps, brink)) ?? confirmedTap(deps, step);
}

/** What must hold before anybody is asked: the identity was proven, and what was typed still stands there. */
function refuse({ state }: RecoveryDeps, step: Step, { page }: FoundView): StepOutcome | null {
  const { present } = state.options.playbook.act;
  if (!state.options.isRehearsed) return endStep('rehearsal-missing', 'no rehearsal passed on this model and version');
  if (present === undefined || !state.values.has(present))
    return endStep('unknown-screen', 'the identity is not proven');
  return keepsTyped(state, step, page) ? null : endStep('text-not-kept', 'the field reads something else now');
}

/** What was typed on the page of the step still stands there. */
export function keepsTyped(state: RunState, step: Step, page: UiTree): boolean {
  const typed = [...state.typed.values()].filter(({ screens }) => screens.some((screen) => step.on.includes(screen)));
  return typed.every(({ search, text }) => {
    const field = search.find(page);
    return field.kind === 'one' && holdsText(field.node, text);
  });
}

interface Ready {
  readonly found: FoundView;
  readonly point: Point;
}

/** A last look: the same page, the same button, and the text as it was typed. */
async function lookOnce(deps: RecoveryDeps, step: Step): Promise<Ready | StepOutcome> {
  const look = await deps.view.lookAgain();
  if (look.kind !== 'screen' || !step.on.includes(look.screen)) return { kind: 'again', note: 'the screen changed' };
  const hit = deps.state.target(step)(look.page);
  if (hit.kind !== 'one') return { kind: 'again', note: 'the button is gone' };
  const found: FoundView = { ...hit, kind: 'found', page: look.page };
  const refusal = refuse(deps, step, found);
  if (refusal !== null) return refusal;
  const point = tapPointOf(hit.node, look.page);
  return point === null ? { kind: 'again', note: 'the button takes no tap' } : { found, point };
}

/** Acts that a person must say yes to wait for it on real phones. */
function needsYes({ state }: RecoveryDeps): boolean {
  const { playbook, phone } = state.options;
  return playbook.act.humanConfirm && !phone.isVirtual;
}

async function confirm({ state, view }: RecoveryDeps, brink: Brink): Promise<StepOutcome | null> {
  const answer: Outcome<'yes' | 'no'> = (await state.options.operator.confirm?.(brink, view.signal)) ?? succeed('no');
  if (!answer.ok) return endStepOn(answer.error);
  return answer.value === 'yes' ? null : endStep('not-confirmed', 'the operator did not say yes');
}

/** A person takes their time: what was looked at before they answered counts no more. */
async function confirmedTap(deps: RecoveryDeps, step: Step): Promise<StepOutcome> {
  const ready = await lookOnce(deps, step);
  return 'kind' in ready ? ready : sendTap(deps, ready);
}

async function sendTap({ state, view }: RecoveryDeps, { found, point }: Ready): Promise<StepOutcome> {
  if (view.signal.aborted) return endStep('aborted', 'the run was stopped');
  const answer = await state.options.commit.ask();
  if (!answer.ok) {
    const isStopped = answer.error.code === 'aborted';
    return {
      kind: 'halt',
      halt: isStopped
        ? haltOn(answer.error).halt
        : halt('commit-refused', answer.error.message, { fault: answer.error }).halt,
    };
  }
  state.wasCommitted = true;
  // Whether a tap that failed has arrived is not known: what the page then says decides.
  const tapped = await view.tap(point);
  return { kind: 'next', alternate: found.alternate, ...(tapped.ok ? {} : { note: tapped.error.code }) };
}

function wordsOf({ node }: FoundView): string | null {
  return textOf(node) || descriptionOf(node) || null;
}
