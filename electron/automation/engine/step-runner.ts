import type { Step } from '../playbooks/playbook-schema.ts';
import type { StepEnd, StepLog } from './step-log.ts';
import { collectCells, collectRows, seekRow } from './step-lists.ts';
import { endStep, type FoundView, type StepDeps, type StepOutcome } from './step-outcome.ts';
import { compareField, compareRow, readText, typeText } from './step-readings.ts';
import { judgeMissing, locateFor } from './step-search.ts';
import { pressBack, settle, tapOn } from './step-taps.ts';

/** Does one step on the screen that it belongs to. Never the committing one: `commit.ts` has that. */
export async function performStep(
  deps: StepDeps & { readonly log: StepLog },
  step: Step,
  screen: string,
): Promise<StepOutcome> {
  const head = { step: step.id, screen, confidence: step.confidence };
  return deps.log.note(head, () => perform(deps, step), endOf);
}

function endOf(outcome: StepOutcome): StepEnd {
  switch (outcome.kind) {
    case 'next': {
      const { alternate, isSkipped = false, note } = outcome;
      return { outcome: isSkipped ? 'skipped' : 'done', alternate, ...(note === undefined ? {} : { note }) };
    }
    case 'again':
      return { outcome: 'failed', note: outcome.note };
    case 'halt':
      return { outcome: 'failed', note: `${outcome.halt.code}: ${outcome.halt.note}` };
  }
}

async function perform(deps: StepDeps, step: Step): Promise<StepOutcome> {
  if (step.do === 'back') return pressBack(deps, step);
  if (step.do === 'collect-rows') return collectRows(deps, step);
  if (step.do === 'collect-cells') return collectCells(deps, step);
  if (step.do === 'seek-row') return seekRow(deps, step);
  if (step.find === undefined) return settle(deps, step, 0);
  const located = await locateFor(deps, step);
  switch (located.kind) {
    case 'found':
      return actOn(deps, step, located);
    case 'missing':
      return judgeMissing(deps, step, located);
    case 'many':
      return endStep(
        isAboutSubject(step) ? 'group-ambiguous' : 'unknown-screen',
        `${step.id}: ${located.count} views fit`,
      );
    case 'left':
      return { kind: 'again', note: 'the screen changed' };
    case 'halt':
      return located;
  }
}

/** Several views of the subject's own name leave open which it is; several of a fixed label are on no page that is known. */
function isAboutSubject({ find }: Step): boolean {
  return JSON.stringify(find ?? {}).includes('${');
}

async function actOn(deps: StepDeps, step: Step, found: FoundView): Promise<StepOutcome> {
  switch (step.do) {
    case 'tap':
      return tapOn(deps, step, found);
    case 'type':
      return typeText(deps, step, found);
    case 'read':
    case 'read-row':
      return readText(deps, step, found);
    case 'compare-row':
      return compareRow(deps, step, found);
    case 'compare-field':
      return compareField(deps, step, found);
    case 'look':
    case 'back':
    case 'collect-rows':
    case 'collect-cells':
    case 'seek-row':
      deps.state.set(step.set);
      return settle(deps, step, found.alternate);
  }
}
