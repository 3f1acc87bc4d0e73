import type { Located } from './locating.ts';
import type { PhoneView } from './phone-view.ts';
import { halt, haltOn, type Halt } from './reached.ts';
import type { Look } from './recognition.ts';
import type { RunState } from './run-state.ts';

/** How one try of a step ended: go on, look again where the run stands now, or the run is over. */
export type StepOutcome =
  | { readonly kind: 'next'; readonly alternate: number; readonly isSkipped?: boolean; readonly note?: string }
  | { readonly kind: 'again'; readonly note: string }
  | { readonly kind: 'halt'; readonly halt: Halt };

export type FoundView = Extract<Located, { kind: 'found' }>;

/** What every step works with. */
export interface StepDeps {
  readonly state: RunState;
  readonly view: PhoneView;
}

export function endStep(code: Halt['code'], note: string): Extract<StepOutcome, { kind: 'halt' }> {
  return { kind: 'halt', halt: halt(code, note).halt };
}

/** The page does not show it, and does not say so either. */
export function endUnsaid(seems: Halt['code'], note: string): Extract<StepOutcome, { kind: 'halt' }> {
  return { kind: 'halt', halt: halt('unknown-screen', `${note}, and no word of it`, { seems }).halt };
}

export function endStepOn(fault: Parameters<typeof haltOn>[0]): Extract<StepOutcome, { kind: 'halt' }> {
  return { kind: 'halt', halt: haltOn(fault).halt };
}

/** What a look shows, for logs. */
export function nameOf(look: Look): string {
  if (look.kind === 'screen') return look.screen;
  if (look.kind === 'interrupted') return look.interruption.id;
  return look.kind === 'away' ? look.packageName : look.kind;
}
