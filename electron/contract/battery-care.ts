import { z } from 'zod';
import { batchResultSchema, noteMaxLength } from './phones.ts';
import { plainNote } from './plain-text.ts';

/** What a look at the back of a phone found. */
export const swellResults = ['ok', 'swollen', 'removed'] as const;
export const swellResultSchema = z.enum(swellResults);
export type SwellResult = z.infer<typeof swellResultSchema>;

/**
 * Whether the phone can be told over adb, without root, to stop charging early. `settable`: it has a setting that the
 * console writes and reads back; `by-hand`: some versions of its system have one in their own settings, out of adb's
 * reach; `none`: none is known; `unknown`: model or system were never read.
 */
export const chargeSupports = ['settable', 'by-hand', 'none', 'unknown'] as const;
/** What to do about charging; the renderer has a sentence for each. */
export const chargeAdvices = ['samsung', 'pixel', 'miui', 'emui', 'coloros', 'timer-socket', 'never-read'] as const;

export const swellCheckSchema = z.strictObject({
  swellCheckId: z.number().int(),
  at: z.number(),
  operatorName: z.string(),
  result: swellResultSchema,
  note: z.string(),
});
export type SwellCheck = z.infer<typeof swellCheckSchema>;

/** The battery of one phone as somebody has to care for it. */
export const careRowSchema = z.strictObject({
  phoneId: z.string(),
  number: z.number().int().nullable(),
  name: z.string(),
  isSetAside: z.boolean(),
  percent: z.number().nullable(),
  /** Of the designed capacity. */
  capacityPercent: z.number().nullable(),
  swelling: z.strictObject({
    last: swellCheckSchema.nullable(),
    /** When somebody should look next; null for a phone whose battery was found swollen or was removed. */
    dueAt: z.number().nullable(),
    isOverdue: z.boolean(),
  }),
  rest: z.strictObject({
    /** Since when every reading found it full on the charger; null while it is not. */
    fullSinceAt: z.number().nullable(),
    /** The last of those readings; null together with `fullSinceAt`, as is `dueAt`. */
    lastReadAt: z.number().nullable(),
    /** It is away, or was not read for hours: whether it is still full is not known since `lastReadAt`. */
    isUnread: z.boolean(),
    dueAt: z.number().nullable(),
    /** It was full for long enough when it was read last, and is read now. */
    isDue: z.boolean(),
  }),
  charge: z.strictObject({
    support: z.enum(chargeSupports),
    advice: z.enum(chargeAdvices),
    /** Where charging stops while the limit is on. */
    limitPercent: z.number().int().nullable(),
    /** As last read from the phone; null when it was never read, or (with `readAt`) read as a value that is not known. */
    isLimited: z.boolean().nullable(),
    /** The phone says that it limits, and charges on above the limit. */
    isContradicted: z.boolean(),
    readAt: z.number().nullable(),
  }),
});
export type CareRow = z.infer<typeof careRowSchema>;

const phoneId = z.string().min(1).max(80);
const phoneIds = z.array(phoneId).min(1).max(500);

export const batteryCareProcedures = {
  /** All phones, what is due first. */
  'batteryCare.list': { input: z.strictObject({}), output: z.strictObject({ rows: z.array(careRowSchema) }) },
  /** The current operator has looked at these phones. One that is swollen or removed is set aside in the same moment. */
  'batteryCare.signOff': {
    input: z.strictObject({ phoneIds, result: swellResultSchema, note: plainNote(noteMaxLength) }),
    output: batchResultSchema,
  },
  'batteryCare.history': {
    input: z.strictObject({ phoneId }),
    output: z.strictObject({ checks: z.array(swellCheckSchema) }),
  },
  /** Writes the limit and reads it back; null only reads. `charge-limit-unavailable` where the phone has none. */
  'batteryCare.limitCharge': {
    input: z.strictObject({ phoneIds, isLimited: z.boolean().nullable() }),
    output: batchResultSchema,
  },
} as const;
