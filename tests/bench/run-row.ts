import type { BenchFigure, BenchOptions, BenchRow } from './bench-row.ts';
import { MachineNoise } from './measure/machine-noise.ts';

/** What came of a row. */
export interface RowResult {
  readonly row: BenchRow;
  readonly figures: readonly BenchFigure[];
  readonly seconds: number;
  readonly noise: string;
}

/** Measures a row; one that does not come to its end counts as missed, with the reason as its only figure. */
export async function runRow(row: BenchRow, options: BenchOptions): Promise<RowResult> {
  const noise = new MachineNoise();
  const startedAt = performance.now();
  const figures = await measure(row, options);
  return { row, figures, seconds: (performance.now() - startedAt) / 1_000, noise: noise.describe() };
}

async function measure(row: BenchRow, options: BenchOptions): Promise<readonly BenchFigure[]> {
  try {
    return await row.run(options);
  } catch (failure) {
    options.say(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    return [{ name: `${row.name}: ran to its end`, value: 'no', bar: 'yes', isMet: false, peer: null }];
  }
}
