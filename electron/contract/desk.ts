import { z } from 'zod';
import { alertSchema } from './alerts.ts';
import { demoSchema } from './demo.ts';
import { deskMapSchema } from './desk-map.ts';
import { faultReadingSchema } from './faults.ts';
import { hostSchema } from './hosts.ts';
import { jobSchema } from './jobs.ts';
import { operatorSchema } from './operators.ts';
import { phoneSchema } from './phones.ts';
import { settingsSchema } from './settings.ts';

/** 应到 N 在线 M, with the missing numbers named. Online = ready or busy. */
export const attendanceSchema = z.strictObject({
  expectedCount: z.number().int(),
  onlineCount: z.number().int(),
  /** Expected phones that are not online, by number; phones without a number by label or model. */
  missing: z.array(z.strictObject({ phoneId: z.string(), number: z.number().int().nullable(), name: z.string() })),
});

/**
 * What time it is on the desk at the moment of telling. A page counts on from there by its monotonic clock, and never looks at the
 * computer's, which may show any time.
 */
const shownTimeSchema = z.strictObject({
  /** By which phones, health, alerts, history and the audit log are stamped. */
  now: z.number(),
  /** By which accounts, groups, jobs and schedules are: the true one as far as it is known. */
  trueNow: z.number(),
  /** How many milliseconds of both go by in one of the machine. */
  factor: z.number().positive(),
  /** The desk keeps a clock of its own. */
  isOwnClock: z.boolean(),
});
export type ShownTime = z.infer<typeof shownTimeSchema>;

/** Live state only; under 1 MB at 100 phones. Everything else is a paged query. */
export const snapshotSchema = z.strictObject({
  version: z.number().int(),
  takenAt: z.number(),
  time: shownTimeSchema,
  phones: z.array(phoneSchema),
  hosts: z.array(hostSchema),
  attendance: attendanceSchema,
  /** What is wrong with the desk now, the most general first. */
  readings: z.array(faultReadingSchema),
  deskMap: deskMapSchema,
  demo: demoSchema,
  operator: operatorSchema.nullable(),
  settings: settingsSchema,
  /** Active alerts; when there are more than `liveAlertLimit`, the worst and newest. */
  alerts: z.array(alertSchema),
  /** Active alerts that nobody has acknowledged or snoozed. */
  alertCount: z.number().int(),
  /** At most `liveJobsLimit`, those under way first, in figures; all jobs and their rows are paged. */
  jobs: z.array(jobSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What changed since `baseVersion`; a receiver whose version is another asks for a new snapshot. */
export const deltaSchema = z.strictObject({
  baseVersion: z.number().int(),
  version: z.number().int(),
  /** When counting on from the last one told leads to another time. */
  time: shownTimeSchema.optional(),
  phones: z.array(phoneSchema).optional(),
  removedPhoneIds: z.array(z.string()).optional(),
  hosts: z.array(hostSchema).optional(),
  removedHostIds: z.array(z.string()).optional(),
  attendance: attendanceSchema.optional(),
  readings: z.array(faultReadingSchema).optional(),
  deskMap: deskMapSchema.optional(),
  demo: demoSchema.optional(),
  operator: operatorSchema.nullable().optional(),
  settings: settingsSchema.optional(),
  alerts: z.array(alertSchema).optional(),
  endedAlertIds: z.array(z.number().int()).optional(),
  alertCount: z.number().int().optional(),
  jobs: z.array(jobSchema).optional(),
  /** Jobs that are no longer among those. */
  removedJobIds: z.array(z.number().int()).optional(),
});
export type Delta = z.infer<typeof deltaSchema>;

export const deskProcedures = {
  'desk.snapshot': { input: z.strictObject({}), output: snapshotSchema },
} as const;

export const deskEvents = { 'desk.delta': deltaSchema } as const;
