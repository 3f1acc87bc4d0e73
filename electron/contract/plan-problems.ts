import { z } from 'zod';

/**
 * What can be wrong with the file of a 养号 plan. `contract/plan-texts` has name, cause and cure of each in both languages.
 */
export const planProblemCodes = [
  // the file
  'file-unreadable',
  'yaml-broken',
  'key-twice',
  'field-missing',
  'field-unknown',
  'field-wrong',
  'number-wrong',
  // words that the rules do not know
  'action-unknown',
  'stage-unknown',
  'signal-unknown',
  'tool-unknown',
  'source-unknown',
  'word-unknown',
  'time-wrong',
  // what does not fit together
  'stage-missing',
  'stage-order',
  'entry-twice',
  'signal-missing',
  'days-first',
  'days-backwards',
  'days-overlap',
  'days-gap',
  'days-open',
  'exit-day-early',
  'sign-off-missing',
  'hour-over-day',
  'window-empty',
  'repeat-milder',
  // what no plan may loosen
  'zero-loosened',
  'zero-days-shortened',
  'zero-exit-loosened',
  'zero-task-loosened',
  'zero-restart-loosened',
  'zero-drop-loosened',
  'execution-loosened',
  'window-softened',
  'override-loosened',
  // what nothing would see to
  'tool-rule-unkept',
] as const;
export const planProblemCodeSchema = z.enum(planProblemCodes);
export type PlanProblemCode = z.infer<typeof planProblemCodeSchema>;

/** What is allowed and worth a second look. */
export const planNoteCodes = ['cap-falls', 'cap-out-of-reach'] as const;
export const planNoteCodeSchema = z.enum(planNoteCodes);
export type PlanNoteCode = z.infer<typeof planNoteCodeSchema>;

const place = {
  file: z.string(),
  /** Counts from 1. */
  line: z.number().int(),
  /** Where in the document: `stages.S4.caps.group_rename.per_day`; empty for the file as a whole. */
  path: z.string(),
  /** What cause and cure are filled with. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
};

/** One thing that is wrong in one place: a plan with any is refused. */
export const planProblemSchema = z.strictObject({ ...place, code: planProblemCodeSchema });
export type PlanProblem = z.infer<typeof planProblemSchema>;

/** One thing in one place that a person should have seen; refuses nothing. */
export const planNoteSchema = z.strictObject({ ...place, code: planNoteCodeSchema });
export type PlanNote = z.infer<typeof planNoteSchema>;
