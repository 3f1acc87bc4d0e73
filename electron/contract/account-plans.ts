import { z } from 'zod';
import { timelineEntrySchema } from './account-timeline.ts';
import { accountSchema } from './accounts.ts';
import { spanKinds } from './certainty.ts';
import { gateCodes } from './job-codes.ts';
import { textParamsSchema } from './phones.ts';
import { plainLine, plainNote } from './plain-text.ts';
import { restSchema } from './rests.ts';
import { actionIds, conditions, reOnboardingEvents, signalIds, stageIds, toolNames } from './plan-ids.ts';

const accountId = z.string().min(1).max(80);
const groupId = z.string().min(1).max(80);
const at = z.number().int();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const stageId = z.enum(stageIds);
const actionId = z.enum(actionIds);
const signalId = z.enum(signalIds);
const condition = z.enum(conditions);
const reason = plainNote(300).trim().min(1);
const factKind = z.enum(['signal', 'restart', 'sign-off']);
/** `unblock`: the first, second or third one, as its history says. */
const event = z.enum(['unblock', ...reOnboardingEvents.filter((each) => !each.endsWith('-unblock'))]);
const inBothLanguages = z.strictObject({ zh: z.string(), en: z.string() });

/** What the gate answers about an action; `path` names the rule of the plan that does. */
export const gateViewSchema = z.strictObject({
  action: actionId,
  kind: z.enum(['allowed', 'held', 'never']),
  reason: z.enum(gateCodes).nullable(),
  /** When it is allowed if nobody does anything until then; null where nobody knows. What it takes of people is in `detail` then. */
  untilAt: z.number().nullable(),
  path: z.string().nullable(),
  detail: textParamsSchema,
});
export type GateView = z.infer<typeof gateViewSchema>;

export const budgetSchema = z.strictObject({
  action: actionId,
  window: z.enum(['perHour', 'perDay', 'perWeek', 'perMonth']),
  used: z.number(),
  left: z.number(),
  /** What is left of the cap in the account's condition. */
  limit: z.number(),
  /** As planned, or as raised for a while. */
  full: z.number(),
  path: z.string(),
});
export type BudgetView = z.infer<typeof budgetSchema>;

export const exitNeedSchema = z.strictObject({
  kind: z.enum(['start', 'day', 'min-days', 'task', 'sign-off', 'health']),
  path: z.string(),
  /** The first day on which it can be met, all else as it is; null where nobody can say. */
  earliestOn: day.nullable(),
  /** Of a task: which one, and how often of how often it was done. */
  taskId: z.string().nullable(),
  done: z.number().nullable(),
  needed: z.number().nullable(),
});

export const limitSchema = z.strictObject({
  signalId: signalId.nullable(),
  /** Null: the account as a whole. */
  actions: z.array(actionId).nullable(),
  effect: z.enum(['half', 'closed', 'suspended']),
  path: z.string(),
  sinceAt: z.number(),
  untilAt: z.number().nullable(),
  /** What must happen besides the time, and has not. */
  needs: z.array(z.string()),
});

export const boardCardSchema = z.strictObject({
  accountId: z.string(),
  phoneId: z.string().nullable(),
  nickname: z.string().nullable(),
  custodian: z.string(),
  team: z.string(),
  /** On a virtual phone and under no plan: it has neither caps nor stages to go through. */
  isPractice: z.boolean(),
  /** Under its plan since; null: it was not begun. */
  startedOn: day.nullable(),
  stageId,
  /** The stage whose caps hold; lower than its own through a cooldown and some days after it. */
  effectiveStageId: stageId,
  /** The account day; 0 before S0 was left. */
  day: z.number().int(),
  condition,
  missing: z.array(exitNeedSchema),
  checklist: z.strictObject({ done: z.number(), due: z.number(), overdue: z.number() }),
  /** Of the acts that the console may do, as far as the stage has any of them. */
  budgets: z.array(budgetSchema),
  gate: z.array(gateViewSchema),
  /** Its page came up on another phone, or on one that another account was on, and nobody said so yet. */
  placeTrouble: z.enum(['two-phones', 'two-accounts']).nullable(),
});
export type BoardCard = z.infer<typeof boardCardSchema>;

