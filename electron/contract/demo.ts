import { z } from 'zod';
import { faultSchema } from './outcome.ts';

/** The virtual desk (演示). */
export const demoSchema = z.strictObject({
  state: z.enum(['off', 'starting', 'running', 'stopping', 'failed']),
  phoneCount: z.number().int(),
  seed: z.number().int().nullable(),
  /** Why the state is `failed`; null otherwise. */
  fault: faultSchema.nullable(),
});
export type Demo = z.infer<typeof demoSchema>;

export const demoProcedures = {
  'demo.start': { input: z.strictObject({ phoneCount: z.number().int().min(1).max(200) }), output: z.null() },
  'demo.stop': { input: z.strictObject({}), output: z.null() },
} as const;
