import { z } from 'zod';
import { faultSchema } from './outcome.ts';
import { textParamsSchema } from './phones.ts';

/**
 * `to-fix`: the console can put it right with one click. `hand`: only a person at the phone can. `unknown`: the phone
 * gives no proof either way.
 */
export const preparationStates = ['ok', 'to-fix', 'hand', 'unknown', 'not-applicable'] as const;
export const preparationStateSchema = z.enum(preparationStates);
export type PreparationState = z.infer<typeof preparationStateSchema>;

/** Whose menus a phone has; Honor, realme and their like have those of the brand they come from. */
export const skinFamilies = ['xiaomi', 'huawei', 'oppo', 'meizu', 'vivo', 'samsung', 'other'] as const;
export const skinFamilySchema = z.enum(skinFamilies);
export type SkinFamily = z.infer<typeof skinFamilySchema>;

/**
 * What a person can do about a check, by code, with the families that have words of their own
 * (`preparation.cure.<code>.<family>`); all others read `preparation.cure.<code>.any`.
 */
export const cureFamilies = {
  authorise: [],
  'keep-authorisation': [],
  'allow-input': ['xiaomi', 'oppo', 'vivo'],
  'allow-install': ['xiaomi', 'oppo'],
  'keep-debugging': ['huawei'],
  'remove-lock': ['xiaomi', 'huawei', 'oppo', 'meizu', 'vivo', 'samsung'],
  'set-lock': [],
  'answer-lock-policy': [],
  'set-by-hand': [],
  'set-time-zone': ['xiaomi', 'huawei', 'oppo', 'samsung'],
  'install-messenger': [],
  'allow-background': ['xiaomi', 'huawei', 'oppo', 'vivo'],
  'free-space': [],
  'install-by-hand': [],
  'look-again': [],
} as const satisfies Readonly<Record<string, readonly SkinFamily[]>>;
export type CureCode = keyof typeof cureFamilies;
export const cureCodes = Object.keys(cureFamilies).filter((code): code is CureCode => code in cureFamilies);
export const cureCodeSchema = z.enum(cureCodes);

/** One value as the phone gave it, and the command that asked for it. */
export const preparationEvidenceSchema = z.strictObject({ command: z.string(), value: z.string() });
export type PreparationEvidence = z.infer<typeof preparationEvidenceSchema>;

/** One change that putting a check right would make; `before` is null where the key was not set. */
export const preparationChangeSchema = z.strictObject({
  command: z.string(),
  before: z.string().nullable(),
  after: z.string(),
});
export type PreparationChange = z.infer<typeof preparationChangeSchema>;

/**
 * What came of the last click on a check. `done` only after the value was read back; `not-kept`: the phone took the
 * change and shows the old value; `not-read-back`: it could not be asked again; `still-refused`: refused or not kept
 * before, nothing shows that this has changed, and it was not tried again.
 */
export const fixOutcomes = [
  'done',
  'nothing-to-do',
  'refused',
  'not-kept',
  'not-read-back',
  'still-refused',
  'cancelled',
] as const;
export const preparationFixSchema = z.strictObject({
  at: z.number(),
  outcome: z.enum(fixOutcomes),
  /** The refusal by its class (`settings-not-permitted`), and the phone's own first line. */
  refusal: z.string().nullable(),
  words: z.string().nullable(),
  cure: cureCodeSchema.nullable(),
});
export type PreparationFix = z.infer<typeof preparationFixSchema>;

export const preparationCheckSchema = z.strictObject({
  stepId: z.string(),
  state: preparationStateSchema,
  /** The state follows from a sign whose meaning is not proven: the page says "probably". */
  isInferred: z.boolean(),
  /** Picks the sentence `preparation.<stepId>.<textCode>`, else `preparation.any.<textCode>`. */
  textCode: z.string(),
  params: textParamsSchema,
  evidence: z.array(preparationEvidenceSchema),
  changes: z.array(preparationChangeSchema),
  cure: cureCodeSchema.nullable(),
  /** Null until somebody tried to put it right, and again once it is right without that. */
  fix: preparationFixSchema.nullable(),
});
export type PreparationCheck = z.infer<typeof preparationCheckSchema>;

