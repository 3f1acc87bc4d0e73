import { z } from 'zod';
import { errorCodeSchema } from './outcome.ts';
import { textParamsSchema } from './phones.ts';
import { plainName } from './plain-text.ts';

/** What can come again by the calendar. Closed: each has one piece of code behind it, which a feature brings. */
export const scheduleKinds = ['roster-sync', 'health-sweep', 'checklist-reminder', 'job-window'] as const;
export const scheduleKindSchema = z.enum(scheduleKinds);
export type ScheduleKindName = z.infer<typeof scheduleKindSchema>;

export const defaultTimeZone = 'Asia/Shanghai';
export const scheduleTitleMaxLength = 60;
/** The most schedules of one desk. */
export const schedulesLimit = 100;
/** The longest that a missed run may be made up for: a week. */
export const catchUpMaxMinutes = 10_080;

/** Minutes of the hour and hours of the day on the wall of the schedule's time zone: `09:05`. */
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

const weekdaysSchema = z
  .array(z.number().int().min(1).max(7))
  .min(1)
  .refine((days) => new Set(days).size === days.length, { params: { rule: 'day-twice' } });

/** When it runs. Weekdays are 1 (Monday) to 7; `hours` counts from the window's beginning, or from midnight without one. */
export const scheduleRuleSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), at: timeOfDay }),
  z.strictObject({ every: z.literal('weekdays'), days: weekdaysSchema, at: timeOfDay }),
  z.strictObject({ every: z.literal('hours'), hours: z.number().int().min(1).max(12) }),
]);
export type ScheduleRule = z.infer<typeof scheduleRuleSchema>;

/** Part of every day in which runs may begin; `from` belongs to it, `to` does not. `from` after `to` goes over midnight. */
export const scheduleWindowSchema = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from !== to, { params: { rule: 'window-empty' } });
export type ScheduleWindow = z.infer<typeof scheduleWindowSchema>;

/**
 * What becomes of a run whose time went by: nothing, one run as soon as that is possible within so many minutes of its time (and
 * within the window), or a question to the operator. Of several missed times only the last one can be made up for.
 */
export const missedPolicySchema = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('skip') }),
  z.strictObject({ policy: z.literal('run-once'), withinMinutes: z.number().int().min(1).max(catchUpMaxMinutes) }),
  z.strictObject({ policy: z.literal('ask') }),
]);
export type MissedPolicy = z.infer<typeof missedPolicySchema>;

const timeZoneSchema = z
  .string()
  .max(60)
  .refine(isTimeZone, { params: { rule: 'time-zone' } });

const scheduleId = z.number().int();
const moment = z.number().nullable();

/** What an operator decides about a schedule. */
const draftShape = {
  kind: scheduleKindSchema,
  title: plainName(scheduleTitleMaxLength),
  rule: scheduleRuleSchema,
  timeZone: timeZoneSchema,
  window: scheduleWindowSchema.nullable(),
  missed: missedPolicySchema,
};
export type ScheduleDraft = z.infer<z.ZodObject<typeof draftShape>>;

/** Why a planned time had no run at its time. */
export const missReasons = [
  'console-off',
  /** The computer slept, or its clock was set ahead. */
  'time-jumped',
  /** The run before it was not over. */
  'still-running',
  /** What it runs on was not there: no phone, no account. */
  'not-ready',
  /** The database took nothing, as on a full disk. */
  'store-refused',
  'not-answered',
  'window-over',
] as const;
export const missReasonSchema = z.enum(missReasons);
export type MissReason = z.infer<typeof missReasonSchema>;

