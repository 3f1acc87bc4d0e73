import { identifierKinds, type IdentifierKind } from './identifier.ts';

export interface MaskedText {
  readonly text: string;
  /** How many places were masked, by kind; kinds without any are left out. */
  readonly counts: { readonly kind: IdentifierKind; readonly count: number }[];
  /** Where the masks stand in `text`. */
  readonly places: { readonly from: number; readonly to: number; readonly kind: IdentifierKind }[];
}

/** A mask and the place that it takes: `[from, to)`. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly kind: IdentifierKind;
  readonly masked: string;
}

/** Where places overlap each masks what the one before has left. */
export function replaceAll(text: string, places: readonly Replacement[]): MaskedText {
  const ordered = places.toSorted((left, right) => left.from - right.from || right.to - left.to);
  const counts = new Map<IdentifierKind, number>();
  const parts: string[] = [];
  const masks: MaskedText['places'] = [];
  let end = 0;
  let length = 0;
  for (const { from, to, kind, masked } of ordered) {
    if (to <= end) continue;
    const kept = text.slice(end, Math.max(end, from));
    parts.push(kept, masked);
    masks.push({ from: length + kept.length, to: length + kept.length + masked.length, kind });
    length += kept.length + masked.length;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    end = to;
  }
  parts.push(text.slice(end));
  const counted = identifierKinds.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
  return { text: parts.join(''), counts: counted, places: masks };
}