/** The last checklist of one phone. */
export const phonePreparationSchema = z.strictObject({
  phoneId: z.string(),
  checkedAt: z.number(),
  family: skinFamilySchema,
  /** Why the phone could not be asked; its checks then say unknown. */
  fault: faultSchema.nullable(),
  checks: z.array(preparationCheckSchema),
});
export type PhonePreparation = z.infer<typeof phonePreparationSchema>;

export const preparationRunStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export const preparationRunSchema = z.strictObject({
  runId: z.string(),
  kind: z.enum(['check', 'fix']),
  startedAt: z.number(),
  /** Null while it runs. */
  endedAt: z.number().nullable(),
  isCancelled: z.boolean(),
  stepIds: z.array(z.string()),
  phones: z.array(
    z.strictObject({
      phoneId: z.string(),
      state: z.enum(preparationRunStates),
      fault: faultSchema.nullable(),
      /** Of a fix, once the phone is done: what came of each step asked for. */
      outcomes: z.array(z.strictObject({ stepId: z.string(), outcome: z.enum(fixOutcomes) })),
    }),
  ),
});
export type PreparationRun = z.infer<typeof preparationRunSchema>;

/** A phone's states without the words, for a matrix of a hundred of them. */
export const preparationLineSchema = z.strictObject({
  phoneId: z.string(),
  checkedAt: z.number(),
  hasFault: z.boolean(),
  checks: z.array(
    z.strictObject({
      stepId: z.string(),
      state: preparationStateSchema,
      isInferred: z.boolean(),
      fixOutcome: z.enum(fixOutcomes).nullable(),
    }),
  ),
});
export type PreparationLine = z.infer<typeof preparationLineSchema>;

const phoneIds = z.array(z.string().min(1).max(80)).min(1).max(500);
const stepIds = z.array(z.string().min(1).max(60)).min(1).max(100);

export const preparationProcedures = {
  /** Every step there is, in the order of the table, and how many helper apps the console brings to the phones. */
  'preparation.steps': {
    input: z.strictObject({}),
    output: z.strictObject({ stepIds: z.array(z.string()) }),
  },
  /** Reads every step of these phones; changes nothing. Answers as soon as it has begun; `preparation.run` tells how it goes. */
  'preparation.check': { input: z.strictObject({ phoneIds }), output: z.strictObject({ runId: z.string() }) },
  /**
   * Puts right what the console can. `isConfirmed` must be true: the page shows first what changes where. What the
   * phone refused before is tried again only when it shows that the cause is gone, or when `retriesRefused`.
   */
  'preparation.fix': {
    input: z.strictObject({ phoneIds, stepIds, retriesRefused: z.boolean(), isConfirmed: z.literal(true) }),
    output: z.strictObject({ runId: z.string() }),
  },
  /** Ends the run: what waits does not begin, what runs stops after its current command. */
  'preparation.cancel': { input: z.strictObject({ runId: z.string().max(80) }), output: z.null() },
  /** The run that goes on, else the last one since the console started. */
  'preparation.run': { input: z.strictObject({}), output: z.strictObject({ run: preparationRunSchema.nullable() }) },
  'preparation.overview': {
    input: z.strictObject({}),
    output: z.strictObject({ phones: z.array(preparationLineSchema) }),
  },
  /** The last checklist of one phone in full; null when it was never checked. */
  'preparation.phone': {
    input: z.strictObject({ phoneId: z.string().min(1).max(80) }),
    output: z.strictObject({ preparation: phonePreparationSchema.nullable() }),
  },
  /** What is left to do on these phones, as last read: checks to fix, for a hand, or refused. */
  'preparation.todo': {
    input: z.strictObject({ phoneIds }),
    output: z.strictObject({ phones: z.array(phonePreparationSchema) }),
  },
} as const;
