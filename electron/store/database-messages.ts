import { z } from 'zod';
import { restoredSchema } from '../contract/console.ts';
import { faultSchema } from '../contract/outcome.ts';

/** What crosses the border of a thread that has a database to itself. */
export const orderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('task'), id: z.number(), task: z.string(), input: z.unknown() }),
  /** Nothing comes after it: the thread closes its database and ends. */
  z.strictObject({ kind: z.literal('close') }),
]);
export type Order = z.output<typeof orderSchema>;

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

const outcomeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: faultSchema }),
]);

export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), id: z.number(), outcome: outcomeSchema }),
  z.strictObject({
    kind: z.literal('log'),
    level: z.enum(logLevels),
    event: z.string(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
  /** The database was damaged: a backup is in its place, or an empty one. */
  z.strictObject({ kind: z.literal('restored'), restored: restoredSchema }),
]);
export type Report = z.output<typeof reportSchema>;
