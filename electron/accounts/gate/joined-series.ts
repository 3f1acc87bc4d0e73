import type { ActSeries } from './act-series.ts';

/**
 * Two series as one, without a copy of either: some acts are added to many. What asks for places takes the logarithm of their numbers.
 * Neither may change as long as it is asked.
 */
export class JoinedSeries implements ActSeries {
  readonly #many: ActSeries;
  readonly #added: ActSeries;
  /** The place of each added act among all, in order; found out when it is first asked for. */
  #places: readonly number[] | null = null;

  constructor(many: ActSeries, added: ActSeries) {
    this.#many = many;
    this.#added = added;
  }

  get count(): number {
    return this.#many.count + this.#added.count;
  }

  get lastAt(): number | null {
    const [one, other] = [this.#many.lastAt, this.#added.lastAt];
    return one === null || other === null ? (one ?? other) : Math.max(one, other);
  }

  timeAt(place: number): number | null {
    const { series, own } = this.#actAt(place);
    return series.timeAt(own);
  }

  beganAt(place: number): number | null {
    const { series, own } = this.#actAt(place);
    return series.beganAt(own);
  }

  sumUpTo(place: number): number {
    const added = this.#addedUpTo(place);
    return this.#many.sumUpTo(place - added) + this.#added.sumUpTo(added - 1);
  }

  sumSince(from: number): number {
    return this.#many.sumSince(from) + this.#added.sumSince(from);
  }

  hasBetween(from: number, to: number): boolean {
    return this.#many.hasBetween(from, to) || this.#added.hasBetween(from, to);
  }

  lastAbove(most: number): number | null {
    if (most < 0) throw new RangeError(`no window sums up to ${most}`);
    const tooMuch = this.sumUpTo(this.count - 1) - most;
    if (tooMuch <= 0) return null;
    return this.timeAt(firstWhere(this.count, (place) => this.sumUpTo(place) >= tooMuch));
  }

  /** In which of the two the act at a place is, and where there. */
  #actAt(place: number): { readonly series: ActSeries; readonly own: number } {
    const added = this.#addedUpTo(place);
    const isAdded = added > 0 && this.#addedPlaces()[added - 1] === place;
    return isAdded ? { series: this.#added, own: added - 1 } : { series: this.#many, own: place - added };
  }

  /** How many of the acts up to and with the one at a place were added. */
  #addedUpTo(place: number): number {
    const places = this.#addedPlaces();
    return firstWhere(places.length, (index) => (places[index] ?? 0) > place);
  }

  #addedPlaces(): readonly number[] {
    this.#places ??= Array.from({ length: this.#added.count }, (_none, index) => {
      const at = this.#added.timeAt(index) ?? 0;
      return index + firstWhere(this.#many.count, (place) => (this.#many.timeAt(place) ?? 0) >= at);
    });
    return this.#places;
  }
}

/** The first of so many places of which something is so, where it is so of every later one; their count where it is so of none. */
function firstWhere(count: number, isSo: (place: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
