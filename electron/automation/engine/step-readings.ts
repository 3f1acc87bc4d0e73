import type { UiNode } from '../hierarchy.ts';
import type { Step } from '../playbooks/playbook-schema.ts';
import { evenOut } from '../selectors/even-text.ts';
import { textOf } from '../selectors/labels.ts';
import { isCut, rowValueOf } from './row-value.ts';
import { sameSubject } from './subject-size.ts';
import { endStep, endStepOn, type FoundView, type StepDeps, type StepOutcome } from './step-outcome.ts';

/** Types into a field, unless it reads so already, and goes on only when it keeps exactly that. */
export async function typeText({ state, view }: StepDeps, step: Step, found: FoundView): Promise<StepOutcome> {
  const text = state.fill(step.text ?? '', false);
  const done: StepOutcome = { kind: 'next', alternate: found.alternate };
  const search = state.search(step.find ?? {});
  state.typed.set(step.id, { screens: step.on, search, text });
  if (isAlike(found.node.text, text)) return { ...done, isSkipped: true };
  for (let attempt = 1; ; attempt++) {
    const typed = await view.setText(found.node, text);
    if (!typed.ok) return endStepOn(typed.error);
    if (isAlike(typed.value, text)) return done;
    if (attempt < 2) continue;
    state.typed.delete(step.id);
    return endStep(step.otherwise ?? 'text-not-kept', 'the field holds something else');
  }
}

/** Reads a view's words, or what stands beside it in its row. */
export async function readText({ state }: StepDeps, step: Step, found: FoundView): Promise<StepOutcome> {
  const text = step.do === 'read-row' ? rowValueOf(found.node, found.page) : wordsOf(found.node);
  // A step that can do without its view can do without what it says.
  if (text === null && step.whenMissing?.code === undefined && step.whenMissing !== undefined) {
    state.set(step.whenMissing.set);
    return { kind: 'next', alternate: found.alternate, isSkipped: true, note: 'says nothing' };
  }
  if (text === null || step.as === undefined) return unreadable(step);
  const value = step.match === undefined ? text : new RegExp(step.match, 'u').exec(evenOut(text))?.[1];
  if (value === undefined) return unreadable(step);
  const number = Number(value);
  if (step.number && !Number.isSafeInteger(number)) return unreadable(step);
  state.values.set(step.as, step.number ? number : value);
  state.set(step.set);
  return { kind: 'next', alternate: found.alternate };
}

function wordsOf(node: UiNode): string | null {
  if (node.text !== '') return node.text;
  return node.description === '' ? null : node.description;
}

function unreadable(step: Step): StepOutcome {
  return endStep('unknown-screen', `${step.id}: nothing to read`);
}

/**
 * Compares what stands in a row with what it must be. A value that the app cut proves nothing. Where the row reads what
 * the act is to bring about, the act is done already.
 */
export async function compareRow({ state }: StepDeps, step: Step, found: FoundView): Promise<StepOutcome> {
  const value = rowValueOf(found.node, found.page);
  if (value === null) return unreadable(step);
  const wanted = state.fill(step.text ?? '', false);
  if (step.as !== undefined) state.values.set(step.as, value);
  state.set(step.set);
  const done: StepOutcome = { kind: 'next', alternate: found.alternate };
  const isOther =
    step.as !== undefined &&
    step.as === state.options.playbook.act.present &&
    !state.isLooking &&
    state.agrees(sameSubject) === false;
  if (isOther) return endStep('changed-meanwhile', `${step.id}: the number of members is another one`);
  if (isAlike(value, wanted)) return done;
  const { goal, present } = state.options.playbook.act;
  const isPresent = present !== undefined && present === step.as;
  if (isPresent && state.isLooking) return done;
  if (isPresent && goal !== undefined && isAlike(value, state.fill(goal, false))) {
    return endStep('already-so', 'it reads so already');
  }
  if (isCut(value)) return endStep('unknown-screen', `${step.id}: the value is cut`);
  if (step.elseRow !== undefined) {
    const other = state.search(step.elseRow).find(found.page);
    const instead = other.kind === 'one' ? rowValueOf(other.node, found.page) : null;
    if (instead !== null && isAlike(instead, wanted)) return done;
  }
  if (step.unnamed?.some((words) => isAlike(value, words)) === true) {
    return endStep('group-unnamed', `${step.id}: nobody has named it`);
  }
  return endStep(step.otherwise ?? 'changed-meanwhile', `${step.id}: it reads something else`);
}

/** Compares what stands in a field with what it must be: the page is proven by what it offers to change. */
export async function compareField({ state }: StepDeps, step: Step, found: FoundView): Promise<StepOutcome> {
  const wanted = state.fill(step.text ?? '', false);
  // Typed into by an earlier try of this run.
  const isOwn = [...state.typed.values()].some(
    ({ screens, text }) => screens.some((screen) => step.on.includes(screen)) && isAlike(found.node.text, text),
  );
  if (isOwn || isAlike(found.node.text, wanted)) return { kind: 'next', alternate: found.alternate };
  return endStep(step.otherwise ?? 'unknown-screen', `${step.id}: the field holds something else`);
}

/** The same words, as far as spaces and invisible marks can be told apart on a screen. */
export function isAlike(left: string, right: string): boolean {
  return evenOut(left) === evenOut(right);
}

/** What a field holds, for a check right before a commit. */
export function holdsText(node: UiNode, text: string): boolean {
  return textOf(node) === evenOut(text);
}
