import { z } from 'zod';
import { textParamsSchema } from './phones.ts';
import { plainName } from './plain-text.ts';

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

/** What actions begin with: which part of the console somebody did something in. */
export const auditAreas = [
  'jobs',
  'groups',
  'accounts',
  'rules',
  'memberData',
  'phones',
  'preparation',
  'labels',
  'shift',
  'batteryCare',
  'hosts',
  'deskMap',
  'alerts',
  'reports',
  'settings',
  'operators',
  'audit',
  'bench',
  'demo',
  'console',
  'history',
] as const;
export type AuditArea = (typeof auditAreas)[number];

/** Which lines are wanted; null leaves that side open. */
export const auditFilterSchema = z.strictObject({
  /** Empty: lines that nobody answers for. */
  operatorId: z.string().max(80).nullable(),
  area: z.enum(auditAreas).nullable(),
  /** The id of a phone or a group that a line is about. */
  about: z.string().max(80).nullable(),
  /** A part of what a line says: a group's name, a number. */
  text: z.string().max(80),
  fromAt: z.number().nullable(),
  toAt: z.number().nullable(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const wholeLog: AuditFilter = { operatorId: null, area: null, about: null, text: '', fromAt: null, toAt: null };

export const auditProcedures = {
  /** Newest first. */
  'audit.page': {
    input: z.strictObject({
      beforeSeq: z.number().int().nullable(),
      limit: z.number().int().min(1).max(500),
      filter: auditFilterSchema.optional(),
    }),
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
  /** The lines as CSV, oldest first, each with its hash; the purpose goes into the log. */
  'audit.export': {
    input: z.strictObject({
      filter: auditFilterSchema,
      purpose: plainName(200),
      path: z.string().min(1).max(4096).nullable(),
    }),
    output: z.strictObject({ path: z.string().nullable(), lineCount: z.number().int() }),
  },
} as const;
