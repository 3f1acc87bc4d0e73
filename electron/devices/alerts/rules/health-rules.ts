import type { AlertKind } from '../../../contract/alert-kinds.ts';
import type { HealthCheck, HealthCheckId } from '../../../contract/phones.ts';
import type { Settings } from '../../../contract/settings.ts';
import { wornPercent } from '../../health/battery-verdicts.ts';
import { memoryLowPercent } from '../../health/resource-verdicts.ts';
import { fine, trouble, within, type Verdict } from '../finding.ts';

/** The kinds that one health check speaks for. */
export type HealthAlertKind =
  | 'battery-hot'
  | 'battery-low'
  | 'battery-fault'
  | 'battery-worn'
  | 'storage-low'
  | 'memory-low'
  | 'network-lost'
  | 'clock-skew'
  | 'lock-policy'
  | 'messenger-missing';

interface HealthRule<K extends AlertKind> {
  readonly check: HealthCheckId;
  /** False while the settings leave nothing to hold the value against. Left out: always. */
  readonly isWatched?: (settings: Settings) => boolean;
  /** Called for a check whose value is known. */
  readonly judge: (check: HealthCheck, settings: Settings) => Verdict<K> | null;
}

/** Percent above the limit of `health/` at which a worn battery or a crowded memory counts as well again. */
const wornMargin = 2;
const memoryMargin = 4;

/**
 * When each kind is raised and when it is over. Limits are the settings that the health verdicts use. Null: the value says
 * nothing about this kind, and counts as unknown.
 */
export const healthRules: { readonly [K in HealthAlertKind]: HealthRule<K> } = {
  /** Raised from the limit on; over below it by the margin. */
  'battery-hot': {
    check: 'battery-temperature',
    judge: ({ value }, { batteryWarnCelsius, batteryBadCelsius, alertHeatMargin }) => {
      if (value === null) return null;
      if (value >= batteryBadCelsius) return trouble('bad', 'hot', { celsius: value, limit: batteryBadCelsius });
      if (value >= batteryWarnCelsius) return trouble('warn', 'warm', { celsius: value, limit: batteryWarnCelsius });
      return value < batteryWarnCelsius - alertHeatMargin ? fine : within;
    },
  },
  /**
   * Raised below the limit while it is not charging; over from the limit and the margin on, whatever the plug says: one that
   * slips now and then would raise it anew each time.
   */
  'battery-low': {
    check: 'battery-level',
    judge: ({ value, textCode }, { batteryLowPercent, alertBatteryMargin }) => {
      if (value === null || textCode === 'low-plug-unknown') return null;
      if (textCode === 'low') return trouble('warn', 'low', { percent: value, limit: batteryLowPercent });
      return value >= batteryLowPercent + alertBatteryMargin ? fine : within;
    },
  },
  'battery-fault': {
    check: 'battery-status',
    judge: ({ verdict, textCode }) => {
      if (verdict === 'ok') return fine;
      const complaint = complaints.find((code) => code === textCode);
      if (complaint === undefined) return null;
      return trouble(verdict === 'warn' ? 'warn' : 'bad', complaint);
    },
  },
  'battery-worn': {
    check: 'battery-wear',
    judge: ({ value, verdict, params }) => {
      if (value === null) return null;
      const found = { percent: value, limit: params['limit'] ?? wornPercent };
      if (verdict === 'bad') return trouble('bad', 'worn-out', found);
      if (verdict === 'warn') return trouble('warn', 'worn', found);
      return value >= wornPercent + wornMargin ? fine : within;
    },
  },
  'storage-low': {
    check: 'storage',
    judge: ({ value, verdict, params }, { storageLowPercent, alertStorageMargin }) => {
      if (value === null) return null;
      const found = { percent: value, freeMb: params['freeMb'] ?? null, limit: params['limit'] ?? storageLowPercent };
      if (verdict === 'bad') return trouble('bad', 'full', found);
      if (verdict === 'warn') return trouble('warn', 'low', found);
      return value >= storageLowPercent + alertStorageMargin ? fine : within;
    },
  },
  'memory-low': {
    check: 'memory',
    judge: ({ value, verdict }) => {
      if (value === null) return null;
      if (verdict === 'warn') return trouble('warn', 'low', { percent: value, limit: memoryLowPercent });
      return value >= memoryLowPercent + memoryMargin ? fine : within;
    },
  },
  'network-lost': {
    check: 'network',
    judge: ({ verdict }) => {
      if (verdict === 'ok') return fine;
      return verdict === 'bad' ? trouble('bad', 'none') : trouble('warn', 'no-internet');
    },
  },
  /** Raised beyond the limit either way; over once it is nearer than the limit by the margin, or by half of a small limit. */
  'clock-skew': {
    check: 'clock-skew',
    judge: ({ value, verdict }, { clockSkewSeconds: limit, alertClockMargin }) => {
      if (value === null) return null;
      const seconds = Math.abs(value);
      if (verdict === 'warn') return trouble('warn', value > 0 ? 'ahead' : 'behind', { seconds, limit });
      return seconds < Math.max(limit - alertClockMargin, limit / 2) ? fine : within;
    },
  },
  'lock-policy': {
    check: 'lock',
    isWatched: ({ lockPolicy }) => lockPolicy !== null,
    judge: ({ verdict, textCode }) => {
      if (verdict === 'ok') return fine;
      return trouble('warn', textCode === 'not-set-required' ? 'required' : 'unwanted');
    },
  },
  'messenger-missing': {
    check: 'messenger-version',
    judge: ({ verdict }) => (verdict === 'ok' ? fine : trouble('warn', 'missing')),
  },
};

const complaints = ['overheated', 'dead', 'over-voltage', 'failing', 'cold'] as const;

/** What a phone's health says of one kind. */
export function judgeHealthKind(kind: HealthAlertKind, checks: readonly HealthCheck[], settings: Settings): Verdict {
  const rule = healthRules[kind];
  if (rule.isWatched?.(settings) === false) return { is: 'unwatched', ending: 'kind-off' };
  const check = checks.find(({ id }) => id === rule.check);
  if (check === undefined) return { is: 'unknown', sinceAt: 0 };
  const unknown = { is: 'unknown', sinceAt: check.unknownSinceAt ?? check.readAt } as const;
  if (check.unknownSinceAt !== null) return unknown;
  if (check.verdict === 'unknown' && check.value === null) return unknown;
  return rule.judge(check, settings) ?? unknown;
}
