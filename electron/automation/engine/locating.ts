import type { StepConfidence } from '../../contract/automation.ts';
import type { UiNode, UiTree } from '../hierarchy.ts';
import type { NodeSearch } from '../selectors/node-search.ts';
import { budgets } from './budgets.ts';
import type { PhoneView } from './phone-view.ts';
import { haltOn, type Halt } from './reached.ts';
import type { TargetHit, TargetSearch } from './run-state.ts';
import { signatureOf } from './stillness.ts';
import { clearPart, scrollAreaOf, swipeDurationMs, swipeOver } from './swipes.ts';

export type Located =
  | {
      readonly kind: 'found';
      readonly node: UiNode;
      readonly page: UiTree;
      readonly alternate: number;
      readonly confidence: StepConfidence;
    }
  /** `isLoading`: the page was still being filled when the wait ended, so nothing can be said. */
  | { readonly kind: 'missing'; readonly page: UiTree; readonly isLoading: boolean }
  | { readonly kind: 'many'; readonly count: number }
  /** The screen is another one now. */
  | { readonly kind: 'left' }
  | { readonly kind: 'halt'; readonly halt: Halt };

export interface LocateOrder {
  readonly target: TargetSearch;
  readonly screens: readonly string[];
  /** How long the page must look the same before what is found counts. */
  readonly steadyMs: number;
  readonly withinMs: number;
  readonly isScrolledFor: boolean;
  /** Says by itself that the target is not there. */
  readonly atOnce: NodeSearch | null;
}

/** Waits on the screens of a step for what it is about. Touches nothing, except that it scrolls where the step says so. */
export async function locate(view: PhoneView, order: LocateOrder): Promise<Located> {
  const startedAt = view.now();
  const watch = new SteadyWatch(order.steadyMs);
  for (;;) {
    const look = await view.look();
    if (look.kind !== 'screen' || !order.screens.includes(look.screen)) return { kind: 'left' };
    const hit = order.target(look.page);
    const isTold = hit.kind !== 'none' || (order.atOnce?.all(look.page).length ?? 0) > 0;
    if (isTold && watch.isSteady(look.page, view.now())) return locatedOf(hit, look.page);
    const waitedMs = view.now() - startedAt;
    const isLate = waitedMs >= order.withinMs + (look.isLoading ? budgets.loadingMs : 0) || view.signal.aborted;
    if (!isTold && order.isScrolledFor && !look.isLoading) {
      if (waitedMs >= budgets.pollMs || (await standsFilled(view, look.page))) return scrollFor(view, order);
    }
    if (isLate)
      return isTold ? locatedOf(hit, look.page) : { kind: 'missing', page: look.page, isLoading: look.isLoading };
    await view.pause(isTold ? Math.max(order.steadyMs, 1) : budgets.pollMs);
  }
}

/** A page that scrolls has rows; one that reads the same twice in a row is not being filled, and need not be waited for. */
async function standsFilled(view: PhoneView, page: UiTree): Promise<boolean> {
  if (scrollAreaOf(page) === null) return false;
  const again = await view.lookAgain();
  return again.kind === 'screen' && !again.isLoading && signatureOf(again.page) === signatureOf(page);
}

function locatedOf(hit: TargetHit, page: UiTree): Located {
  switch (hit.kind) {
    case 'one':
      return { kind: 'found', node: hit.node, page, alternate: hit.alternate, confidence: hit.confidence };
    case 'many':
      return hit;
    case 'none':
      return { kind: 'missing', page, isLoading: false };
  }
}

/** A page counts as steady when it looked the same for long enough; at once where no time is asked for. */
class SteadyWatch {
  readonly #steadyMs: number;
  #signature: string | null = null;
  #since = 0;

  constructor(steadyMs: number) {
    this.#steadyMs = steadyMs;
  }

  isSteady(page: UiTree, now: number): boolean {
    if (this.#steadyMs === 0) return true;
    const signature = signatureOf(page);
    if (signature === this.#signature) return now - this.#since >= this.#steadyMs;
    this.#signature = signature;
    this.#since = now;
    return false;
  }
}

const mostScrolls = 60;

/** Down to the end of the page, then up to its top. */
async function scrollFor(view: PhoneView, order: LocateOrder): Promise<Located> {
  for (const direction of ['down', 'up'] as const) {
    let last: string | null = null;
    for (let scrolls = 0; scrolls < mostScrolls; scrolls++) {
      const look = await view.look();
      if (look.kind !== 'screen' || !order.screens.includes(look.screen)) return { kind: 'left' };
      const hit = order.target(look.page);
      if (hit.kind !== 'none') return locatedOf(hit, look.page);
      const signature = signatureOf(look.page);
      if (signature === last || view.signal.aborted) break;
      last = signature;
      const swiped = await scrollPage(view, look.page, direction);
      if (swiped !== null) return { kind: 'halt', halt: swiped };
    }
  }
  const look = await view.look();
  return 'page' in look ? { kind: 'missing', page: look.page, isLoading: look.isLoading } : { kind: 'left' };
}

/** One swipe over the page's main list. @returns why the phone did not take it; null when it did, or nothing scrolls */
export async function scrollPage(view: PhoneView, page: UiTree, direction: 'down' | 'up'): Promise<Halt | null> {
  const area = scrollAreaOf(page)?.bounds;
  if (area === null || area === undefined) return null;
  const { from, to } = swipeOver(clearPart(area, page), direction);
  const swiped = await view.swipe(from, to, swipeDurationMs);
  return swiped.ok ? null : haltOn(swiped.error).halt;
}