/** Why a person's decision left a planned time without a run. */
export const skipReasons = ['declined', 'turned-off', 'changed', 'removed'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** `interrupted`: it began, and nobody knows how far it came; it is never begun again by itself. */
export const runOutcomes = ['done', 'failed', 'interrupted', 'missed', 'skipped'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

export const runCodeSchema = z.union([
  z.enum([...missReasons, ...skipReasons, 'console-ended', 'kind-missing']),
  errorCodeSchema,
]);
export type RunCode = z.infer<typeof runCodeSchema>;

/**
 * One line of the history: what became of one planned time. It is claimed before anything is done for it, so that no planned time has two
 * runs. `plannedAt` of a run by hand is when it was asked for.
 */
export const scheduleRunSchema = z.strictObject({
  runId: z.number().int(),
  scheduleId,
  origin: z.enum(['plan', 'hand']),
  plannedAt: z.number(),
  claimedAt: z.number(),
  /** Since when an operator is asked whether it should still run. */
  askedAt: moment,
  beganAt: moment,
  endedAt: moment,
  /** Why it began late; null for one in time. */
  lateBecause: missReasonSchema.nullable(),
  /** The operator who asked for it or said yes. */
  startedBy: z.string().nullable(),
  outcome: z.enum(runOutcomes).nullable(),
  code: runCodeSchema.nullable(),
  /** What came of it, in figures of its kind. */
  detail: textParamsSchema,
});
export type ScheduleRun = z.infer<typeof scheduleRunSchema>;

export const scheduleSchema = z.strictObject({
  ...draftShape,
  scheduleId,
  isOn: z.boolean(),
  createdBy: z.string(),
  createdAt: z.number(),
  /** Null while it is off. */
  nextRunAt: moment,
  /** The clock was set back over times that are in the history already: it runs again after them only. */
  isAheadOfClock: z.boolean(),
  running: scheduleRunSchema.nullable(),
  /** The missed run that an operator is asked about. */
  asking: scheduleRunSchema.nullable(),
  /** The latest line of the history that is over. */
  last: scheduleRunSchema.nullable(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** A run at a time of day outside of the window would never begin. */
export function isWithinWindow({ rule, window }: Pick<ScheduleDraft, 'rule' | 'window'>): boolean {
  if (window === null || rule.every === 'hours') return true;
  const { from, to } = window;
  return from < to ? from <= rule.at && rule.at < to : rule.at >= from || rule.at < to;
}

/** That schedule has other times, runs or questions than before, or is gone. */
export const scheduleEvents = { 'schedules.changed': z.strictObject({ scheduleId }) } as const;

export const scheduleProcedures = {
  'schedules.list': { input: z.strictObject({}), output: z.strictObject({ schedules: z.array(scheduleSchema) }) },
  /**
   * Makes one (`scheduleId` null), which is on from then, or changes it; its kind stays. `invalid-input`: `known-schedule`, `kind-fixed`,
   * `too-many-schedules`, `at-outside-window`, `window-needed`.
   */
  'schedules.save': {
    input: z
      .strictObject({
        ...draftShape,
        timeZone: timeZoneSchema.default(defaultTimeZone),
        scheduleId: scheduleId.nullable(),
      })
      .refine(({ kind, window }) => kind !== 'job-window' || window !== null, {
        path: ['window'],
        params: { rule: 'window-needed' },
      })
      .refine(isWithinWindow, { path: ['rule', 'at'], params: { rule: 'at-outside-window' } }),
    output: scheduleSchema,
  },
  /** It plans nothing any more and stops what it runs; its history stays. */
  'schedules.remove': { input: z.strictObject({ scheduleId }), output: z.null() },
  /** A run that is under way goes on. */
  'schedules.setOn': { input: z.strictObject({ scheduleId, isOn: z.boolean() }), output: scheduleSchema },
  /**
   * Runs it now, whatever its window says and whether it is on or not. Where an operator is asked about a missed run, this is the yes to it.
   * `invalid-input` (`still-running`) while one is under way.
   */
  'schedules.runNow': { input: z.strictObject({ scheduleId }), output: scheduleRunSchema },
  /** The no to a missed run; `invalid-input` (`nothing-asked`) where nothing is asked. */
  'schedules.decline': { input: z.strictObject({ scheduleId }), output: scheduleSchema },
  /** Newest first; of all schedules with null, removed ones included. `beforeRunId` is the last line of the page before. */
  'schedules.history': {
    input: z.strictObject({
      scheduleId: scheduleId.nullable(),
      beforeRunId: z.number().int().nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ runs: z.array(scheduleRunSchema), hasMore: z.boolean() }),
  },
} as const;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // RangeError: no such zone.
  }
}
