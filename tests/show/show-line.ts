/** One measured value of a line: what was seen, what was asked, and whether it holds. */
export interface Figure {
  readonly name: string;
  readonly value: number | string;
  readonly bar: string;
  readonly isMet: boolean;
}

export interface ShowOptions {
  /** The short form runs inside `npm test`: the same checks on fewer phones or for less time. */
  readonly isShort: boolean;
  /** Everything random comes from here, so that a failure can be repeated. */
  readonly seed: number;
  /** Progress for a person watching; never parsed. */
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** A numbered line of an issue's "Must show", as a program that measures it. */
export interface ShowLine {
  readonly id: string;
  readonly title: string;
  /** False for a line that only has a full form; `npm test` leaves it out and says so. */
  readonly hasShortForm: boolean;
  /** Longest time the full form may take before it counts as missed. */
  readonly limitMs: number;
  run(options: ShowOptions): Promise<readonly Figure[]>;
}

/** A figure that holds when `value` is at most `limit`. */
export function atMost(name: string, value: number, limit: number, unit: string): Figure {
  return { name, value: `${round(value)} ${unit}`, bar: `≤ ${limit} ${unit}`, isMet: value <= limit };
}

/** A figure that holds when `value` is at least `limit`. */
export function atLeast(name: string, value: number, limit: number, unit: string): Figure {
  return { name, value: `${round(value)} ${unit}`, bar: `≥ ${limit} ${unit}`, isMet: value >= limit };
}

/** A figure that holds when `value` is exactly `wanted`. */
export function exactly(name: string, value: number | string, wanted: number | string): Figure {
  return { name, value, bar: `= ${wanted}`, isMet: value === wanted };
}

/** A figure without a bar: what was seen, for whoever reads it. */
export function told(name: string, value: number | string): Figure {
  return { name, value, bar: 'told only', isMet: true };
}

/**
 * A case that this computer cannot bring about. The short form tells so, since it runs everywhere; the full form is there
 * to show every case, and misses.
 */
export function leftOut(name: string, needs: string, isShort: boolean): Figure {
  const value = `left out: ${needs}`;
  return isShort ? told(name, value) : { name, value, bar: 'shown', isMet: false };
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
