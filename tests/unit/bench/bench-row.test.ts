import { describe, expect, it } from 'vitest';
import { atLeast, atMost, told } from '../../bench/bench-row.ts';
import { runRow } from '../../bench/run-row.ts';
import { formatTable } from '../../bench/table.ts';

const options = { isQuick: true, say: () => undefined, signal: new AbortController().signal };

describe('a figure', () => {
  it('meets a highest value at it, and not above it', () => {
    expect(atMost(50, { name: 'block', value: 50, unit: 'ms' }).isMet).toBe(true);
    expect(atMost(50, { name: 'block', value: 50.1, unit: 'ms' }).isMet).toBe(false);
  });

  it('meets a lowest value at it, and not below it', () => {
    expect(atLeast(20, { name: 'ratio', value: 20, unit: 'x' }).isMet).toBe(true);
    expect(atLeast(20, { name: 'ratio', value: 19.99, unit: 'x' }).isMet).toBe(false);
  });

  it('that is no number meets nothing', () => {
    expect(atMost(50, { name: 'block', value: Number.NaN, unit: 'ms' }).isMet).toBe(false);
    expect(atLeast(3, { name: 'ratio', value: Number.POSITIVE_INFINITY, unit: 'x' }).isMet).toBe(false);
  });

  it('that is only told has no bar to miss', () => {
    expect(told({ name: 'start', value: 1_234, unit: 'ms' })).toMatchObject({
      value: '1234 ms',
      bar: null,
      isMet: true,
    });
  });
});

describe('the table', () => {
  it('says of every figure what it was held against and whether it met that', () => {
    const lines = formatTable([
      atMost(50, { name: 'block', value: 60, unit: 'ms' }),
      atLeast(3, { name: 'less CPU', value: 4, unit: 'x', peer: '150 ms' }),
    ]);
    expect(lines).toEqual([
      '| what     | value | bar     | peer   | met |',
      '|----------|-------|---------|--------|-----|',
      '| block    | 60 ms | ≤ 50 ms |        | NO  |',
      '| less CPU | 4 x   | ≥ 3 x   | 150 ms | yes |',
    ]);
  });
});

describe('a row', () => {
  it('that breaks off counts as missed', async () => {
    const broken = { name: 'broken', title: '', needsApp: false, run: () => Promise.reject(new Error('no phones')) };
    const { figures } = await runRow(broken, options);
    expect(figures).toMatchObject([{ name: 'broken: ran to its end', isMet: false }]);
  });
});
