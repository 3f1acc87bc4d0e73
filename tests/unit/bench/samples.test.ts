import { describe, expect, it } from 'vitest';
import { median, percentile, spread } from '../../bench/measure/samples.ts';

describe('samples', () => {
  it('have the value in the middle as their median, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('of an even count have the mean of the two in the middle as their median', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('leave one in twenty above the 95th percentile', () => {
    const samples = Array.from({ length: 40 }, (_, index) => index + 1);
    expect(percentile(samples, 95)).toBe(38);
  });

  it('of one are that one at every percentile', () => {
    expect(percentile([7], 95)).toBe(7);
  });

  it('that are none are no measurement', () => {
    expect(() => median([])).toThrow('no samples');
    expect(() => percentile([], 95)).toThrow('no samples');
  });

  it('are told with their ends and their count', () => {
    expect(spread([30.04, 2, 250.6])).toBe('2–251, n=3');
  });
});
