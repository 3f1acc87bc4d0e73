import { settingsSchema, type Settings } from '@contract/settings.ts';

/** The settings that are one number, as the page groups them. */
export const healthLimitNames = [
  'pollIntervalMs',
  'batteryWarnCelsius',
  'batteryBadCelsius',
  'batteryLowPercent',
  'storageLowPercent',
  'clockSkewSeconds',
  'swellCheckDays',
  'batteryRestDays',
] as const satisfies (keyof Settings)[];
export const alertLimitNames = [
  'alertMissingMinutes',
  'alertHeatMargin',
  'alertBatteryMargin',
  'alertStorageMargin',
  'alertClockMargin',
] as const satisfies (keyof Settings)[];
export const jobLimitNames = ['jobPhonesPerHub'] as const satisfies (keyof Settings)[];
export const nameLimitNames = ['groupNameWarnLength', 'groupNameMaxLength'] as const satisfies (keyof Settings)[];
export const limitNames = [...healthLimitNames, ...alertLimitNames, ...jobLimitNames, ...nameLimitNames] as const;
export type LimitName = (typeof limitNames)[number];

/** How a limit is typed: the poll interval is kept in milliseconds and typed in seconds. */
export const unitFactors: Readonly<Record<LimitName, number>> = {
  pollIntervalMs: 1_000,
  batteryWarnCelsius: 1,
  batteryBadCelsius: 1,
  batteryLowPercent: 1,
  storageLowPercent: 1,
  clockSkewSeconds: 1,
  swellCheckDays: 1,
  batteryRestDays: 1,
  alertMissingMinutes: 1,
  alertHeatMargin: 1,
  alertBatteryMargin: 1,
  alertStorageMargin: 1,
  alertClockMargin: 1,
  jobPhonesPerHub: 1,
  groupNameWarnLength: 1,
  groupNameMaxLength: 1,
};

export interface LimitRange {
  readonly least: number;
  readonly most: number;
}

/** What the contract allows, in the typed unit. */
export function rangeOf(name: LimitName): LimitRange {
  const { minValue, maxValue } = settingsSchema.shape[name];
  const factor = unitFactors[name];
  return { least: (minValue ?? 0) / factor, most: (maxValue ?? 0) / factor };
}

/** Why a typed value cannot be kept; null when it can. */
export type LimitFlaw = 'empty' | 'range' | 'whole' | 'below-warn';

export function flawOf(name: LimitName, typed: number | null, settings: Settings): LimitFlaw | null {
  if (typed === null || Number.isNaN(typed)) return 'empty';
  const { least, most } = rangeOf(name);
  if (typed < least || typed > most) return 'range';
  const value = typed * unitFactors[name];
  if (!settingsSchema.shape[name].safeParse(value).success) return 'whole';
  if (name === 'batteryBadCelsius' && value < settings.batteryWarnCelsius) return 'below-warn';
  if (name === 'batteryWarnCelsius' && value > settings.batteryBadCelsius) return 'below-warn';
  return null;
}
