import type { AutomatedPhone } from '../automated-phone.ts';
import { subtreeOf, type Snapshot, type ViewNode } from '../snapshot.ts';
import { WebDriverError } from '../web-driver-error.ts';
import type { JavaCall, JavaObject } from './java-expression.ts';
import { asObject, asText, selectViews } from './ui-selector.ts';

const mostSwipes = 30;
/** Part of the container's height that one swipe of a UiScrollable moves over. */
const swipeShare = 0.8;

/**
 * Carries out `new UiScrollable(selector).scrollIntoView(…)` and its like, and answers the view that it ends with: the one
 * that came into view, or the container itself for a mere scroll. Null when the view never came.
 */
export async function scrollTo(
  expression: JavaObject,
  phone: AutomatedPhone,
  look: () => Promise<Snapshot>,
): Promise<ViewNode | null> {
  const container = asObject('UiScrollable', expression.args[0]);
  const limitCall = expression.calls.find(({ name }) => name === 'setMaxSearchSwipes');
  const limit = limitCall === undefined ? mostSwipes : Number(limitCall.args[0]);
  const act = expression.calls.find(({ name }) => !name.startsWith('set'));
  const scroller = new Scroller(phone, look, container);
  if (act === undefined) return scroller.container();
  const wanted = wantedBy(act);
  if (wanted !== null) return scroller.search(wanted, limit);
  return scroller.move(act, limit);
}

/** What a search is for; null for a call that only scrolls. */
function wantedBy({ name, args }: JavaCall): JavaObject | null {
  switch (name) {
    case 'scrollIntoView':
      return asObject(name, args[0]);
    case 'scrollTextIntoView':
      return byText(asText(name, args[0]));
    case 'getChildByText': {
      const child = asObject(name, args[0]);
      return { ...child, calls: [...child.calls, { name: 'text', args: [asText(name, args[1])] }] };
    }
    default:
      return null;
  }
}

function byText(text: string): JavaObject {
  return { type: 'UiSelector', args: [], calls: [{ name: 'text', args: [text] }] };
}

class Scroller {
  readonly #phone: AutomatedPhone;
  readonly #look: () => Promise<Snapshot>;
  readonly #selector: JavaObject;

  constructor(phone: AutomatedPhone, look: () => Promise<Snapshot>, selector: JavaObject) {
    this.#phone = phone;
    this.#look = look;
    this.#selector = selector;
  }

  async container(): Promise<ViewNode> {
    const { nodes } = await this.#look();
    const [found] = selectViews(this.#selector, nodes);
    if (found === undefined) throw new WebDriverError('no such element', 'the scrollable container is not there');
    return found;
  }

  /** Looks here, then from the beginning on, swipe by swipe. */
  async search(wanted: JavaObject, limit: number): Promise<ViewNode | null> {
    const here = await this.#find(wanted);
    if (here !== null) return here;
    await this.#repeat(-1, limit);
    for (let swipes = 0; swipes <= limit; swipes++) {
      const found = await this.#find(wanted);
      if (found !== null) return found;
      if (!(await this.#swipe(1))) return null;
    }
    return null;
  }

  async move({ name, args: [steps] }: JavaCall, limit: number): Promise<ViewNode> {
    const direction = /Backward|Beginning/u.test(name) ? -1 : 1;
    const isWhole = /ToBeginning|ToEnd/u.test(name);
    await this.#repeat(direction, isWhole ? Math.max(Number(steps ?? 0), limit) : 1);
    return this.container();
  }

  async #find(wanted: JavaObject): Promise<ViewNode | null> {
    const container = await this.container();
    return selectViews(wanted, [...subtreeOf(container)])[0] ?? null;
  }

  async #repeat(direction: 1 | -1, limit: number): Promise<void> {
    for (let swipes = 0; swipes < limit; swipes++) if (!(await this.#swipe(direction))) return;
  }

  /** False when nothing moved: the end is reached. */
  async #swipe(direction: 1 | -1): Promise<boolean> {
    const before = await this.container();
    const { left, right, top, bottom } = before.bounds;
    const x = (left + right) / 2;
    const middle = (top + bottom) / 2;
    const half = ((bottom - top) * swipeShare * direction) / 2;
    this.#phone.screens.swipe({ x, y: middle + half }, { x, y: middle - half });
    return printRows(await this.container()) !== printRows(before);
  }
}

/** Tells two states of a container apart. */
export function printRows(container: ViewNode): string {
  return [...subtreeOf(container)].map(({ node, bounds }) => `${node.text}@${bounds.left},${bounds.top}`).join('|');
}
