import { z } from 'zod';

/** What a playbook can do today. Each is one file in the folder of its app. */
export const playbookActs = ['read-group-list', 'read-group', 'read-own-identity', 'rename-group'] as const;
export const playbookActSchema = z.enum(playbookActs);
export type PlaybookAct = z.infer<typeof playbookActSchema>;

/**
 * Who touches the messenger. `manual`: the operator alone; `assist`: the console up to the committing tap, that one by the operator;
 * `auto`: the console.
 */
export const executionModes = ['manual', 'assist', 'auto'] as const;
export const executionModeSchema = z.enum(executionModes);
export type ExecutionMode = z.infer<typeof executionModeSchema>;

/** How sure a step's source is: A seen in a real dump, B vendor's documentation, C weaker, V inferred without a source. */
export const stepConfidences = ['A', 'B', 'C', 'V'] as const;
export const stepConfidenceSchema = z.enum(stepConfidences);
export type StepConfidence = z.infer<typeof stepConfidenceSchema>;

/** How a run of a playbook ended. The renderer has cause and cure for each. */
export const playbookResultCodes = [
  // it is as it was to be
  'ok',
  'already-so',
  // the phone showed something else
  'unknown-screen',
  'group-not-found',
  'group-ambiguous',
  'group-unnamed',
  'changed-meanwhile',
  'text-not-kept',
  // the messenger refused
  'role-refused',
  'name-refused',
  // the name before and the one after cannot be told apart on a page
  'names-alike',
  'too-frequent',
  'account-limited',
  // the phone could not be worked with
  'tree-blocked',
  'screen-locked',
  'network-lost',
  'app-crashed',
  'messenger-missing',
  'phone-fault',
  'timeout',
  // people and guards
  'interrupted-by-person',
  'aborted',
  'commit-refused',
  'not-confirmed',
  'given-up',
  'manual-only',
  'rehearsal-missing',
  'playbook-invalid',
  'variable-missing',
  // after the committing tap
  'not-verified',
  // answers of a verification
  'still-before',
] as const;
export const playbookResultCodeSchema = z.enum(playbookResultCodes);
export type PlaybookResultCode = z.infer<typeof playbookResultCodeSchema>;

/** `page`: the messenger's own page; `system-line`: its grey line in the chat; `ocr`: read from a picture; `operator`: a person's tick. */
export const verifications = ['page', 'system-line', 'ocr', 'operator'] as const;
export const verificationSchema = z.enum(verifications);
export type Verification = z.infer<typeof verificationSchema>;

/** One step of a run, for logs, the bench and the speed row. Times in milliseconds. */
export const stepRecordSchema = z.strictObject({
  /** Step or move, as the playbook names it. */
  step: z.string(),
  /** The screen that it was done on. */
  screen: z.string(),
  outcome: z.enum(['done', 'skipped', 'failed']),
  /** Which alternate was taken, counted from 1; 0 for the first choice. */
  alternate: z.number().int(),
  confidence: stepConfidenceSchema,
  startedAt: z.number(),
  durationMs: z.number(),
  /** Of these: spent in calls to the phone, and waiting between two of them. */
  driverMs: z.number(),
  waitedMs: z.number(),
  /** What went wrong, in a few words; null when nothing did. */
  note: z.string().nullable(),
});
export type StepRecord = z.infer<typeof stepRecordSchema>;

/** What can be wrong with a playbook file. `params` fill the text of the code. */
export const playbookProblemCodes = [
  'folder-unreadable',
  'file-unreadable',
  'yaml-broken',
  'field-missing',
  'field-unknown',
  'field-wrong',
  'app-missing',
  'act-twice',
  'regex-broken',
  'id-alone',
  'query-empty',
  'screen-unknown',
  'screen-twice',
  'part-unknown',
  'step-twice',
  'variable-unknown',
  'commit-missing',
  'commit-twice',
  'commit-not-last',
  'read-back-missing',
  'read-only-commit',
  'goal-unknown',
  'way-missing',
] as const;
export const playbookProblemCodeSchema = z.enum(playbookProblemCodes);
export type PlaybookProblemCode = z.infer<typeof playbookProblemCodeSchema>;

/** One thing that is wrong in one place. Line and column count from 1. */
export const playbookProblemSchema = z.strictObject({
  file: z.string(),
  line: z.number().int(),
  /** Where in the document: `steps.2.find.text`; empty for the file as a whole. */
  path: z.string(),
  code: playbookProblemCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PlaybookProblem = z.infer<typeof playbookProblemSchema>;
