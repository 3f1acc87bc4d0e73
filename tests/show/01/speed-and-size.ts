import { benchRows } from '../../bench/rows.ts';
import { ensureBuiltApp } from '../../bench/built-app.ts';
import type { BenchOptions, BenchRow } from '../../bench/bench-row.ts';
import { runRow, type RowResult } from '../../bench/run-row.ts';
import type { Figure, ShowLine } from '../show-line.ts';

/** The short form runs beside whatever else a machine does; a row that misses there is measured again, and both are told. */
const shortTries = 3;

async function measureRow(row: BenchRow, options: BenchOptions): Promise<RowResult> {
  for (let tries = 1; ; tries++) {
    const result = await runRow(row, options);
    options.say(`${row.name}: ${result.seconds.toFixed(0)} s; ${result.noise}`);
    const missed = result.figures.filter(({ isMet }) => !isMet);
    if (missed.length === 0 || !options.isQuick || tries === shortTries) return result;
    for (const { name, value, bar } of missed) options.say(`missed, measured again: ${name}: ${value} (bar ${bar})`);
  }
}

/** The rows of `npm run bench`, each with its peer where it has one. The short form repeats less under the same bars. */
export const speedAndSize: ShowLine = {
  id: '01.9',
  title: 'speed and size: rows of the bench, and the simulator at rest',
  hasShortForm: true,
  limitMs: 25 * 60_000,
  async run({ isShort, say, signal }) {
    await ensureBuiltApp();
    const figures: Figure[] = [];
    for (const row of benchRows) {
      signal.throwIfAborted();
      say(`${row.name}: ${row.title}`);
      const result = await measureRow(row, { isQuick: isShort, say, signal });
      for (const { name, value, bar, peer, isMet } of result.figures) {
        const against = peer === null ? '' : ` (peer ${peer})`;
        if (bar === null) say(`${name}: ${value}${against}`);
        else figures.push({ name, value: `${value}${against}`, bar, isMet });
      }
    }
    return figures;
  },
};
