import type { GateView } from '@contract/board-card.ts';
import type { ActionId } from '@contract/plan-ids.ts';

/** What may be done now, else what opens first and when, else why nobody can say. */
export type NextOpening =
  | { readonly kind: 'open'; readonly actions: readonly ActionId[] }
  | { readonly kind: 'later'; readonly action: ActionId; readonly at: number; readonly because: GateView }
  | { readonly kind: 'unknown'; readonly because: GateView }
  | { readonly kind: 'nothing' };

export function nextOpening(gate: readonly GateView[]): NextOpening {
  const actions = gate.filter(({ kind }) => kind === 'allowed').map(({ action }) => action);
  if (actions.length > 0) return { kind: 'open', actions };
  const [first] = gate
    .flatMap((view) => (view.kind === 'held' && view.untilAt !== null ? [{ view, at: view.untilAt }] : []))
    .toSorted((one, other) => one.at - other.at);
  if (first !== undefined) return { kind: 'later', action: first.view.action, at: first.at, because: first.view };
  // Held without an end can still come to one; what is never allowed cannot.
  const because = gate.find(({ kind }) => kind === 'held') ?? gate[0];
  return because === undefined ? { kind: 'nothing' } : { kind: 'unknown', because };
}
