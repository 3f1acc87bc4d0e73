import type { UiNode, UiTree } from '../hierarchy.ts';
import { budgets } from './budgets.ts';
import type { PhoneView } from './phone-view.ts';

/** What a page shows and where, as one text: two looks at a still page have the same. */
export function signatureOf(page: UiTree): string {
  return page.nodes.map(signNode).join('\n');
}

function signNode({ className, bounds, text, description, isEnabled }: UiNode): string {
  const place = bounds === null ? '' : `${bounds.left},${bounds.top},${bounds.right},${bounds.bottom}`;
  return `${className}|${place}|${text}|${description}|${isEnabled ? '' : 'off'}`;
}

/** A page may change by itself once (a message comes in, a picture loads); one that differs every time is not shown truly. */
const comparisons = 3;

/**
 * Whether the page that is in front reads the same when nothing is done. Some versions of a messenger answer with wrong
 * views at random: nothing on such a phone may be trusted (facts: blockedTree). Faults as a driver's `tree` has them.
 */
export async function standsStill(view: PhoneView): Promise<boolean> {
  for (let round = 0; round < comparisons; round++) {
    const before = await view.look();
    await view.pause(budgets.stillMs);
    const after = await view.lookAgain();
    if (!('page' in before) || !('page' in after)) return true;
    if (signatureOf(before.page) === signatureOf(after.page)) return true;
  }
  return false;
}
