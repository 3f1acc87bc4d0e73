/** Acts of one kind in the order of time, to be counted. */
export interface ActSeries {
  readonly count: number;
  /** When the latest act was; null where there is none. */
  readonly lastAt: number | null;
  /** When the act at a place was, counted from the earliest one; null where there is none. */
  timeAt(place: number): number | null;
  /** When the act at a place began, which is no later than when it was; null where there is none. */
  beganAt(place: number): number | null;
  /** The sum of the amounts of the acts up to and with the one at a place. */
  sumUpTo(place: number): number;
  /** The sum of the amounts of the acts at or after `from`. */
  sumSince(from: number): number;
  /** Whether there is an act at or after `from` and before `to`. */
  hasBetween(from: number, to: number): boolean;
  /**
   * The time of the last act that has to leave a window, earliest first, until the amounts in it sum up to no more than `most`;
   * null where all of them together do not. @throws RangeError where `most` is below 0, as no window sums up to that
   */
  lastAbove(most: number): number | null;
}

/** A series that grows: in constant time at its end, anywhere else by moving what is later. */
export class GrowingSeries implements ActSeries {
  readonly #times: number[] = [];
  /** The sum up to and with each act; null for as long as every act counts one, when it is the act's place. */
  #sums: number[] | null = null;
  /** When each act began; null for as long as every one began when it was. */
  #begins: number[] | null = null;

  get count(): number {
    return this.#times.length;
  }

  get lastAt(): number | null {
    return this.#times.at(-1) ?? null;
  }

  timeAt(place: number): number | null {
    return this.#times[place] ?? null;
  }

  beganAt(place: number): number | null {
    return (this.#begins ?? this.#times)[place] ?? null;
  }

  sumUpTo(place: number): number {
    return this.#sumOf(place + 1);
  }

  sumSince(from: number): number {
    const { length } = this.#times;
    // Most questions are about a window in which there is nothing.
    if (length === 0 || (this.#times[length - 1] ?? 0) < from) return 0;
    return this.#sumOf(length) - this.#sumOf(firstPlace(this.#times, from));
  }

  hasBetween(from: number, to: number): boolean {
    const first = this.#times[firstPlace(this.#times, from)];
    return first !== undefined && first < to;
  }

  lastAbove(most: number): number | null {
    if (most < 0) throw new RangeError(`no window sums up to ${most}`);
    const tooMuch = this.#sumOf(this.#times.length) - most;
    if (tooMuch <= 0) return null;
    const place = this.#sums === null ? tooMuch - 1 : firstPlace(this.#sums, tooMuch);
    return this.timeAt(place);
  }

  add(at: number, amount: number, beganAt = at): void {
    if (amount !== 1) this.#sums ??= this.#times.map((_time, place) => place + 1);
    if (beganAt !== at) this.#begins ??= [...this.#times];
    const { length } = this.#times;
    if (length === 0 || at >= (this.#times[length - 1] ?? at)) {
      this.#sums?.push(this.#sumOf(length) + amount);
      this.#begins?.push(beganAt);
      this.#times.push(at);
      return;
    }
    const place = firstPlace(this.#times, at);
    this.#begins?.splice(place, 0, beganAt);
    this.#insert(place, at, amount);
  }

  /** Takes back an act that was added so; false where there is none. */
  remove(at: number, amount: number, beganAt = at): boolean {
    for (let place = firstPlace(this.#times, at); this.#times[place] === at; place++) {
      if (this.#sumOf(place + 1) - this.#sumOf(place) !== amount || this.beganAt(place) !== beganAt) continue;
      this.#times.splice(place, 1);
      this.#begins?.splice(place, 1);
      this.#sums?.splice(place, 1);
      for (let later = place; later < (this.#sums?.length ?? 0); later++) {
        if (this.#sums !== null) this.#sums[later] = (this.#sums[later] ?? 0) - amount;
      }
      return true;
    }
    return false;
  }

  /** One of its own with the same acts. */
  static copyOf(series: ActSeries): GrowingSeries {
    const copy = new GrowingSeries();
    for (let place = 0, before = 0; place < series.count; place++) {
      const upTo = series.sumUpTo(place);
      copy.add(series.timeAt(place) ?? 0, upTo - before, series.beganAt(place) ?? undefined);
      before = upTo;
    }
    return copy;
  }

  #insert(place: number, at: number, amount: number): void {
    this.#times.splice(place, 0, at);
    const sums = this.#sums;
    if (sums === null) return;
    sums.splice(place, 0, place === 0 ? 0 : (sums[place - 1] ?? 0));
    for (let later = place; later < sums.length; later++) sums[later] = (sums[later] ?? 0) + amount;
  }

  /** The sum of the first so many acts. */
  #sumOf(count: number): number {
    if (this.#sums === null || count === 0) return count;
    return this.#sums[count - 1] ?? 0;
  }
}

/** Where the first value stands that is at least `wanted`, in values that never go down; their count where there is none. */
function firstPlace(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
