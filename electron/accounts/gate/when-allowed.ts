import type { ActQuestion, GateVerdict, Hindrance } from './act-question.ts';
import { mayAct } from './may-act.ts';

/** When an act is allowed if nothing but the time changes, or what keeps it from ever being. */
export type WhenAllowed =
  | { readonly at: number; readonly held: readonly Hindrance[] }
  | { readonly at: null; readonly held: readonly Hindrance[]; readonly by: Hindrance };

/** More openings than this one after another are none. */
const openingsLimit = 1_000;

/**
 * A rule that opens may find another one closed by then: a day's cap is free at midnight, and the night is over at eight. This
 * follows the gate from opening to opening. `held` has what was in the way, in order.
 */
export function whenAllowed(question: ActQuestion): WhenAllowed {
  const held: Hindrance[] = [];
  for (let at = question.now; ;) {
    const verdict: GateVerdict = mayAct(at === question.now ? question : { ...question, now: at });
    if (verdict.kind === 'allowed') return { at, held };
    held.push(verdict);
    if (verdict.kind === 'never' || verdict.until === null || held.length >= openingsLimit)
      return { at: null, held, by: verdict };
    at = verdict.until;
  }
}
