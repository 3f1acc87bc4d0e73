/** One measured value: what was seen, the bar it is held against, and the peer measured in the same run. */
export interface BenchFigure {
  readonly name: string;
  /** Unit included. */
  readonly value: string;
  /** Null for a figure that is told without being judged. */
  readonly bar: string | null;
  readonly isMet: boolean;
  /** What a peer took for the same work, where there is one. */
  readonly peer: string | null;
}

export interface BenchOptions {
  /** Fewer repeats and shorter windows under the same bars. */
  readonly isQuick: boolean;
  /** Progress for a person watching; never parsed. */
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** One row of the table of speed and size, as a program that measures it. */
export interface BenchRow {
  readonly name: string;
  readonly title: string;
  /** Needs the built app in a real Electron. */
  readonly needsApp: boolean;
  run(options: BenchOptions): Promise<readonly BenchFigure[]>;
}

interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer?: string;
  /** Follows the value in brackets: spread, count of samples. */
  readonly note?: string;
}

/** Holds when the value is at most `limit`. */
export function atMost(limit: number, measured: Measured): BenchFigure {
  return judged(measured, `≤ ${limit} ${measured.unit}`, measured.value <= limit);
}

/** Holds when the value is at least `limit`. */
export function atLeast(limit: number, measured: Measured): BenchFigure {
  return judged(measured, `≥ ${limit} ${measured.unit}`, measured.value >= limit);
}

/** Told, not judged. */
export function told(measured: Measured): BenchFigure {
  return judged(measured, null, true);
}

function judged({ name, value, unit, peer, note }: Measured, bar: string | null, isMet: boolean): BenchFigure {
  const text = `${round(value)} ${unit}${note === undefined ? '' : ` (${note})`}`;
  return { name, value: text, bar, isMet: isMet && Number.isFinite(value), peer: peer ?? null };
}

/** Three figures are enough to read and to compare. */
export function round(value: number): number {
  if (!Number.isFinite(value)) return value;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits));
}
