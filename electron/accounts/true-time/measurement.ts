import type { HealthReadings } from '../../devices/health/readings.ts';

/** What a phone's clock said, and what the console's clocks said at that moment. */
export interface PhoneMeasurement {
  readonly phoneId: string;
  /** The phone's time, epoch ms. */
  readonly phoneAt: number;
  /** The console's own two clocks at that moment: the one that counts on, and the one that somebody may set. */
  readonly monotonicAt: number;
  readonly pcAt: number;
}

/** A poll that may be further off than this measures nothing: its answer came late, or the PC was set on the way. */
export const coarsestMs = 15_000;

/**
 * The phone's time out of a poll that has ended right now; null where it told none, or too coarsely. The poll compares the
 * phone with the middle of the call; a PC clock that was set meanwhile shows as a call that took so much longer.
 */
export function measurementOf(
  phoneId: string,
  { readAt, clockSkew }: Pick<HealthReadings, 'readAt' | 'clockSkew'>,
  monotonicAt: number,
): PhoneMeasurement | null {
  if (clockSkew === null || clockSkew.uncertaintyMs > coarsestMs) return null;
  return { phoneId, phoneAt: readAt + clockSkew.skewMs, monotonicAt, pcAt: readAt };
}
