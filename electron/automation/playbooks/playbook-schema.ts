import { z } from 'zod';
import {
  playbookActSchema,
  playbookResultCodeSchema,
  stepConfidenceSchema,
  verificationSchema,
} from '../../contract/automation.ts';
import { anyOf, querySchema } from '../selectors/query-schema.ts';
import { versionRangePattern } from './app-version.ts';

const words = z.string().min(1).max(500);
const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const variable = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const span = z.number().int().min(0).max(600_000);
const inBothLanguages = z.strictObject({ zh: words, en: words });

/** Where a step comes from and how far to trust it. `sources` are those of `facts/wechat-flows.json`. */
const provenance = {
  confidence: stepConfidenceSchema,
  sources: z.array(z.string().min(1).max(40)).default([]),
  note: words.optional(),
};

const alternateSchema = z.strictObject({
  find: querySchema,
  /** Messenger versions that it is tried on; all when not given. */
  versions: z.string().regex(versionRangePattern).optional(),
  ...provenance,
});

const recognitionSchema = z.strictObject({
  all: z.array(querySchema).min(1).optional(),
  any: z.array(querySchema).min(1).optional(),
  none: z.array(querySchema).min(1).optional(),
});

const screenSchema = z.strictObject({
  id: name,
  recognise: recognitionSchema,
  /** Holds what was typed but not saved: it is left by BACK before the phone is given back. */
  editor: z.boolean().default(false),
  ...provenance,
});

const moveSchema = z.strictObject({
  from: anyOf,
  to: name,
  find: querySchema.optional(),
  alternates: z.array(alternateSchema).default([]),
  do: z.enum(['tap', 'back', 'scroll-up']),
  ...provenance,
});

export const interruptionMeanings = ['dismiss', 'stop-item', 'cooldown', 'wait'] as const;

const interruptionSchema = z.strictObject({
  id: name,
  recognise: recognitionSchema,
  meaning: z.enum(interruptionMeanings),
  /** What dismisses it; BACK when not given or not there. What waits is only put away where this is there. */
  find: querySchema.optional(),
  alternates: z.array(alternateSchema).default([]),
  /** How a run ends that it stops, or that waited in vain. */
  code: playbookResultCodeSchema.optional(),
  /** How long `wait` waits for it to go. */
  withinMs: span.default(10_000),
  /** Also looked for on screens that are recognised; otherwise only where nothing else is. */
  everywhere: z.boolean().default(false),
  ...provenance,
});

export const stepActs = [
  'tap',
  'type',
  'back',
  'look',
  'read',
  'compare-field',
  'read-row',
  'compare-row',
  'collect-rows',
  'collect-cells',
  'seek-row',
] as const;

const stepSchema = z.strictObject({
  id: name,
  /** The screens that it is done on. */
  on: anyOf,
  find: querySchema.optional(),
  alternates: z.array(alternateSchema).default([]),
  do: z.enum(stepActs),
  /** What to type, to compare with, or to seek. */
  text: words.optional(),
  /** The name that what is read goes by. */
  as: variable.optional(),
  /** The part of what is read that counts: the first group of this pattern. */
  match: words.optional(),
  /** What is read is a number. */
  number: z.boolean().default(false),
  /** How the run ends when `compare-row` finds another text, or a field does not keep what was typed. */
  otherwise: playbookResultCodeSchema.optional(),
  /** Lists: nothing from this view on belongs to it. */
  until: querySchema.optional(),
  /** Lists: rows and cells of these names are none. */
  ignore: z.array(words).default([]),
  /** Lists: the last row, whose first group counts the others. */
  closing: words.optional(),
  /** Lists: what was read before as the number of cells. */
  total: variable.optional(),
  /** Values that are known once the step is done. */
  set: z.record(variable, words).optional(),
  /** Only when these values are so. */
  when: z.record(variable, words).optional(),
  /** What it means that the view is not there: values, an end, or nothing at all. */
  whenMissing: z
    .strictObject({
      set: z.record(variable, words).optional(),
      code: playbookResultCodeSchema.optional(),
      /** It is there after all, in a place where it is not understood: no `code` then, but an unknown screen. */
      unless: querySchema.optional(),
      /** The page itself says that it is not there: no need to wait. */
      atOnce: querySchema.optional(),
      /** `code` only where `atOnce` says so: a page that stays empty without a word is an unknown screen. */
      onlyIfSaid: z.boolean().default(false),
    })
    .optional(),
  /** The page is scrolled for it. */
  scroll: z.boolean().default(false),
  expect: z
    .strictObject({ screen: anyOf.optional(), find: querySchema.optional(), gone: querySchema.optional() })
    .optional(),
  /** The page must look the same for so long before the view is taken. */
  steadyMs: span.optional(),
  withinMs: span.optional(),
  commit: z.boolean().default(false),
  /** `compare-row`: the row of this view may read so instead. */
  elseRow: querySchema.optional(),
  /** `compare-row`: what the row reads of a group that nobody has given a name: no list's words can prove that it is the one. */
  unnamed: anyOf.optional(),
  /** A question that the messenger may put after the committing tap, and what says yes to it. */
  question: z.strictObject({ recognise: recognitionSchema, find: querySchema, ...provenance }).optional(),
  /** What any other question after that tap looks like: it is told no, and where the page then still waits, nothing was sent. */
  otherQuestion: recognitionSchema.optional(),
  /** A rehearsal passes over it: it changes something, if only what stands in a field. */
  notRehearsed: z.boolean().default(false),
  ...provenance,
});

