/** A place where one of the wanted texts stands: `[from, to)`. */
export interface Occurrence {
  readonly from: number;
  readonly to: number;
  readonly wanted: string;
}

interface Node {
  readonly next: Map<string, Node>;
  /** Where the search goes on when no further character fits (Aho and Corasick, 1975). */
  fallback: Node | null;
  /** The longest wanted text that ends here, in lower case. */
  ends: string | null;
}

/** Lower case of ASCII only, so that places in the result are places in the text. */
export function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * Finds any of many texts in one pass, whatever the case of their ASCII letters; a longer one wins over a shorter one
 * that ends at the same place.
 */
export class TextFinder {
  readonly #root: Node = { next: new Map(), fallback: null, ends: null };

  constructor(wanted: Iterable<string>) {
    for (const text of wanted) if (text !== '') this.#add(lowerAscii(text));
    this.#link();
  }

  find(text: string): Occurrence[] {
    const found: Occurrence[] = [];
    let node = this.#root;
    const lower = lowerAscii(text);
    for (let at = 0; at < lower.length; at++) {
      node = this.#step(node, lower.charAt(at));
      for (let hit: Node | null = node; hit !== null; hit = hit.fallback) {
        if (hit.ends !== null) found.push({ from: at + 1 - hit.ends.length, to: at + 1, wanted: hit.ends });
      }
    }
    return found;
  }

  #add(text: string): void {
    let node = this.#root;
    for (let at = 0; at < text.length; at++) {
      const sign = text.charAt(at);
      let next = node.next.get(sign);
      if (next === undefined) {
        next = { next: new Map(), fallback: null, ends: null };
        node.next.set(sign, next);
      }
      node = next;
    }
    node.ends = text;
  }

  #link(): void {
    const queue: Node[] = [];
    for (const node of this.#root.next.values()) {
      node.fallback = this.#root;
      queue.push(node);
    }
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at];
      if (node === undefined) break;
      for (const [sign, next] of node.next) {
        next.fallback = this.#step(node.fallback ?? this.#root, sign);
        queue.push(next);
      }
    }
  }

  #step(from: Node, sign: string): Node {
    for (let node: Node | null = from; node !== null; node = node.fallback) {
      const next = node.next.get(sign);
      if (next !== undefined) return next;
    }
    return this.#root;
  }
}
