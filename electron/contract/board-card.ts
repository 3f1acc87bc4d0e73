import { z } from 'zod';
import { executionModeSchema } from './automation.ts';
import { gateCodes } from './job-codes.ts';
import { textParamsSchema } from './phones.ts';
import { actionIds, conditions, stageIds } from './plan-ids.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const stageId = z.enum(stageIds);
const actionId = z.enum(actionIds);

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

/** A phone that an account is on, or was. */
const bookPhoneSchema = z.strictObject({
  phoneId: z.string(),
  /** What it was called when it was removed from the desk; null while the desk remembers it. */
  removed: z
    .strictObject({
      number: z.number().int().nullable(),
      /** Empty where nobody knows any more. */
      name: z.string(),
    })
    .nullable(),
});
export type BookPhone = z.infer<typeof bookPhoneSchema>;

/**
 * Where an account is by the book. `removed`: on a phone that was removed from the desk since; `left`: on none, `phone` is the one that it
 * was on last; `none`: it never was on one.
 */
export const placeSchema = z.strictObject({
  kind: z.enum(['on', 'removed', 'left', 'none']),
  phone: bookPhoneSchema.nullable(),
  /** When it came there, or left; null where nobody noted it. */
  sinceAt: z.number().nullable(),
  /** The other phone that it was on before. */
  cameFrom: bookPhoneSchema.nullable(),
});
export type PlaceView = z.infer<typeof placeSchema>;

export const boardCardSchema = z.strictObject({
  accountId: z.string(),
  phoneId: z.string().nullable(),
  nickname: z.string().nullable(),
  /** The messenger's id with its middle hidden; null before anybody read or said it. */
  maskedId: z.string().nullable(),
  place: placeSchema,
  custodian: z.string(),
  team: z.string(),
  /** Who touches its messenger, as it is in force: a mode that the console chose for a virtual phone is none on a real one. */
  mode: executionModeSchema.nullable(),
  /** The messenger hides its views there: whatever was chosen, a person does it. */
  isTreeHidden: z.boolean(),
  /** On a virtual phone and under no plan: it has neither caps nor stages to go through. */
  isPractice: z.boolean(),
  /** Under its plan since; null: it was not begun. */
  startedOn: day.nullable(),
  stageId,
  /** The stage whose caps hold; lower than its own through a cooldown and some days after it. */
  effectiveStageId: stageId,
  /** The account day; 0 before S0 was left. */
  day: z.number().int(),
  condition: z.enum(conditions),
  missing: z.array(exitNeedSchema),
  checklist: z.strictObject({
    done: z.number(),
    due: z.number(),
    overdue: z.number(),
    /** Of what is open: those whose last day is today, or was. */
    today: z.number(),
  }),
  /** The ids of the tasks that are open, in the order of the plan. */
  openTasks: z.array(z.string()),
  /** Of the acts that the console may do, as far as the stage has any of them. */
  budgets: z.array(budgetSchema),
  /** The cap of which the least is left today, of the console's acts or else of those that only people do; null: there is none. */
  tightest: budgetSchema.nullable(),
  /** The rest that is on now and was not set aside: until when, and whether it is about some of the console's acts only. */
  resting: z.strictObject({ windowId: z.string(), untilAt: z.number().nullable(), isPartial: z.boolean() }).nullable(),
  gate: z.array(gateViewSchema),
  /** How much its stage has of an act in a day, whoever does it; left out: none. Practice has no caps. */
  dayCaps: z.partialRecord(actionId, z.number()),
  /** Its page came up on another phone, or on one that another account was on, and nobody said so yet. */
  placeTrouble: z.enum(['two-phones', 'two-accounts']).nullable(),
});
export type BoardCard = z.infer<typeof boardCardSchema>;
