import { z } from 'zod';
import { alertKinds } from './alert-kinds.ts';
import { textParamsSchema } from './phones.ts';

export const alertKindSchema = z.enum(alertKinds);

export const alertSeverities = ['warn', 'bad'] as const;
export const alertSeveritySchema = z.enum(alertSeverities);
export type AlertSeverity = z.infer<typeof alertSeveritySchema>;

/** What an alert is about: one phone, one adb host, one hub (its USB path) on a host, or the console's whole desk. */
export const alertSubjectSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('phone'), phoneId: z.string() }),
  z.strictObject({ type: z.literal('host'), hostId: z.string() }),
  z.strictObject({ type: z.literal('hub'), hostId: z.string(), hub: z.string() }),
  z.strictObject({ type: z.literal('desk') }),
]);
export type AlertSubject = z.infer<typeof alertSubjectSchema>;

/**
 * Why an alert ended. `over`: what it was about is so no more; the others say that nobody watches it any more: the phone
 * was forgotten, set aside or taken off the expected ones, the host (or the virtual desk) removed, the kind or the webhook
 * switched off. An alert of the whole desk ends like the last phones that it spoke of.
 */
export const alertEndings = [
  'over',
  'forgotten',
  'set-aside',
  'not-expected',
  'host-removed',
  'kind-off',
  'webhook-off',
] as const;
export type AlertEnding = (typeof alertEndings)[number];

/** One incident, from the moment it was raised to the moment it ended. */
export const alertSchema = z.strictObject({
  alertId: z.number().int(),
  kind: alertKindSchema,
  /** The worst that it has been: it rises and never falls. */
  severity: alertSeveritySchema,
  subject: alertSubjectSchema,
  /**
   * What the subject was called when the alert was raised: the phone's number, and its label or else its model; the host's
   * name. In the live state a phone's is empty: the phone stands there by itself.
   */
  subjectNumber: z.number().int().nullable(),
  subjectName: z.string(),
  /** Picks the sentence (`alert.<kind>.<textCode>`), which `params` fill with the last known values. */
  textCode: z.string(),
  params: textParamsSchema,
  raisedAt: z.number(),
  /** Set while the value behind it cannot be read: since when. The alert stays. */
  unknownSinceAt: z.number().nullable(),
  /** An operator has seen it. Undone when it gets worse. */
  acknowledgedAt: z.number().nullable(),
  acknowledgedBy: z.string().nullable(),
  /** Quiet until then, by its own or its phone's snooze; null when it is not quiet now. */
  snoozedUntilAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  ending: z.enum(alertEndings).nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

/** Most active alerts that the snapshot carries, the worst and newest of them; `alertCount` counts all. */
export const liveAlertLimit = 200;

/** Longest time for which something can be snoozed. */
export const longestSnoozeMs = 7 * 24 * 3_600_000;

export const alertEvents = {
  /** The operator clicked a notification: show that alert, or the list when it told of several. */
  'alerts.opened': z.strictObject({ alertId: z.number().int().nullable() }),
} as const;

const alertIds = z.array(z.number().int()).min(1).max(1_000);
const changed = z.strictObject({ changedCount: z.number().int() });

export const alertProcedures = {
  /** All alerts, ended ones too, newest first. A filter that is null lets everything through. */
  'alerts.page': {
    input: z.strictObject({
      beforeId: z.number().int().nullable(),
      limit: z.number().int().min(1).max(200),
      kind: alertKindSchema.nullable(),
      severity: alertSeveritySchema.nullable(),
      phoneId: z.string().min(1).max(80).nullable(),
    }),
    output: z.strictObject({ entries: z.array(alertSchema), hasMore: z.boolean() }),
  },
  /** Only active alerts can be acknowledged; the others are passed over. */
  'alerts.acknowledge': { input: z.strictObject({ alertIds }), output: changed },
  /** Null ends the snooze. `invalid-input` for a moment that is over or more than seven days away. */
  'alerts.snooze': { input: z.strictObject({ alertIds, untilAt: z.number().nullable() }), output: changed },
  /** Keeps everything about the phone quiet, what is raised meanwhile too. */
  'alerts.snoozePhone': {
    input: z.strictObject({ phoneId: z.string().min(1).max(80), untilAt: z.number().nullable() }),
    output: z.null(),
  },
} as const;
