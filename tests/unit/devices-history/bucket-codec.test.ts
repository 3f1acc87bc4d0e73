import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyMetrics, numericMetrics } from '../../../electron/contract/history.ts';
import { healthCheckIds } from '../../../electron/contract/phones.ts';
import { decodeBucket, decodeMetric, encodeBucket } from '../../../electron/devices/history/bucket-codec.ts';
import { mergeBuckets, statsOfPoll, type BucketStats } from '../../../electron/devices/history/bucket-stats.ts';

const verdict = fc.constantFrom('unknown', 'ok', 'warn', 'bad');
const told = fc
  .record({
    metric: fc.constantFrom(...historyMetrics),
    number: fc.integer({ min: -9_000_000, max: 9_000_000 }).map((hundredths) => hundredths / 100),
    verdict,
  })
  .map(({ metric, number, ...rest }) => ({ metric, value: numericMetrics.has(metric) ? number : null, ...rest }));
/** As they come about: polls merged. */
const bucket: fc.Arbitrary<BucketStats> = fc
  .array(fc.uniqueArray(told, { selector: ({ metric }) => metric }), { minLength: 1, maxLength: 12 })
  .map((polls) => {
    const [first, ...rest] = polls.map((values) => statsOfPoll(values));
    if (first === undefined) throw new Error('not reached');
    return rest.reduce(mergeBuckets, first);
  });

describe('a bucket of the history as bytes', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(bucket, (stats) => {
        expect(decodeBucket(encodeBucket(stats), historyMetrics.length)).toEqual(stats);
      }),
    );
  });

  it('gives each metric by itself', () => {
    fc.assert(
      fc.property(bucket, (stats) => {
        const bytes = encodeBucket(stats);
        expect(historyMetrics.map((_, place) => decodeMetric(bytes, place))).toEqual(stats.metrics);
      }),
    );
  });

  it('is refused in a format of a later release, and when it is cut off', () => {
    const bytes = encodeBucket(statsOfPoll([{ metric: 'score', value: 90, verdict: 'unknown' }]));
    expect(() => decodeBucket(Buffer.from([9, ...bytes.subarray(1)]), historyMetrics.length)).toThrow(/format 9/u);
    expect(() => decodeBucket(bytes.subarray(0, -1), historyMetrics.length)).toThrow(RangeError);
  });
});

describe('the metrics of the history', () => {
  it('are the score and every health check', () => {
    expect(new Set<string>(historyMetrics)).toEqual(new Set<string>(['score', ...healthCheckIds]));
  });

  it('keep their stored places', () => {
    expect(historyMetrics.slice(0, 14)).toEqual([
      'score',
      'battery-level',
      'battery-temperature',
      'battery-status',
      'battery-wear',
      'storage',
      'memory',
      'load',
      'network',
      'clock-skew',
      'screen',
      'lock',
      'uptime',
      'messenger-version',
    ]);
  });

  it('fit the mask of a bucket', () => {
    expect(historyMetrics.length).toBeLessThanOrEqual(16);
  });
});
