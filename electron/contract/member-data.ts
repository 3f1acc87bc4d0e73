import { z } from 'zod';
import { plainName } from './plain-text.ts';

/** Members that were not seen for so long are removed. */
export const memberDataKeptDays = 180;

const count = z.number().int();

/** What one removal took away. It holds no name. */
export const memberDataReceiptSchema = z.strictObject({
  receiptId: count,
  kind: z.enum(['purge', 'erase']),
  at: z.number(),
  /** Who asked for it; null for the daily round of the console itself. */
  operatorName: z.string().nullable(),
  rosterCount: count,
  cellCount: count,
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
  /** Where exactly that name is kept, before it is erased. Names are no identity: several people may bear one. */
  'memberData.find': {
    input: z.strictObject({ name: plainName(60) }),
    output: z.strictObject({ rosterCount: count, cellCount: count }),
  },
  /** Removes what was not seen for `memberDataKeptDays`; the console does the same by itself once a day. */
  'memberData.purge': { input: z.strictObject({}), output: memberDataReceiptSchema },
  /** Removes everybody of exactly that name from all rosters, which are partial from then on. `isConfirmed` must be true. */
  'memberData.erase': {
    input: z.strictObject({ name: plainName(60), isConfirmed: z.literal(true) }),
    output: memberDataReceiptSchema,
  },
} as const;
