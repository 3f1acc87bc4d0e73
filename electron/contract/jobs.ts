import { z } from 'zod';
import { executionModeSchema, verificationSchema } from './automation.ts';
import { itemCodes, waitReasons } from './job-codes.ts';
import { faultSchema } from './outcome.ts';
import { textParamsSchema } from './phones.ts';
import { plainName, plainNote } from './plain-text.ts';

/** `planned` waits for an operator's yes; `over`: no item is left that would still run by itself. */
export const jobStates = ['planned', 'running', 'paused', 'over', 'cancelled'] as const;
export const jobStateSchema = z.enum(jobStates);
export type JobState = z.infer<typeof jobStateSchema>;

export const pauseReasons = ['operator', 'stop-all'] as const;
export type PauseReason = (typeof pauseReasons)[number];

export const itemStates = [
  'planned',
  'held',
  'ready',
  'running',
  'waiting-for-operator',
  'done',
  'skipped',
  'failed',
  'needs-review',
  'cancelled',
] as const;
export const itemStateSchema = z.enum(itemStates);
export type ItemState = z.infer<typeof itemStateSchema>;

export const attemptStates = ['running', 'done', 'failed', 'unknown', 'skipped', 'interrupted'] as const;
export type AttemptState = (typeof attemptStates)[number];
/** `verify` only looks at the real state; what it found is in its code. */
export const attemptPurposes = ['run', 'verify'] as const;
export type AttemptPurpose = (typeof attemptPurposes)[number];

/** What the plan says of a row: would run, would wait, needs nothing, may not. */
export const planVerdicts = ['ready', 'held', 'skipped', 'blocked'] as const;
export type PlanVerdict = (typeof planVerdicts)[number];

export const jobTitleMaxLength = 60;
export const jobNoteMaxLength = 200;
/** What a person is asked to do by hand. */
export const handTaskMaxLength = 500;
/** The most rows of one plan; it is stored in one step, which must not hold up everything else. */
export const planRowsLimit = 1_000;
/** Jobs in the snapshot: those under way first, then plans, then the latest that are over. All are paged. */
export const liveJobsLimit = 15;

/** 全部停止 from anywhere, in Electron's spelling. */
export const stopHotkey = 'CommandOrControl+Shift+F12';

const moment = z.number().nullable();
const code = z.enum(itemCodes).nullable();
const count = z.number().int();

/** When items may begin: from `startAt` on, before `endAt`; null leaves that side open. */
export const jobWindowSchema = z
  .strictObject({ startAt: moment, endAt: moment })
  .refine(({ startAt, endAt }) => startAt === null || endAt === null || startAt < endAt, {
    params: { rule: 'window-order' },
  });
export type JobWindow = z.infer<typeof jobWindowSchema>;

/** A job in figures; its rows are paged. */
export const jobSchema = z.strictObject({
  jobId: z.number().int(),
  kind: z.string(),
  title: z.string(),
  state: jobStateSchema,
  pauseReason: z.enum(pauseReasons).nullable(),
  plannedAt: z.number(),
  plannedBy: z.string(),
  /** A plan older than this is made anew before it can be confirmed. */
  freshUntilAt: z.number(),
  confirmedAt: moment,
  confirmedBy: z.string().nullable(),
  window: z.strictObject({ startAt: moment, endAt: moment }),
  /** When something of it begins by itself next; null when nothing waits for a time. */
  nextRunAt: moment,
  endedAt: moment,
  itemCount: count,
  counts: z.record(itemStateSchema, count),
  verdicts: z.record(z.enum(planVerdicts), count),
});
export type Job = z.infer<typeof jobSchema>;

