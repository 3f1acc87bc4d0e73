import { z } from 'zod';
import { plainName } from './plain-text.ts';

export const operatorSchema = z.strictObject({ operatorId: z.string(), name: z.string(), createdAt: z.number() });
export type Operator = z.infer<typeof operatorSchema>;

export const operatorProcedures = {
  'operators.list': { input: z.strictObject({}), output: z.strictObject({ operators: z.array(operatorSchema) }) },
  /** Creates the operator and makes it the current one. */
  'operators.create': { input: z.strictObject({ name: plainName(40) }), output: operatorSchema },
  'operators.choose': { input: z.strictObject({ operatorId: z.string().min(1).max(80) }), output: operatorSchema },
} as const;
