import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { UiNode, UiTree } from '../hierarchy.ts';
import type { ScreenReader } from '../screen-reader.ts';
import { centreOf } from '../tap-target.ts';
import { findFieldAgain } from './field-search.ts';
import type { HelperKeyboard } from './helper-keyboard.ts';

export interface FieldTypingDeps {
  readonly screen: ScreenReader;
  readonly keyboard: HelperKeyboard;
  readonly readTree: () => Promise<Outcome<UiTree>>;
}

const attempts = 2;
/** A hint reads like text: a few presses more than the text has characters do no harm. */
const spareDeletes = 4;

/**
 * Replaces what a field holds as a person would: tap it, delete, type with the helper keyboard, read it back; once more
 * when it holds something else. Answers what the field holds in the end.
 */
export async function typeIntoField(deps: FieldTypingDeps, field: UiNode, text: string): Promise<Outcome<string>> {
  if (field.bounds === null) return fail('command-failed', 'the field has no area', { reason: 'field-without-area' });
  const tapped = await deps.screen.tap(centreOf(field.bounds));
  if (!tapped.ok) return tapped;
  let found = await lookForField(deps, field);
  for (let attempt = 1; found.ok && attempt <= attempts; attempt++) {
    const entered = await enter(deps, found.value, text);
    if (!entered.ok) return entered;
    found = await lookForField(deps, field);
    if (found.ok && found.value.text === text) break;
  }
  return found.ok ? succeed(found.value.text) : found;
}

async function lookForField(deps: FieldTypingDeps, field: UiNode): Promise<Outcome<UiNode>> {
  const tree = await deps.readTree();
  if (!tree.ok) return tree;
  const found = findFieldAgain(tree.value, field);
  return found === null ? fail('ui-unexpected-screen', 'the field has gone', { reason: 'field-gone' }) : succeed(found);
}

async function enter(deps: FieldTypingDeps, field: UiNode, text: string): Promise<Outcome<null>> {
  const cleared = await deps.screen.clearField(field.text.length + spareDeletes);
  return cleared.ok ? deps.keyboard.type(text) : cleared;
}
