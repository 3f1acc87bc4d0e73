import { z } from 'zod';
import { limitSchema } from './account-plans.ts';
import { gateViewSchema } from './board-card.ts';
import { gateCodes } from './job-codes.ts';
import { jobNoteMaxLength } from './jobs.ts';
import { textParamsSchema } from './phones.ts';
import { plainName } from './plain-text.ts';
import { restSchema } from './rests.ts';
import { actionIds, conditions, stageIds } from './plan-ids.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const actionId = z.enum(actionIds);
const stageId = z.enum(stageIds);
const inBothLanguages = z.strictObject({ zh: z.string(), en: z.string() });

/** The most days that a calendar looks ahead. */
export const calendarDaysLimit = 31;

/** Days on which an account stands alike, both ends among them. */
const stageSpanSchema = z.strictObject({
  fromOn: day,
  toOn: day,
  stageId,
  effectiveStageId: stageId,
  condition: z.enum(conditions),
  /** The account day of the first of them; 0 before S0 was left. */
  day: z.number().int(),
  /** How many tasks of the stage are due every day. */
  dailyTasks: z.number().int(),
});
export type StageSpan = z.infer<typeof stageSpanSchema>;

/** Days on which an action is closed all day long, both ends among them; today from now on. */
const closedSpanSchema = z.strictObject({
  action: actionId,
  fromOn: day,
  toOn: day,
  code: z.enum(gateCodes),
  path: z.string(),
  detail: textParamsSchema,
  /** When it opens if nobody does anything until then; null where nobody knows. */
  untilAt: z.number().nullable(),
});
export type ClosedSpan = z.infer<typeof closedSpanSchema>;

/**
 * What happens by itself, or is due. `opens` and `closes`: an action, from that day on. `stage`: it begins that day by what is on record.
 * `stage-soonest`: it can begin no earlier, everything that it takes done in time. `limit-ends`, `lowering-ends`: of a signal.
 */
export const calendarEventKinds = [
  'opens',
  'closes',
  'stage',
  'stage-soonest',
  'limit-ends',
  'lowering-ends',
  'loosening-ends',
  'plan-ends',
  'task-due',
  'task-overdue',
  'job',
] as const;

const calendarEventSchema = z.strictObject({
  on: day,
  /** Null where the day says all. */
  at: z.number().nullable(),
  kind: z.enum(calendarEventKinds),
  /** The id of what it is about: an action, a stage, a signal, a task, a path; the title of a job. */
  what: z.string(),
  /** Why an action closes. */
  code: z.enum(gateCodes).nullable(),
  jobId: z.number().int().nullable(),
  /** Rows of a job. */
  count: z.number().int().nullable(),
});
export type CalendarEvent = z.infer<typeof calendarEventSchema>;

const whose = {
  accountId: z.string(),
  phoneId: z.string().nullable(),
  nickname: z.string().nullable(),
  custodian: z.string(),
  team: z.string(),
  isPractice: z.boolean(),
  startedOn: day.nullable(),
};

export const calendarRowSchema = z.strictObject({
  ...whose,
  stages: z.array(stageSpanSchema),
  closed: z.array(closedSpanSchema),
  events: z.array(calendarEventSchema),
  /** Its place in `restPlans`. */
  restPlan: z.number().int(),
});
export type CalendarRow = z.infer<typeof calendarRowSchema>;

const openTaskSchema = z.strictObject({
  taskId: z.string(),
  text: inBothLanguages,
  isRequired: z.boolean(),
  proof: z.string().nullable(),
  state: z.enum(['due', 'overdue']),
  dueOn: day.nullable(),
});

/** What was ticked of a task on the sheet's day or for it. */
const tickedTaskSchema = z.strictObject({
  taskId: z.string(),
  text: inBothLanguages,
  /** For that day. */
  day,
  at: z.number(),
  by: z.string(),
  proof: z.string().nullable(),
  note: z.string().nullable(),
});
export type TickedTask = z.infer<typeof tickedTaskSchema>;

const sheetActSchema = z.strictObject({
  gate: gateViewSchema,
  execution: z.enum(['human_only', 'assisted']),
  /** Of today's cap; null where the stage has none. */
  left: z.number().nullable(),
  limit: z.number().nullable(),
});
export type SheetAct = z.infer<typeof sheetActSchema>;

export const sheetRowSchema = z.strictObject({
  ...whose,
  stageId,
  effectiveStageId: stageId,
  day: z.number().int(),
  condition: z.enum(conditions),
  /** What is still to be ticked, the overdue first. */
  tasks: z.array(openTaskSchema),
  /** What was ticked today, or for today, in the order in which it was. */
  ticked: z.array(tickedTaskSchema),
  acts: z.array(sheetActSchema),
  limits: z.array(limitSchema),
  rests: z.array(restSchema),
});
export type SheetRow = z.infer<typeof sheetRowSchema>;

export const accountCalendarProcedures = {
  /** What the next days bring to every account by its plan and by what is on record. */
  'accounts.calendar': {
    input: z.strictObject({ days: z.number().int().min(1).max(calendarDaysLimit) }),
    output: z.strictObject({
      now: z.number(),
      timeZone: z.string(),
      /** Today first. */
      days: z.array(day),
      restPlans: z.array(z.array(restSchema)),
      /** What tasks are called. */
      tasks: z.record(z.string(), inBothLanguages),
      rows: z.array(calendarRowSchema),
    }),
  },
  /** What is to be done with each account today, by custodian. */
  'accounts.daySheet': {
    input: z.strictObject({}),
    output: z.strictObject({ now: z.number(), timeZone: z.string(), day, rows: z.array(sheetRowSchema) }),
  },
  /** The same as a table that a spreadsheet runs nothing of; `custodian` null: everybody's. The purpose goes into the audit log. */
  'accounts.exportSheet': {
    input: z.strictObject({
      custodian: z.string().max(40).nullable(),
      format: z.enum(['csv', 'xlsx']),
      purpose: plainName(jobNoteMaxLength),
      path: z.string().min(1).max(4096).nullable(),
    }),
    output: z.strictObject({ path: z.string().nullable(), rowCount: z.number().int() }),
  },
} as const;
