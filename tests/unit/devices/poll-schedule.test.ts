import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowestFreeNumber } from '../../../electron/devices/registry/phone-numbers.ts';
import { nextPollAfter, phaseOf } from '../../../electron/devices/sessions/poll-schedule.ts';

describe('the moment of a poll', () => {
  it('is between half and one and a half intervals away, and afterwards exactly one', () => {
    assert(
      property(integer({ min: 0, max: 2e12 }), double({ min: 0, max: 0.999, noNaN: true }), (now, phase) => {
        const first = nextPollAfter(now, 60_000, phase);
        expect(first - now).toBeGreaterThanOrEqual(29_999);
        expect(first - now).toBeLessThanOrEqual(90_001);
        expect(nextPollAfter(first, 60_000, phase) - first).toBeCloseTo(60_000, -1);
      }),
    );
  });

  it('is spread over the interval by phone', () => {
    const tenths = new Set(Array.from({ length: 100 }, (_, index) => Math.floor(phaseOf(`phone-${index}`) * 10)));
    expect(tenths.size).toBe(10);
  });
});

describe('numbers', () => {
  it('the lowest free one is given', () => {
    expect(lowestFreeNumber(new Set([1, 2, 4]))).toBe(3);
  });

  it('none is given when all are taken', () => {
    expect(lowestFreeNumber(new Set(Array.from({ length: 9_999 }, (_, index) => index + 1)))).toBeNull();
  });
});
