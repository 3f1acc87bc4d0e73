import { z } from 'zod';
import { plainName } from './plain-text.ts';

/** Members that were not seen for so long are removed. */
export const memberDataKeptDays = 180;

const count = z.number().int();

/** Where something of a person may be kept. */
export const memberPlaces = [
  'rosters',
  'group-texts',
  'job-texts',
  'pictures',
  'backups',
  /** Jobs that are not over, and rows that a person has to look at. */
  'open-jobs',
  /** What groups are called on the phones now, and what operators call sets of them. */
  'group-names',
  'audit',
  'own-accounts',
  /** Other people, whose longer names hold the erased one. */
  'longer-names',
  /** Texts outside rosters in which a very short name stands, by chance perhaps: left as they are. */
  'short-texts',
  /** Texts outside rosters that hold a name of no roster, and were not meant: left as they are. */
  'unlisted-texts',
  'other',
  /** Pictures of groups in which the person is not listed. */
  'other-pictures',
] as const;
export type MemberPlace = (typeof memberPlaces)[number];

/** What became of one place. `goneByAt`: by when the rest of it goes by itself; null where it does not. */
const placeSchema = z.strictObject({
  place: z.enum(memberPlaces),
  removedCount: count,
  keptCount: count,
  goneByAt: z.number().nullable(),
});
export type MemberPlaceReport = z.infer<typeof placeSchema>;

/**
 * What the search of all files found in the end: `clean`; `found` in files, or in rows that are kept; `too-short`, a name that bytes
 * cannot prove; `not-done`, where it could not be carried out, or was not asked for.
 */
export const memberChecks = ['clean', 'found', 'too-short', 'not-done'] as const;
const checkSchema = z.strictObject({
  outcome: z.enum(memberChecks),
  searchedCount: count,
  /** Files below the data folder whose bytes hold the name. */
  foundIn: z.array(z.string()),
});
export type MemberCheck = z.infer<typeof checkSchema>;

/**
 * How far an erasure goes beyond rosters: `everywhere`; `unlisted`, as no roster holds the name, which may be something else: only
 * where the operator means it; `short`, a name that any text may hold by chance: never.
 */
export const memberReaches = ['everywhere', 'unlisted', 'short'] as const;
export type MemberReach = (typeof memberReaches)[number];

/** Texts that an erasure would change in one place: how many, and some of them as they are and would be. */
const memberChangeSchema = z.strictObject({
  place: z.enum(['group-texts', 'job-texts']),
  count,
  /** At most three, cut to what stands around the name. `after`: null where the whole text goes. */
  samples: z.array(z.strictObject({ before: z.string(), after: z.string().nullable() })),
});
export type MemberChange = z.infer<typeof memberChangeSchema>;

/** What stays in one place, in rows. */
const memberKeptSchema = z.strictObject({ place: z.enum(memberPlaces), keptCount: count });
export type MemberKept = z.infer<typeof memberKeptSchema>;

/** What one removal took away, place by place, and what it left. It holds no name. */
export const memberDataReceiptSchema = z.strictObject({
  receiptId: count,
  kind: z.enum(['purge', 'erase']),
  at: z.number(),
  /** Who asked for it; null for the daily round of the console itself. */
  operatorName: z.string().nullable(),
  rosterCount: count,
  cellCount: count,
  /** Empty for receipts of older versions. */
  places: z.array(placeSchema),
  check: checkSchema,
});
export type MemberDataReceipt = z.infer<typeof memberDataReceiptSchema>;

export const memberDataProcedures = {
  'memberData.state': {
    input: z.strictObject({}),
    output: z.strictObject({
      rosterCount: count,
      cellCount: count,
      /** When the oldest kept roster was read; null without one. */
      oldestReadAt: z.number().nullable(),
      /** Newest first, at most fifty. */
      receipts: z.array(memberDataReceiptSchema),
    }),
  },
  /** Where exactly that name is kept, and what an erasure would change and leave. Names are no identity: several people may bear one. */
  'memberData.find': {
    input: z.strictObject({ name: plainName(60) }),
    output: z.strictObject({
      rosterCount: count,
      cellCount: count,
      /** Pictures that an erasure would remove. */
      pictureCount: count,
      reach: z.enum(memberReaches),
      /** Texts outside rosters; for `unlisted` those that change only where it is meant, for `short` none. */
      changes: z.array(memberChangeSchema),
      /** Rows that keep the name, place by place; backups hold what they were written with until then. */
      kept: z.array(memberKeptSchema),
    }),
  },
  /** Removes what was not seen for `memberDataKeptDays`; the console does the same by itself once a day. */
  'memberData.purge': { input: z.strictObject({}), output: memberDataReceiptSchema },
  /**
   * Removes everybody of exactly that name from all rosters (partial from then on), and the name from texts of jobs that are over,
   * from notes and former names of groups, with every picture that may show them, and from the backups; then looks through all
   * files. Outside rosters nothing is touched for a name of fewer than six bytes, nor for one that no roster holds, unless
   * `isUnlistedMeant` says so of what `memberData.find` showed. In stored JSON texts change, never keys. The receipt tells what is
   * left, why, and until when. `isConfirmed` must be true.
   */
  'memberData.erase': {
    input: z.strictObject({
      name: plainName(60),
      isUnlistedMeant: z.boolean().optional(),
      isConfirmed: z.literal(true),
    }),
    output: memberDataReceiptSchema,
  },
} as const;
