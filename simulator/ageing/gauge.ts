import type { IncidentKind } from './incident.ts';

/** A range of values, both ends included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * How the value behind a kind of incident moves, in the unit in which people speak of it. `limit` is the operating
 * manual's; between `limit` and `easeTo` nobody would call the trouble over, nor raise it anew.
 */
export interface Gauge {
  readonly limit: number;
  readonly isBadAbove: boolean;
  /** Beyond this the trouble is over. */
  readonly easeTo: number;
  /** Where a peak lies. */
  readonly peak: Range;
  /** The least that counts as beyond the limit, coarse print-outs and rounding included. */
  readonly beyond: number;
  /** Around the limit, while an incident lasts: values on both sides of it. */
  readonly wobble: Range;
  /** Just on the good side of the limit. */
  readonly near: Range;
  /** An ordinary day. */
  readonly calm: Range;
}

export const gauges: Readonly<Record<IncidentKind, Gauge>> = {
  /** Battery temperature in °C. */
  hot: {
    limit: 45,
    isBadAbove: true,
    easeTo: 43,
    peak: { low: 46, high: 53.5 },
    beyond: 45.3,
    wobble: { low: 43.2, high: 46.4 },
    near: { low: 42, high: 44.7 },
    calm: { low: 25, high: 39 },
  },
  /** Battery level in percent, off the charger. */
  flat: {
    limit: 20,
    isBadAbove: false,
    easeTo: 25,
    peak: { low: 4, high: 17 },
    beyond: 18.5,
    wobble: { low: 15, high: 23.9 },
    near: { low: 20.4, high: 24 },
    calm: { low: 45, high: 98 },
  },
  /** Free storage in percent. */
  full: {
    limit: 10,
    isBadAbove: false,
    easeTo: 12,
    peak: { low: 0.8, high: 8.5 },
    beyond: 9.6,
    wobble: { low: 8.8, high: 11.6 },
    near: { low: 10.2, high: 11.7 },
    calm: { low: 16, high: 30 },
  },
  /** What the battery still holds, in percent of its design. */
  worn: {
    limit: 80,
    isBadAbove: false,
    easeTo: 82,
    peak: { low: 64, high: 78 },
    beyond: 79,
    wobble: { low: 78.2, high: 81.3 },
    near: { low: 80.1, high: 82 },
    calm: { low: 88, high: 97 },
  },
  /** How far the phone's clock is off, in seconds, either way. */
  'clock-off': {
    limit: 60,
    isBadAbove: true,
    easeTo: 50,
    peak: { low: 70, high: 240 },
    beyond: 63,
    wobble: { low: 51.5, high: 72 },
    near: { low: 46, high: 57 },
    calm: { low: 0, high: 9 },
  },
};