const readBackSchema = z.strictObject({
  id: name,
  on: anyOf,
  verifies: verificationSchema,
  find: querySchema,
  alternates: z.array(alternateSchema).default([]),
  /** What the row of the view must read. Without this and `says` the view itself is the proof. */
  row: words.optional(),
  /** What the view's own words must say: the first group of the pattern must read so. */
  says: z.strictObject({ match: words, reads: words }).optional(),
  ...provenance,
});

export const appFileSchema = z.strictObject({
  kind: z.literal('app'),
  app: z.string().regex(/^[a-z][\w]*(\.[\w]+)+$/),
  name: inBothLanguages,
  /** `package/activity` of its start page. */
  start: z.string().regex(/^[\w.]+\/[\w.]+$/),
  /** Versions that its sources cover. Others are tried too; their rehearsal decides. */
  versions: z.string().regex(versionRangePattern),
  screens: z.array(screenSchema).min(1),
  moves: z.array(moveSchema),
  interruptions: z.array(interruptionSchema),
  /** While one of these is there, the page is still being filled. */
  loading: z.array(querySchema).default([]),
  /** Ways that several acts share. */
  parts: z.record(name, z.array(stepSchema).min(1)),
});

export const actFileSchema = z.strictObject({
  kind: z.literal('act'),
  act: playbookActSchema,
  title: inBothLanguages,
  risk: z.enum(['read', 'write']),
  /** On real phones the operator says yes to each item, whatever the mode. */
  humanConfirm: z.boolean().default(false),
  /** What a run is given. One that need not be given has a `default`, or counts as unknown. */
  variables: z.record(
    variable,
    z.strictObject({
      isRequired: z.boolean().default(true),
      default: words.optional(),
      /** Stands under a rule that only the job knows which gives it; the bench does not. */
      jobsOnly: z.boolean().default(false),
    }),
  ),
  /**
   * Parts that lead to where the steps begin. Of several that lead to the same place the next is tried when one does not;
   * the first one searches everything, so that its finding nothing means that there is nothing.
   */
  reach: z.array(z.union([name, z.array(name).min(1)]).transform((value) => [value].flat())).default([]),
  steps: z.array(stepSchema).min(1),
  /** The value that tells how things are now, and what it is to become. */
  present: variable.optional(),
  goal: words.optional(),
  /**
   * How the subject is found once the act is done: variables that change, and values (by the variable that expects them)
   * which must about agree, so that another subject of that name is not taken for it.
   */
  subjectAfter: z
    .strictObject({ set: z.record(variable, words), agrees: z.record(variable, variable).default({}) })
    .optional(),
  readBack: z.array(readBackSchema).default([]),
  /** How the operator brings up the subject's page, so that it can be seen what the act is done to; none where nothing is to be seen. */
  byHandFirst: z.array(inBothLanguages).default([]),
  /** What the operator then does by hand, step by step. */
  byHand: z.array(inBothLanguages).default([]),
  /** What the operator is asked where an earlier attempt may have done it: which subject it is about, and how it is told from others. */
  byHandCheck: z.array(inBothLanguages).default([]),
  /** How a picture of the result reads: a line that fits `title`, and the text beside `label`. */
  picture: z
    .strictObject({
      title: words,
      /** What the number is that the title's first group stands for, where it does: one that `subjectAfter` compares. */
      titleReads: variable.optional(),
      label: words,
      reads: words,
      /** Another page may say it in a sentence of its own: what stands before the text that `reads` names, and after it. */
      says: z.strictObject({ start: words, end: words }).optional(),
    })
    .optional(),
  budgetMs: span.default(300_000),
});

export type AppFile = z.output<typeof appFileSchema>;
export type ActFile = z.output<typeof actFileSchema>;
export type Screen = AppFile['screens'][number];
export type Move = AppFile['moves'][number];
export type Interruption = AppFile['interruptions'][number];
export type Recognition = Screen['recognise'];
export type Step = ActFile['steps'][number];
export type ReadBack = ActFile['readBack'][number];
export type Alternate = Step['alternates'][number];
