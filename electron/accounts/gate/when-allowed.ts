import type { ActQuestion, GateVerdict, Hindrance } from './act-question.ts';
import { mayAct } from './may-act.ts';

/** When an act is allowed if nobody does anything until then, or what keeps it from ever being. */
export type WhenAllowed =
  | { readonly at: number; readonly held: readonly Hindrance[] }
  | { readonly at: null; readonly held: readonly Hindrance[]; readonly by: Hindrance };

/** More openings than this one after another are none. */
const openingsLimit = 1_000;

/** The same question from the next moment after an instant on at which it is another one by itself; null: it stays as it is. */
export type LaterQuestion<Q extends ActQuestion = ActQuestion> = (after: number) => Q | null;

const staysSo: LaterQuestion = () => null;

/**
 * A rule that opens may find another one closed by then: a day's cap is free at midnight, and the night is over at eight. This
 * follows the gate from opening to opening, and through what becomes of the account by itself meanwhile: with the next stage, or another
 * plan, everything is asked anew. `held` has what was in the way, in order.
 */
export function whenAllowed(question: ActQuestion, later: LaterQuestion = staysSo): WhenAllowed {
  const held: Hindrance[] = [];
  let next: ActQuestion | null | undefined;
  for (let asked = question; ;) {
    const verdict: GateVerdict = mayAct(asked);
    if (verdict.kind === 'allowed') return { at: asked.now, held };
    held.push(verdict);
    if (isFinal(verdict) || held.length >= openingsLimit) return { at: null, held, by: verdict };
    if (next === undefined) next = later(asked.now);
    const until = verdict.kind === 'held' ? verdict.until : null;
    if (next !== null && (until === null || until >= next.now)) [asked, next] = [next, undefined];
    else if (until === null) return { at: null, held, by: verdict };
    else asked = { ...asked, now: until };
  }
}

/** What a batch lacks room for takes a yes of its own, and no time brings that. */
function isFinal(verdict: Hindrance): boolean {
  return verdict.reason === 'over-batch';
}