export const checklistItemSchema = z.strictObject({
  taskId: z.string(),
  stageId,
  text: inBothLanguages,
  frequency: z.enum(['once', 'daily', 'weekly', 'stage', 'quarterly']),
  isRequired: z.boolean(),
  /** What must be given to tick it; null: nothing. */
  proof: z.string().nullable(),
  state: z.enum(['done', 'due', 'overdue']),
  dueOn: day.nullable(),
  tick: z
    .strictObject({
      tickId: z.number(),
      day,
      at: z.number(),
      by: z.string(),
      proof: z.string().nullable(),
      /** It was given in the present stay in the stage; another one is taken back by a supervisor with a reason. */
      isOfStay: z.boolean(),
    })
    .nullable(),
});

export const handActSchema = z.strictObject({
  handActId: z.number().int(),
  action: actionId,
  groupId: z.string().nullable(),
  at: z.number(),
  amount: z.number().int(),
  note: z.string(),
  corrects: z.number().int().nullable(),
  loggedBy: z.string(),
  loggedAt: z.number(),
});

export const signalSchema = z.strictObject({
  signalRowId: z.number().int(),
  signalId,
  tool: actionId.nullable(),
  at: z.number(),
  source: z.enum(['operator', 'prompt', 'results']),
  reportedBy: z.string(),
  note: z.string(),
  isOpen: z.boolean(),
  closing: z
    .strictObject({ at: z.number(), by: z.string(), isSupervisor: z.boolean(), cause: z.string().nullable() })
    .nullable(),
});

export const accountDetailSchema = z.strictObject({
  /** The desk's time, by which everything here was judged. */
  now: z.number(),
  account: accountSchema,
  card: boardCardSchema,
  /** Of the acts that only people do. */
  byHand: z.strictObject({ budgets: z.array(budgetSchema), gate: z.array(gateViewSchema) }),
  notes: z.string(),
  plan: z.strictObject({
    planId: z.string(),
    version: z.number(),
    title: inBothLanguages,
    isGiven: z.boolean(),
    /** This release cannot read it: the shipped one stands in for it here, and the account does nothing. */
    isUnreadable: z.boolean(),
  }),
  limits: z.array(limitSchema),
  loweredUntilAt: z.number().nullable(),
  nextChangeAt: z.number().nullable(),
  checklist: z.array(checklistItemSchema),
  /** What the tasks of all stages are called, by their ids. */
  taskNames: z.record(z.string(), inBothLanguages),
  signals: z.array(signalSchema),
  /** What can have been entered by mistake, newest first; `what` is its id. */
  entered: z.array(
    z.strictObject({ kind: factKind, factId: z.number().int(), what: z.string(), at: z.number(), by: z.string() }),
  ),
  loosenings: z.array(
    z.strictObject({
      looseningId: z.number().int(),
      path: z.string(),
      value: z.number(),
      reason: z.string(),
      supervisor: z.string(),
      startsAt: z.number(),
      untilAt: z.number(),
    }),
  ),
  /** When it rests. `untilAt`: when the occasion that is on, or the next one, is over; `waiver`: it was set aside. */
  rests: z.array(
    restSchema.extend({
      untilAt: z.number(),
      waiver: z.strictObject({ by: z.string(), reason: z.string() }).nullable(),
      /** How often it was in the last seven days; from the second time on it takes a supervisor. */
      waivedLately: z.number().int(),
    }),
  ),
  handLog: z.array(handActSchema),
});
export type AccountDetail = z.infer<typeof accountDetailSchema>;

const capChange = z.strictObject({
  stageId,
  action: actionId,
  window: z.enum(['perHour', 'perDay', 'perWeek', 'perMonth']),
  value: z.number().int().min(0),
});

