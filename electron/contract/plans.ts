import { z } from 'zod';
import { plainName, plainNote } from './plain-text.ts';
import { stageIds } from './plan-ids.ts';
import { planNoteSchema, planProblemSchema } from './plan-problems.ts';

const accountId = z.string().min(1).max(80);
const at = z.number().int();
const stageId = z.enum(stageIds);
const inBothLanguages = z.strictObject({ zh: z.string(), en: z.string() });

const planDiffSchema = z.array(
  z.strictObject({
    path: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    direction: z.enum(['tightened', 'loosened', 'changed', 'same']),
  }),
);
export type PlanDiff = z.infer<typeof planDiffSchema>;

const changeNeedSchema = z.enum(['supervisor', 'reason', 'expiry', 'expiry-past', 'expiry-too-late']);

const placeKind = z.enum(['given', 'unreadable', 'practice', 'none']);

const templateName = z.strictObject({ templateId: z.string().max(80), version: z.number().int() });

/**
 * What an account is under: `given` its own copy of a plan, `unreadable` one that this release cannot read, `practice` none on a
 * virtual phone, `none` none at all.
 */
const plannedAccountSchema = z.strictObject({
  accountId: z.string(),
  phoneId: z.string().nullable(),
  nickname: z.string().nullable(),
  kind: placeKind,
  /** Of the copy; null without one that can be read. */
  plan: templateName.nullable(),
  /** When the copy ends by itself, and the one before it holds again. */
  untilAt: z.number().nullable(),
  stageId,
  day: z.number().int(),
});
export type PlannedAccount = z.infer<typeof plannedAccountSchema>;

/** Longest text of a plan that is taken; the shipped one has a third of it. */
export const planTextMaxLength = 100_000;
const planText = z.string().min(1).max(planTextMaxLength);
const planSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('template'), templateId: plainName(80), version: z.number().int().nullable() }),
  z.strictObject({ kind: z.literal('text'), text: planText }),
]);

export const planProcedures = {
  'plans.list': {
    input: z.strictObject({}),
    output: z.strictObject({
      templates: z.array(
        z.strictObject({
          templateId: z.string(),
          version: z.number().int(),
          /** Null for one that this release cannot read: nobody can be given it. */
          title: inBothLanguages.nullable(),
          /** Null for the one that came with the console. */
          saved: z.strictObject({ by: z.string(), at: z.number() }).nullable(),
          /** Accounts that are under a copy of this very version. */
          accountCount: z.number().int(),
        }),
      ),
      givenCount: z.number().int(),
      accounts: z.array(plannedAccountSchema),
    }),
  },
  'plans.get': {
    input: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('template'),
        templateId: z.string().max(80),
        version: z.number().int().nullable(),
      }),
      z.strictObject({ kind: z.literal('account'), accountId }),
    ]),
    output: z.strictObject({ text: z.string() }),
  },
  /**
   * What is wrong with a text, and what it changes: against the plan of that account, or against the shipped one; with `before` also
   * against that version of a template.
   */
  'plans.preview': {
    input: z.strictObject({
      text: planText,
      accountId: accountId.nullable(),
      before: templateName.nullable().optional(),
    }),
    output: z.strictObject({
      problems: z.array(planProblemSchema),
      notes: z.array(planNoteSchema),
      diff: planDiffSchema,
      /** Null where nothing was asked for, or that template is gone. */
      beforeDiff: planDiffSchema.nullable(),
      /** Rules that are not as tight as the shipped ones. */
      beyond: z.array(z.string()),
      /** What the change takes before it can be made. */
      needs: z.array(changeNeedSchema),
    }),
  },
  /** The text as a file, as it is: sound or not. */
  'plans.export': {
    input: z.strictObject({ text: planText, path: z.string().min(1).max(4096).nullable() }),
    output: z.strictObject({ path: z.string().nullable() }),
  },
  'plans.save': {
    input: z.strictObject({ text: planText, reason: plainNote(300).nullable() }),
    output: z.strictObject({ templateId: z.string(), version: z.number().int() }),
  },
  /** What `plans.assign` would change, for accounts of one plan together; nothing is changed. */
  'plans.previewAssign': {
    input: z.strictObject({
      accountIds: z.array(accountId).min(1).max(500),
      source: planSource,
      reason: plainNote(300).nullable(),
      untilAt: at.nullable(),
    }),
    output: z.strictObject({
      /** The time by which `untilAt` is judged. */
      now: at,
      problems: z.array(planProblemSchema),
      groups: z.array(
        z.strictObject({
          accountIds: z.array(z.string()),
          kind: placeKind,
          from: templateName.nullable(),
          diff: planDiffSchema,
          beyond: z.array(z.string()),
          needs: z.array(changeNeedSchema),
          /** They are under a plan that was loosened until then; `diff` is against the one that holds afterwards. */
          runsUntilAt: at.nullable(),
          /** When the plan that is given would end by itself; null: never, or it cannot be given so. */
          endsAt: at.nullable(),
        }),
      ),
      /** Where each account stands now, and would stand right after it. */
      stages: z.array(z.strictObject({ accountId: z.string(), before: stageId, after: stageId })),
    }),
  },
  /** A copy for each of the accounts. `untilAt`: when a change that loosens ends by itself. */
  'plans.assign': {
    input: z.strictObject({
      accountIds: z.array(accountId).min(1).max(500),
      source: planSource,
      reason: plainNote(300).nullable(),
      untilAt: at.nullable(),
    }),
    output: z.null(),
  },
} as const;
