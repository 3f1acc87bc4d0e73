import { round } from '../bench-row.ts';

/** The middle of the samples; throws on none, as nothing was measured then. */
export function median(samples: readonly number[]): number {
  const sorted = sort(samples);
  const middle = Math.floor(sorted.length / 2);
  const upper = at(sorted, middle);
  return sorted.length % 2 === 1 ? upper : (at(sorted, middle - 1) + upper) / 2;
}

/** The smallest sample that at least `percent` of all do not exceed (nearest rank); throws on none. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = sort(samples);
  return at(sorted, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1));
}

/** Smallest to largest, as text: how far the samples lie apart. */
export function spread(samples: readonly number[]): string {
  const sorted = sort(samples);
  return `${round(at(sorted, 0))}–${round(at(sorted, sorted.length - 1))}, n=${sorted.length}`;
}

function sort(samples: readonly number[]): readonly number[] {
  return samples.toSorted((left, right) => left - right);
}

function at(sorted: readonly number[], index: number): number {
  const value = sorted[index];
  if (value === undefined) throw new Error('there are no samples');
  return value;
}