const wantedAct = z.strictObject({
  action: actionId,
  tool: z.enum(toolNames).nullable(),
  amount: z.number().int().min(1).max(500),
  groupId: groupId.nullable(),
  /** The accounts that could do it. */
  accountIds: z.array(accountId).min(1).max(200),
  /** So many such acts; left out: one. */
  count: z.number().int().min(1).max(1_000).optional(),
});

/** Anything about that account is another now; null: about any of them. */
export const accountEvents = { 'accounts.changed': z.strictObject({ accountId: z.string().nullable() }) } as const;

/** More rows than that are more than one plan has. */
export const forecastRowsLimit = 1_000;

const forecastSchema = z.strictObject({
  days: z.array(z.strictObject({ day, done: z.number().int() })),
  /** When which row is done, and by whom. */
  acts: z.array(z.strictObject({ row: z.number().int(), accountId: z.string(), at: z.number() })),
  finishedAt: z.number().nullable(),
  left: z.array(
    z.strictObject({ row: z.number().int(), reason: z.enum(gateCodes).nullable(), path: z.string().nullable() }),
  ),
});

const accountDoubtSchema = z.strictObject({
  accountId: z.string(),
  phoneId: z.string().nullable(),
  nickname: z.string().nullable(),
  custodian: z.string(),
  why: z.enum(spanKinds),
  /** How much is lacking of all that was said at the desk, at least; null where nobody can say. */
  missing: z.number().int().nullable(),
  /** Null: from the beginning. */
  fromAt: z.number().nullable(),
});
export type AccountDoubt = z.infer<typeof accountDoubtSchema>;

const done = z.null();

