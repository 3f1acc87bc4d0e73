import { z } from 'zod';
import { executionModeSchema } from './automation.ts';

/** An own account of a messenger, as this console knows it. */
export const accountSchema = z.strictObject({
  accountId: z.string(),
  /** The phone that it is on; null when another account was found there since. */
  phoneId: z.string().nullable(),
  messenger: z.literal('wechat'),
  /** As its own page showed it; null before it was read. */
  nickname: z.string().nullable(),
  /** The messenger's id with its middle hidden; the whole one is not kept. */
  maskedId: z.string().nullable(),
  identityReadAt: z.number().nullable(),
  /** Null where nobody has chosen one: nothing is done with that account. */
  mode: executionModeSchema.nullable(),
  /** Null for a mode that the console chose, as on virtual phones. */
  modeChosenBy: z.string().nullable(),
  modeChosenAt: z.number().nullable(),
  /** The messenger of that version hides its views on that model: whatever mode was chosen, a person does it there. */
  isTreeHidden: z.boolean(),
  /** Until when it rests after a warning of the platform; null when it does not. */
  cooldownUntilAt: z.number().nullable(),
});
export type Account = z.infer<typeof accountSchema>;

/** Changes with every change of the text that an operator has to know: those who read an older one are asked again. */
export const platformRulesVersion = 1;

const rulesStateSchema = z.strictObject({
  version: z.number().int(),
  /** Null if the operator of the moment never did, or there is none. */
  acknowledgedAt: z.number().nullable(),
  /** Somebody at this desk has read them. */
  hasReaders: z.boolean(),
  /** The rules themselves, in the console's language. */
  text: z.array(z.string()),
});

const accountId = z.string().min(1).max(80);

export const accountProcedures = {
  'accounts.list': { input: z.strictObject({}), output: z.strictObject({ accounts: z.array(accountSchema) }) },
  /**
   * Chooses who touches the messenger of that account. On a real phone `assist` and `auto` need that the operator has read the platform's
   * rules (`rules-not-acknowledged`).
   */
  'accounts.setMode': { input: z.strictObject({ accountId, mode: executionModeSchema }), output: accountSchema },
  /**
   * What the platforms say about automation, and whether the current operator has read it. Until then whatever changes something in a
   * messenger is refused: `rules-not-acknowledged`.
   */
  'rules.state': {
    input: z.strictObject({}),
    output: rulesStateSchema,
  },
  /** The current operator says to have read them and to answer for what is done. */
  'rules.acknowledge': {
    input: z.strictObject({ version: z.number().int() }),
    output: rulesStateSchema,
  },
} as const;
