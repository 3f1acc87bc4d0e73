import { z } from 'zod';
import { faultSchema } from './outcome.ts';
import { plainNote } from './plain-text.ts';
import { stageIds } from './plan-ids.ts';
import { tickWordsMaxLength } from './account-plans.ts';

/** More accounts than a desk has. */
export const bulkAccountsLimit = 500;

const accountId = z.string().min(1).max(80);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = plainNote(tickWordsMaxLength).nullable();

/** What is entered about several accounts at once. `day` null: today. */
const bulkActSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tick'), taskId: z.string().min(1).max(80), day: day.nullable(), note: words }),
  z.strictObject({ kind: z.literal('sign-off') }),
]);
export type BulkAct = z.infer<typeof bulkActSchema>;

const bulkInput = z.strictObject({
  act: bulkActSchema,
  accounts: z
    .array(
      z.strictObject({
        accountId,
        /** The stage in which the operator saw it, which a sign-off is for. */
        stageId: z.enum(stageIds),
        /** Of a tick whose task asks for one. */
        proof: words,
      }),
    )
    .min(1)
    .max(bulkAccountsLimit),
});

const bulkResult = {
  accountId: z.string(),
  /** Why not; null: it is, or would be, entered. */
  fault: faultSchema.nullable(),
};

export const accountBulkProcedures = {
  /** For which of these accounts it would be entered, and for which not and why. That a supervisor's PIN is asked again is not told before. */
  'accounts.previewBulk': {
    input: bulkInput,
    output: z.strictObject({
      rows: z.array(
        z.strictObject({ ...bulkResult, /** What the task asks for; null: nothing. */ proof: z.string().nullable() }),
      ),
    }),
  },
  /**
   * Ticks a task, or signs the stage off, for each of these accounts by itself: every one has a record of its own with the operator's
   * name, and one that is refused keeps nothing from the others.
   */
  'accounts.bulk': { input: bulkInput, output: z.strictObject({ rows: z.array(z.strictObject(bulkResult)) }) },
} as const;
