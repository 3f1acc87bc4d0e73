import { z } from 'zod';
import { textParamsSchema } from './phones.ts';

/** One line of the append-only, hash-chained log. `action` is a dotted code such as `phones.reboot`. */
export const auditEntrySchema = z.strictObject({
  seq: z.number().int(),
  at: z.number(),
  operatorId: z.string().nullable(),
  operatorName: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  params: textParamsSchema,
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditProcedures = {
  'audit.page': {
    input: z.strictObject({ beforeSeq: z.number().int().nullable(), limit: z.number().int().min(1).max(500) }),
    output: z.strictObject({ entries: z.array(auditEntrySchema), hasMore: z.boolean() }),
  },
  'audit.verify': {
    input: z.strictObject({}),
    output: z.strictObject({
      isIntact: z.boolean(),
      checkedCount: z.number().int(),
      brokenAtSeq: z.number().int().nullable(),
    }),
  },
} as const;
