import { z } from 'zod';
import { noteMaxLength, phoneStateSchema, stateReasonSchema } from './phones.ts';
import { plainNote } from './plain-text.ts';

/** What an operator says of a phone that is not here. */
export const missingMarks = ['in-repair', 'taken-home', 'battery-swap', 'unknown'] as const;
export const missingMarkSchema = z.enum(missingMarks);
export type MissingMark = z.infer<typeof missingMarkSchema>;

const namedPhoneSchema = z.strictObject({ phoneId: z.string(), number: z.number().int().nullable(), name: z.string() });
export type NamedPhone = z.infer<typeof namedPhoneSchema>;

/** An expected phone that was not online when the check was counted, as it was then. */
export const missingPhoneSchema = namedPhoneSchema.extend({
  state: phoneStateSchema,
  reason: stateReasonSchema,
  stateSinceAt: z.number(),
  lastSeenAt: z.number().nullable(),
  /** Where it was seen last; null for a phone that was never bound to a host. */
  place: z
    .strictObject({
      hostId: z.string(),
      hostName: z.string(),
      hostKind: z.enum(['local', 'remote', 'demo']).nullable(),
      portPath: z.string().nullable(),
    })
    .nullable(),
  mark: missingMarkSchema.nullable(),
  note: z.string(),
  /** Missing at the signed check before this one, too. */
  wasMissing: z.boolean(),
});
export type MissingPhone = z.infer<typeof missingPhoneSchema>;

const shiftSummarySchema = z.strictObject({
  checkId: z.number().int(),
  openedAt: z.number(),
  openedBy: z.string(),
  /** Null while it is open. */
  signedAt: z.number().nullable(),
  signedBy: z.string().nullable(),
  expectedCount: z.number().int(),
  onlineCount: z.number().int(),
  missingCount: z.number().int(),
});
export type ShiftSummary = z.infer<typeof shiftSummarySchema>;

export const shiftCheckSchema = shiftSummarySchema.extend({
  note: z.string(),
  missing: z.array(missingPhoneSchema),
  /** Held against the signed check before it; null when there was none. */
  since: z
    .strictObject({
      checkId: z.number().int(),
      signedAt: z.number(),
      newlyMissing: z.array(namedPhoneSchema),
      backAgain: z.array(namedPhoneSchema),
      /** Missing then, and not expected any more. */
      notExpected: z.array(namedPhoneSchema),
    })
    .nullable(),
});
export type ShiftCheck = z.infer<typeof shiftCheckSchema>;

const checkId = z.number().int();

export const shiftProcedures = {
  /** Counts the desk now. An open check is counted anew; what was marked on phones that are still missing stays. */
  'shift.open': { input: z.strictObject({}), output: shiftCheckSchema },
  'shift.mark': {
    input: z.strictObject({
      checkId,
      phoneId: z.string().min(1).max(80),
      mark: missingMarkSchema.nullable(),
      note: plainNote(noteMaxLength),
    }),
    output: shiftCheckSchema,
  },
  /** Marks every missing phone of the check that has no mark yet. */
  'shift.markRest': { input: z.strictObject({ checkId, mark: missingMarkSchema }), output: shiftCheckSchema },
  /** `signature` is the current operator's own name, typed: `invalid-input` (`signature`, `own-name`) for any other. */
  'shift.sign': {
    input: z.strictObject({ checkId, signature: z.string().min(1).max(40), note: plainNote(noteMaxLength) }),
    output: shiftCheckSchema,
  },
  /** Gives an open check up. */
  'shift.drop': { input: z.strictObject({ checkId }), output: z.null() },
  /** The check with that number; null asks for the open one, and is answered null when none is open. */
  'shift.get': { input: z.strictObject({ checkId: checkId.nullable() }), output: shiftCheckSchema.nullable() },
  'shift.list': {
    input: z.strictObject({ beforeId: checkId.nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ entries: z.array(shiftSummarySchema), hasMore: z.boolean() }),
  },
} as const;