export const jobItemSchema = z.strictObject({
  itemId: z.number().int(),
  jobId: z.number().int(),
  position: z.number().int(),
  accountId: z.string(),
  phoneId: z.string(),
  groupId: z.string().nullable(),
  /** What the row is about, in the words of the messenger. */
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** What was read back. */
  reads: z.string().nullable(),
  verdict: z.enum(planVerdicts),
  state: itemStateSchema,
  code,
  detail: textParamsSchema,
  heldUntilAt: moment,
  verifiedBy: verificationSchema.nullable(),
  changedAt: z.number(),
  attemptCount: count,
  /** It is looked at before anything is done: its last attempt was cut short, or something of it may have been committed. */
  isVerifyDue: z.boolean(),
  waitsFor: z.enum(waitReasons).nullable(),
  /** The job that has the phone or the account now, where it is one that the row waits for. */
  waitsForJob: z.strictObject({ jobId: z.number().int(), title: z.string() }).optional(),
});
export type JobItem = z.infer<typeof jobItemSchema>;

/** What a person should know of an attempt besides how it ended. */
export const attemptNoteCodes = ['driver-fell-back'] as const;
export type AttemptNoteCode = (typeof attemptNoteCodes)[number];

/** `fault`: why it came to that. */
export const attemptNoteSchema = z.strictObject({ at: z.number(), code: z.enum(attemptNoteCodes), fault: faultSchema });
export type AttemptNote = z.infer<typeof attemptNoteSchema>;

export const jobAttemptSchema = z.strictObject({
  attemptId: z.number().int(),
  itemId: z.number().int(),
  purpose: z.enum(attemptPurposes),
  mode: executionModeSchema,
  appVersion: z.string().nullable(),
  startedAt: z.number(),
  endedAt: moment,
  state: z.enum(attemptStates),
  code,
  detail: textParamsSchema,
  reads: z.string().nullable(),
  verifiedBy: verificationSchema.nullable(),
  /** When the ledger noted that the committing tap follows. */
  committedAt: moment,
  evidenceIds: z.array(z.string()),
  notes: z.array(attemptNoteSchema),
  log: z.array(z.strictObject({ at: z.number(), text: z.string() })),
});
export type JobAttempt = z.infer<typeof jobAttemptSchema>;

const share = z.number().min(0).max(1);
/** A part of a picture, as shares of its width and height from its top left corner. */
export const tapAreaSchema = z.strictObject({ left: share, top: share, width: share, height: share });
export type TapArea = z.infer<typeof tapAreaSchema>;

/** What a person said to have seen of a row whose result nobody could read. */
export const jobReviewSchema = z.strictObject({
  at: z.number(),
  operatorName: z.string().nullable(),
  isDone: z.boolean(),
  note: z.string(),
});
export type JobReview = z.infer<typeof jobReviewSchema>;

export const taskAsks = ['act', 'check', 'confirm'] as const;
/** Something that a person has to do on a phone now. */
export const operatorTaskSchema = z.strictObject({
  attemptId: z.number().int(),
  itemId: z.number().int(),
  jobId: z.number().int(),
  jobTitle: z.string(),
  phoneId: z.string(),
  accountId: z.string(),
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  mode: executionModeSchema,
  /** Why it is by hand although another mode was chosen for the account; null where it is as chosen. */
  byHandCode: code,
  /** To do it; to say whether it was done earlier; or only to allow what the console then commits itself. */
  asks: z.enum(taskAsks),
  /** The words to tap, as the phone shows them; null when there is more to it than one tap. */
  tap: z.string().nullable(),
  /** What to do, in order. */
  steps: z.array(z.string()),
  /** The phone's screen at that moment. */
  evidenceId: z.string().nullable(),
  /** Where on that picture to tap. */
  tapArea: tapAreaSchema.nullable(),
  sinceAt: z.number(),
});
export type OperatorTask = z.infer<typeof operatorTaskSchema>;

const jobId = z.number().int().positive();
const itemId = z.number().int().positive();
const itemIds = z.array(itemId).min(1).max(planRowsLimit);
const changed = z.strictObject({ changedCount: count });

