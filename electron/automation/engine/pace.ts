import type { Move, Step } from '../playbooks/playbook-schema.ts';
import type { Halt } from './reached.ts';
import type { Look } from './recognition.ts';
import type { Astray } from './recovery.ts';

/** What a walk is about to do, before it does it, and what it saw that led to it. */
export type Intent =
  | { readonly kind: 'move'; readonly move: Move; readonly look: Extract<Look, { kind: 'screen' }> }
  | { readonly kind: 'recover'; readonly look: Astray }
  | { readonly kind: 'step'; readonly step: Step; readonly look: Extract<Look, { kind: 'screen' }> };

/** `again`: the page is another one by now, so the walk looks and decides anew. */
export type PaceAnswer =
  | { readonly kind: 'go' }
  | { readonly kind: 'again' }
  | { readonly kind: 'halt'; readonly halt: Halt };

/** Asked before everything that a walk does on the phone. Without one a walk goes on by itself. */
export interface Pace {
  before(intent: Intent): Promise<PaceAnswer>;
}