export const accountPlanProcedures = {
  /** Every account with where it stands today. */
  'accounts.board': {
    input: z.strictObject({}),
    output: z.strictObject({
      now: z.number(),
      stages: z.array(
        z.strictObject({ stageId, text: inBothLanguages, dayFrom: z.number(), dayTo: z.number().nullable() }),
      ),
      cards: z.array(boardCardSchema),
    }),
  },
  'accounts.detail': { input: z.strictObject({ accountId }), output: accountDetailSchema },
  /**
   * What happened to the account, newest first, to its beginning: of one kind or of all, up to the end of a day, and behind the last
   * entry of the page before.
   */
  'accounts.timeline': {
    input: z.strictObject({
      accountId,
      kind: timelineEntrySchema.shape.kind.nullable(),
      untilDay: day.nullable(),
      before: z.strictObject({ at: z.number(), key: z.string().regex(/^[a-z-]{1,20}:\d{1,15}$/) }).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ entries: z.array(timelineEntrySchema), hasMore: z.boolean() }),
  },
  /** A task of the present stage was done; `day` null: today. A proof is needed where the task asks for one. */
  'accounts.tick': {
    input: z.strictObject({
      accountId,
      taskId: z.string().min(1).max(80),
      day: day.nullable(),
      proof: plainNote(500).nullable(),
    }),
    output: done,
  },
  /** A tick of the present stay in the stage; an older one by a supervisor, with a reason. */
  'accounts.untick': {
    input: z.strictObject({ accountId, tickId: z.number().int(), reason: plainNote(500).nullable().optional() }),
    output: done,
  },
  /** Supervisors only. The next stage begins with the midnight after everything else that it takes is there too. */
  'accounts.signOff': { input: z.strictObject({ accountId, stageId }), output: done },
  'accounts.reportSignal': {
    input: z.strictObject({ accountId, signalId, tool: actionId.nullable(), at: at.nullable(), note: plainNote(300) }),
    output: z.strictObject({ signalRowId: z.number() }),
  },
  /** What the signal asks for was seen to. A supervisor's word counts as one. */
  'accounts.closeSignal': {
    input: z.strictObject({ accountId, signalRowId: z.number().int(), cause: plainNote(300).nullable() }),
    output: done,
  },
  'accounts.restart': { input: z.strictObject({ accountId, event }), output: done },
  /** Where such an event would lead the account now, and when it could be back at the earliest; null: it stays where it is. */
  'accounts.restartOutlook': {
    input: z.strictObject({ accountId, event }),
    output: z.strictObject({ fromStageId: stageId, stageId, earliestBackOn: day.nullable() }),
  },
  /** Supervisors only: it was entered by mistake. `factId` is one of `entered` of the account. */
  'accounts.withdrawFact': {
    input: z.strictObject({ accountId, kind: factKind, factId: z.number().int(), reason }),
    output: done,
  },
  /** Supervisors only; never a zero of the first stages, and for a few days at most. */
  'accounts.loosen': {
    input: z.strictObject({
      accountId,
      path: z.string().min(1).max(120),
      value: z.number().min(0).max(100_000),
      reason,
      untilAt: at,
    }),
    output: done,
  },
  /** Before its time; whatever was loosened is as planned again. */
  'accounts.endLoosening': { input: z.strictObject({ accountId, looseningId: z.number().int() }), output: done },
  /**
   * Sets aside one occasion of a rest window that is not hard: the one that is on, or else the next one; of days of rest today. Answers
   * until when. The second one within seven days takes a supervisor.
   */
  'accounts.waive': {
    input: z.strictObject({ accountId, windowId: z.string().min(1).max(80), reason }),
    output: z.strictObject({ untilAt: z.number() }),
  },
  /** What a person did without the console; `at` null: now. `corrects`: the row that this one takes the place of; amount 0 takes it back. */
  'accounts.logAct': {
    input: z.strictObject({
      accountId,
      action: actionId,
      /** What is done in a group that is there already names it, or by `groupName` one that the console does not know. */
      groupId: groupId.nullable(),
      groupName: plainLine(80).nullable().optional(),
      at: at.nullable(),
      amount: z.number().int().min(0).max(10_000),
      note: plainNote(300),
      corrects: z.number().int().nullable(),
    }),
    output: z.strictObject({ handActId: z.number() }),
  },
  /** `startedOn` as it is, or corrected by a supervisor with a reason; a plan sets it at first. */
  'accounts.setFields': {
    input: z.strictObject({
      accountId,
      custodian: plainLine(40),
      team: plainLine(40),
      notes: plainNote(1_000),
      startedOn: day.nullable(),
      reason: plainNote(300).nullable().optional(),
      /** The custodian is the same person, whose name was misspelt; a supervisor says so. */
      isSpelling: z.boolean().optional(),
    }),
    output: done,
  },
  /** How long a list takes under today's plans and counts, or under other caps. */
  'accounts.forecast': {
    input: z.strictObject({
      wanted: z.array(wantedAct).min(1).max(forecastRowsLimit),
      days: z.number().int().min(1).max(120),
      caps: z.array(capChange).max(100),
      /** No more than so many a day with each account, whatever its stage would allow; it never raises a cap. */
      mostPerDay: z
        .array(z.strictObject({ action: actionId, value: z.number().int().min(0) }))
        .max(13)
        .optional(),
      /** Accounts that could do all of it as well. */
      moreAccountIds: z.array(accountId).max(50),
    }),
    output: forecastSchema,
  },
  /** Accounts of which something that was said may be lacking here, as after an older backup: since when, why and how much. */
  'accounts.doubts': {
    input: z.strictObject({}),
    output: z.strictObject({ now: z.number(), accounts: z.array(accountDoubtSchema) }),
  },
  /** Supervisors only: nothing was said of these accounts in that time, or it was entered again. */
  'accounts.settleDoubts': { input: z.strictObject({ accountIds: z.array(accountId).min(1).max(500) }), output: done },
  /** Writes the history of an account that has come to that stage; virtual phones only. */
  'accounts.seedDemo': { input: z.strictObject({ accountId, stageId }), output: done },
} as const;
