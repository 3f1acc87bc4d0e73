import { z } from 'zod';
import { plainName } from './plain-text.ts';
import { alertKindSchema, alertSeveritySchema } from './alerts.ts';

/** All typed settings with their defaults; unknown keys are refused. Times in ms, temperatures in °C, shares in percent. */
export const settingsSchema = z.strictObject({
  language: z.enum(['zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** No default: null until the operator answered what a screen lock should be on this desk. */
  lockPolicy: z.enum(['none', 'required']).nullable(),
  pollIntervalMs: z.number().int().min(5_000).max(3_600_000),
  batteryWarnCelsius: z.number().min(30).max(70),
  batteryBadCelsius: z.number().min(30).max(80),
  batteryLowPercent: z.number().int().min(1).max(90),
  storageLowPercent: z.number().int().min(1).max(90),
  clockSkewSeconds: z.number().int().min(1).max(86_400),
  /** How often somebody looks whether a battery swells, and how long one may stay full on the charger, in days. */
  swellCheckDays: z.number().int().min(7).max(180),
  batteryRestDays: z.number().int().min(1).max(90),
  /** Kinds of alert that are not raised at all. */
  alertKindsOff: z.array(alertKindSchema).max(100),
  /** How long an expected phone may be away before that is an alert. */
  alertMissingMinutes: z.number().int().min(1).max(1_440),
  /** How far back from its limit a value must be for its alert to end: °C, percent, percent, seconds. */
  alertHeatMargin: z.number().min(0).max(20),
  alertBatteryMargin: z.number().int().min(0).max(50),
  alertStorageMargin: z.number().int().min(0).max(50),
  alertClockMargin: z.number().int().min(0).max(3_600),
  /** Notifications of the computer's desktop, from which severity on, and whether they sound. */
  notificationsOn: z.boolean(),
  notificationsFrom: alertSeveritySchema,
  notificationSound: z.boolean(),
  /** Absolute path of the adb program; null: search PATH and the usual places. */
  adbPath: z.string().max(4096).nullable(),
  devicesView: z.enum(['table', 'cards']),
  /** How many phones of one hub jobs act on at once. */
  jobPhonesPerHub: z.number().int().min(1).max(64),
  /** Characters of a group name from which on to warn, and that no new name may exceed. The messenger's own limit is not known. */
  groupNameWarnLength: z.number().int().min(1).max(200),
  groupNameMaxLength: z.number().int().min(1).max(200),
  /** Words that no new group name may hold. */
  forbiddenWords: z.array(plainName(20)).max(500),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  language: 'zh-CN',
  theme: 'system',
  lockPolicy: null,
  pollIntervalMs: 60_000,
  batteryWarnCelsius: 45,
  batteryBadCelsius: 50,
  batteryLowPercent: 20,
  storageLowPercent: 10,
  clockSkewSeconds: 60,
  swellCheckDays: 30,
  batteryRestDays: 7,
  alertKindsOff: [],
  alertMissingMinutes: 3,
  alertHeatMargin: 2,
  alertBatteryMargin: 5,
  alertStorageMargin: 2,
  alertClockMargin: 10,
  notificationsOn: true,
  notificationsFrom: 'warn',
  notificationSound: true,
  adbPath: null,
  devicesView: 'table',
  jobPhonesPerHub: 8,
  groupNameWarnLength: 30,
  groupNameMaxLength: 32,
  forbiddenWords: ['官方', '国家级', '最高级', '第一品牌'],
};

export const settingsProcedures = {
  'settings.get': { input: z.strictObject({}), output: settingsSchema },
  /** Answers the settings after the change; a rule between fields that does not hold is `invalid-input`. */
  'settings.update': { input: z.strictObject({ patch: settingsSchema.partial() }), output: settingsSchema },
} as const;
