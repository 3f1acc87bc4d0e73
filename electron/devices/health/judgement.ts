import type { HealthTextCode } from '../../contract/health-texts.ts';
import type { HealthCheckId, TextParams, Verdict } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import type { HealthReadings } from './readings.ts';

/** The settings that verdicts depend on. */
export type HealthLimits = Pick<
  Settings,
  | 'lockPolicy'
  | 'batteryWarnCelsius'
  | 'batteryBadCelsius'
  | 'batteryLowPercent'
  | 'storageLowPercent'
  | 'clockSkewSeconds'
>;

export interface Judgement<Id extends HealthCheckId> {
  readonly verdict: Verdict;
  readonly textCode: HealthTextCode<Id>;
  readonly params: TextParams;
  readonly value: number | null;
  /** False where the phone's answer gives no value to show (frozen numbers, a first sample). */
  readonly isKnown: boolean;
}

/** Null: the poll asked and nothing was proven. */
export type Judge<Id extends HealthCheckId> = (readings: HealthReadings, limits: HealthLimits) => Judgement<Id> | null;

export type Judges<Id extends HealthCheckId> = { readonly [Check in Id]: Judge<Check> };

/** Something that was read, whatever may be thought of it. */
export function known<Code extends string>(
  verdict: Verdict,
  textCode: Code,
  params: TextParams = {},
  value: number | null = null,
): { verdict: Verdict; textCode: Code; params: TextParams; value: number | null; isKnown: true } {
  return { verdict, textCode, params, value, isKnown: true };
}

/** An answer that is understood and holds no value. */
export function doubtful<Code extends string>(
  textCode: Code,
): { verdict: 'unknown'; textCode: Code; params: TextParams; value: null; isKnown: false } {
  return { verdict: 'unknown', textCode, params: {}, value: null, isKnown: false };
}

export function rounded(value: number, decimals = 0): number {
  return Number(value.toFixed(decimals));
}