export const jobProcedures = {
  /** Plans without acting; answers the stored plan. `payload` is what the kind asks for. */
  'jobs.plan': {
    input: z.strictObject({
      kind: z.string().min(1).max(80),
      title: plainName(jobTitleMaxLength),
      payload: z.unknown(),
      window: jobWindowSchema,
    }),
    output: jobSchema,
  },
  /** The same plan anew, in place of one that nobody confirmed. */
  'jobs.replan': { input: z.strictObject({ jobId }), output: jobSchema },
  'jobs.get': { input: z.strictObject({ jobId }), output: jobSchema },
  /** All jobs, newest first. */
  'jobs.page': {
    input: z.strictObject({ beforeId: z.number().int().nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ entries: z.array(jobSchema), hasMore: z.boolean() }),
  },
  /** Rows in the order of the plan; `states` empty: all. */
  'jobs.items': {
    input: z.strictObject({
      jobId,
      states: z.array(itemStateSchema).max(itemStates.length),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    /** `total`: how many rows there are in those states. */
    output: z.strictObject({ entries: z.array(jobItemSchema), total: count }),
  },
  'jobs.item': { input: z.strictObject({ itemId }), output: jobItemSchema },
  /** The row that has the phone right now, and its job; null when it is no job that has it. */
  'jobs.holder': {
    input: z.strictObject({ phoneId: z.string().min(1).max(80) }),
    output: z.strictObject({
      row: z
        .strictObject({ jobId: z.number().int(), title: z.string(), itemId: z.number().int(), name: z.string() })
        .nullable(),
    }),
  },
  /** Oldest first, with log and the ids of their pictures; and what people said to have seen. */
  'jobs.attempts': {
    input: z.strictObject({ itemId }),
    output: z.strictObject({ attempts: z.array(jobAttemptSchema), reviews: z.array(jobReviewSchema) }),
  },
  'jobs.evidence': {
    input: z.strictObject({ evidenceId: z.string().min(1).max(80) }),
    output: z.strictObject({ mediaType: z.string(), base64: z.string(), takenAt: z.number() }),
  },
  /** The operator's yes to the rows as they were read. `plan-too-old` past its freshness, `plan-empty` with nothing to do. */
  'jobs.confirm': { input: z.strictObject({ jobId, isConfirmed: z.literal(true) }), output: jobSchema },
  /** Nothing new begins; what runs ends in its own time. */
  'jobs.pause': { input: z.strictObject({ jobId }), output: jobSchema },
  'jobs.resume': { input: z.strictObject({ jobId }), output: jobSchema },
  /** The whole job, or only some of its rows; what runs is stopped, unless it was committed already. */
  'jobs.cancel': { input: z.strictObject({ jobId, itemIds: itemIds.nullable() }), output: changed },
  /** Failed rows and no others begin anew; null: all that failed. */
  'jobs.retry': { input: z.strictObject({ jobId, itemIds: itemIds.nullable() }), output: changed },
  /** What a person saw of a row whose result is unknown. */
  'jobs.review': {
    input: z.strictObject({ itemId, isDone: z.boolean(), note: plainNote(jobNoteMaxLength) }),
    output: z.null(),
  },
  /** 全部停止. Needs no operator: it is never refused. */
  'jobs.stopAll': {
    input: z.strictObject({}),
    output: z.strictObject({ pausedCount: count, stoppedCount: count }),
  },
  /** Everything that waits for a person, in the order of the plans. */
  'jobs.tasks': { input: z.strictObject({}), output: z.strictObject({ tasks: z.array(operatorTaskSchema) }) },
  'jobs.answer': { input: z.strictObject({ attemptId: z.number().int(), isDone: z.boolean() }), output: z.null() },
  /** The phone of a task shows its number for some seconds, and what was on its screen again after it. */
  'jobs.showNumber': { input: z.strictObject({ attemptId: z.number().int() }), output: z.null() },
  /** A table of all rows that a spreadsheet runs nothing of; the purpose goes into the audit log. */
  'jobs.export': {
    input: z.strictObject({
      jobId,
      format: z.enum(['csv', 'xlsx']),
      purpose: plainName(jobNoteMaxLength),
      path: z.string().min(1).max(4096).nullable(),
    }),
    output: z.strictObject({ path: z.string().nullable(), rowCount: count }),
  },
} as const;
