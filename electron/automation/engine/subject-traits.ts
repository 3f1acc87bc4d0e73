import { readTitleNumber } from '../ocr/picture-proof.ts';
import type { Step } from '../playbooks/playbook-schema.ts';
import { evenOut } from '../selectors/even-text.ts';
import type { Look } from './recognition.ts';
import type { PictureLine } from './run-ports.ts';
import type { RunState } from './run-state.ts';

/**
 * What a page says of its subject besides the name, so that a namesake is told from it. Each reading takes the place of the one
 * before: what another page said is no word on this one.
 */
export function noteTraits(state: RunState, look: Look): void {
  const traits = forgetTraits(state);
  if (look.kind !== 'screen') return;
  const { steps } = state.options.playbook.act;
  for (const step of steps.filter(({ as, number, on }) => number && traits.has(as ?? '') && on.includes(look.screen))) {
    const hit = state.target(step)(look.page);
    const value = hit.kind === 'one' ? numberIn(hit.node.text || hit.node.description, step) : null;
    if (value !== null && step.as !== undefined) state.values.set(step.as, value);
  }
}

/** The same from the words of a picture. */
export function noteTraitsInPicture(state: RunState, lines: readonly PictureLine[]): void {
  const traits = forgetTraits(state);
  const { picture } = state.options.playbook.act;
  if (picture?.titleReads === undefined || !traits.has(picture.titleReads)) return;
  const value = readTitleNumber(lines, picture);
  if (value !== null) state.values.set(picture.titleReads, value);
}

function forgetTraits(state: RunState): ReadonlySet<string> {
  const traits = new Set(Object.keys(state.options.playbook.act.subjectAfter?.agrees ?? {}));
  for (const trait of traits) state.values.delete(trait);
  return traits;
}

function numberIn(text: string, { match }: Step): number | null {
  const digits = match === undefined ? text : new RegExp(match, 'u').exec(evenOut(text))?.[1];
  const value = Number(digits || Number.NaN);
  return Number.isSafeInteger(value) ? value : null;
}
