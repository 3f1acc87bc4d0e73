import type { ScreenHost } from './screen-host.ts';
import { walkTree, type UiNode } from './ui-node.ts';

/** What a person looks for: words that are to be seen exactly or by pattern, or the description of an icon. */
export type Wanted = string | RegExp | { readonly description: string | RegExp };

/** A person at the phone, who sees what is painted, whatever accessibility is told, and taps there. */
export class Hand {
  readonly #host: ScreenHost;

  constructor(host: ScreenHost) {
    this.#host = host;
  }

  /** Everything that can be read on the screen, from top to bottom. */
  texts(): string[] {
    return this.#nodes()
      .map(shownText)
      .filter((text) => text !== '');
  }

  sees(wanted: Wanted): boolean {
    return this.find(wanted) !== null;
  }

  /** The last view that fits, since later ones lie on top; what is typed counts only where nothing else fits. Null for none. */
  find(wanted: Wanted): UiNode | null {
    const fitting = this.#nodes().filter((node) => isWanted(node, wanted));
    return fitting.findLast(({ field }) => field === null) ?? fitting.at(-1) ?? null;
  }

  /** Taps the middle of what is wanted; throws an `Error` that tells what is there instead. */
  tap(wanted: Wanted): void {
    const node = this.find(wanted);
    if (node === null) throw new Error(`${describe(wanted)} is not among ${this.texts().join(' | ')}`);
    const { left, top, right, bottom } = node.bounds;
    this.#host.tap((left + right) / 2, (top + bottom) / 2);
  }

  /** Replaces what stands in the field with the focus, as a person with a Chinese keyboard would; false without one. */
  write(text: string): boolean {
    const field = this.#host.focusedField;
    field?.set(text);
    return field !== null;
  }

  back(): void {
    this.#host.goBack();
  }

  /** Moves what lies under the middle of the screen by this share of the screen's height. */
  scroll(share = 0.4): void {
    const { bounds } = this.#host.front().node;
    const x = (bounds.left + bounds.right) / 2;
    const middle = (bounds.top + bounds.bottom) / 2;
    const half = ((bounds.bottom - bounds.top) * share) / 2;
    this.#host.swipe({ x, y: middle + half }, { x, y: middle - half });
  }

  /** Scrolls until it is to be seen; false when the list has ended without it. */
  reach(wanted: Wanted): boolean {
    for (let turns = 0; turns < 200; turns++) {
      if (this.sees(wanted)) return true;
      const before = this.#outline();
      this.scroll();
      if (this.#outline() === before) return false;
    }
    return false;
  }

  #outline(): string {
    return this.#nodes()
      .map(({ text, bounds }) => `${text}@${bounds.top}`)
      .join();
  }

  #nodes(): UiNode[] {
    const all = [...walkTree(this.#host.front().node)];
    return all.filter(({ bounds }) => bounds.right > bounds.left && bounds.bottom > bounds.top);
  }
}

/** A painted word counts as much as one of the tree. */
function shownText({ text, look }: UiNode): string {
  return text === '' ? (look.glyph ?? '') : text;
}

function isWanted(node: UiNode, wanted: Wanted): boolean {
  if (typeof wanted === 'string') return shownText(node) === wanted;
  if (wanted instanceof RegExp) return wanted.test(shownText(node));
  const { description } = wanted;
  return typeof description === 'string' ? node.description === description : description.test(node.description);
}

function describe(wanted: Wanted): string {
  return typeof wanted === 'string' || wanted instanceof RegExp ? String(wanted) : `[${String(wanted.description)}]`;
}
