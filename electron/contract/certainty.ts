import { z } from 'zod';
import { actionIds } from './plan-ids.ts';

/**
 * Why nobody knows what time it is: no phone was measured since the start; the PC slept or its clock was set since; the last
 * measurement is too long ago; phones contradict each other; the phones tell a time that is already over; there is one phone only, and the
 * PC tells another time.
 */
export const unsureReasons = [
  'no-phone',
  'slept-or-set',
  'measured-long-ago',
  'time-unsure',
  'time-went-back',
  'phone-alone',
] as const;
export type UnsureReason = (typeof unsureReasons)[number];

/** Why the ledger may lack acts. */
export const spanKinds = [
  'older',
  'moved-machine',
  'moved-folder',
  'moved-copy',
  'seal-missing',
  'seal-unreadable',
] as const;
export type SpanKind = (typeof spanKinds)[number];

const spanSchema = z.strictObject({
  why: z.enum(spanKinds),
  /** How many acts are lacking at least, where that is known. */
  missing: z.number().int().nullable(),
  /** From when to when acts may be lacking, by the true time; from null: from the beginning, until null: until it is known what time it is. */
  fromAt: z.number().nullable(),
  untilAt: z.number().nullable(),
});

/** How sure the console is of the time and of its own counts: what it says no to, and why. */
export const certaintySchema = z.strictObject({
  /** The true time as far as it is known. */
  now: z.number(),
  time: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('known'),
      /** How far the PC's clock is ahead; negative: behind. */
      pcAheadMs: z.number(),
      /** The phones that say so. */
      phoneIds: z.array(z.string()),
      /** More than one phone says so, or the PC does too. */
      isBackedUp: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal('unsure'),
      why: z.enum(unsureReasons),
      /** What the clock of each phone would say now, where they contradict each other, or the PC. */
      said: z.array(z.strictObject({ phoneId: z.string(), now: z.number() })),
      /** The latest time that was ever known for sure. */
      markAt: z.number().nullable(),
    }),
  ]),
  /** Counts are held until then; null where they are not. */
  held: z.strictObject({ ...spanSchema.shape, until: z.number().nullable() }).nullable(),
  /** What groups may have had their share of by acts that are lacking, and until when that keeps it from a group at most. */
  inGroups: z.array(z.strictObject({ action: z.enum(actionIds), until: z.number() })),
  /** What was found so far, the latest last. */
  spans: z.array(spanSchema),
  /** Why an older copy of the whole data folder would not be noticed; null where it would. */
  unwitnessed: z.strictObject({ file: z.string(), cause: z.string() }).nullable(),
  /** The desk keeps a clock of its own. */
  isOwnClock: z.boolean(),
  /** Why nothing may act any more. */
  refusal: z.literal('clock-real-phone').nullable(),
});
export type CertaintyView = z.infer<typeof certaintySchema>;

export const certaintyProcedures = {
  /** `accounts.changed` with null tells that it may be another one. */
  'accounts.certainty': { input: z.strictObject({}), output: certaintySchema },
  /** A person looked: the one phone there is shows the right time, and not the PC. Holds for as long as they differ as they do now. */
  'accounts.believePhone': { input: z.strictObject({ phoneId: z.string().min(1).max(80) }), output: z.null() },
} as const;
