import { z } from 'zod';
import { plainName } from './plain-text.ts';

export const operatorSchema = z.strictObject({ operatorId: z.string(), name: z.string(), createdAt: z.number() });
export type Operator = z.infer<typeof operatorSchema>;

/** With what the desk keeps of an operator besides. Where nobody has the mark, the first operator is the supervisor. */
export const listedOperatorSchema = operatorSchema.extend({
  isSupervisor: z.boolean(),
  hasPin: z.boolean(),
  /** Somebody else set the PIN then; null: it is the operator's own, or there is none. */
  pinResetAt: z.number().nullable(),
  /** At the desk since then; null: not there now. */
  presentSinceAt: z.number().nullable(),
});
export type ListedOperator = z.infer<typeof listedOperatorSchema>;

const operatorId = z.string().min(1).max(80);
const pin = z.string().regex(/^\d{4,12}$/);

export const operatorProcedures = {
  'operators.list': { input: z.strictObject({}), output: z.strictObject({ operators: z.array(listedOperatorSchema) }) },
  /** Creates the operator and makes it the current one. */
  'operators.create': { input: z.strictObject({ name: plainName(40) }), output: operatorSchema },
  /** With the PIN of an operator who has one: `operator-pin-wrong` without it. */
  'operators.choose': {
    input: z.strictObject({ operatorId, pin: pin.nullable().optional() }),
    output: operatorSchema,
  },
  /** The operator at the desk enters the PIN again, which acts of a supervisor take: see `supervisor-pin-required`. */
  'operators.confirm': { input: z.strictObject({ pin }), output: z.null() },
  /** The operator goes away: whoever acts next says who that is. */
  'operators.leave': { input: z.strictObject({}), output: z.null() },
  /** The operator is still there: without a sign the desk is nobody's after `operatorIdleMinutes`. */
  'operators.stay': { input: z.strictObject({}), output: z.null() },
  /**
   * Operators set their own PIN, with the one that it replaces; a supervisor takes away anybody's, and gives another supervisor a new one.
   * A supervisor among others keeps one, and sets the first while alone: `supervisor-pin-missing`.
   */
  'operators.setPin': {
    input: z.strictObject({ operatorId, pin: pin.nullable(), formerPin: pin.nullable() }),
    output: z.null(),
  },
  /** Supervisors only, and one always stays. Among others it takes a PIN. */
  'operators.setSupervisor': { input: z.strictObject({ operatorId, isSupervisor: z.boolean() }), output: z.null() },
} as const;
