import type { PreparationCheck } from '../../contract/preparation.ts';
import { notApplicable } from './finding.ts';
import type { Answers, Finding, PreparationStep, Reading, StepContext } from './step.ts';

/** A step and what was found of it on one phone. */
export interface JudgedStep {
  readonly step: PreparationStep;
  readonly finding: Finding;
}

/** Everything that these steps have to ask of such a phone. */
export function readingsOf(steps: readonly PreparationStep[], context: StepContext): Reading[] {
  return steps.filter((step) => isFor(step, context)).flatMap((step) => [...step.readings(context)]);
}

/** One finding per step, in their order. Pure. */
export function judgeSteps(steps: readonly PreparationStep[], answers: Answers, context: StepContext): JudgedStep[] {
  return steps.map((step) => ({
    step,
    finding: isFor(step, context) ? step.judge(answers, context) : notApplicable(),
  }));
}

/** The finding as it is stored and shown; an earlier attempt stands beside it until the check is right by itself. */
export function checkOf({ step, finding }: JudgedStep, fix: PreparationCheck['fix']): PreparationCheck {
  const { state, textCode, params, isInferred, evidence, changes, cure } = finding;
  return {
    stepId: step.id,
    state,
    isInferred,
    textCode,
    params,
    evidence: [...evidence],
    changes: changes.map(({ command, before, after }) => ({ command, before, after })),
    cure,
    fix,
  };
}

/** A failed attempt is worth telling only while the check is not right. */
export function keptFix(before: PreparationCheck | undefined, { state }: Finding): PreparationCheck['fix'] {
  return state === 'ok' || state === 'not-applicable' ? null : (before?.fix ?? null);
}

function isFor(step: PreparationStep, context: StepContext): boolean {
  return step.isFor === undefined || step.isFor(context);
}
