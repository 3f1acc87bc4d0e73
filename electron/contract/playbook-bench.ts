import { z } from 'zod';
import {
  playbookActSchema,
  playbookProblemSchema,
  playbookResultCodeSchema,
  stepConfidenceSchema,
  stepRecordSchema,
} from './automation.ts';
import { faultSchema } from './outcome.ts';

/**
 * The bench of the playbooks: one phone, held by the operator, with what its screen shows, what a query finds there, and
 * an act taken step by step up to the brink of its commit, never over it.
 */

export const benchQueryMaxLength = 4_000;
export const benchValueMaxLength = 200;
/** A bench that nobody touches gives its phone back after so long. */
export const benchIdleMs = 10 * 60_000;

const count = z.number().int();
const phoneId = z.string().min(1).max(80);
const bothLanguages = z.strictObject({ zh: z.string(), en: z.string() });

/** Pixels of the phone's screen; right and bottom are the first ones outside. */
const boundsSchema = z.strictObject({ left: count, top: count, right: count, bottom: count });
export type BenchBounds = z.infer<typeof boundsSchema>;
const pointSchema = z.strictObject({ x: z.number(), y: z.number() });
export type BenchPoint = z.infer<typeof pointSchema>;

export const nodeFlags = ['clickable', 'scrollable', 'disabled', 'selected', 'checked', 'focused'] as const;
export type NodeFlag = (typeof nodeFlags)[number];

/** A view as the phone describes it; its place in the list is its name in every other answer about that look. */
const benchNodeSchema = z.strictObject({
  parent: count.nullable(),
  depth: count,
  className: z.string(),
  packageName: z.string(),
  text: z.string(),
  description: z.string(),
  resourceId: z.string(),
  /** Null for a view without an area: it is never tapped. */
  bounds: boundsSchema.nullable(),
  /** Only what is so. */
  flags: z.array(z.enum(nodeFlags)),
});
export type BenchNode = z.infer<typeof benchNodeSchema>;

/** One condition of a screen, and how many views fit it now. */
const sightConditionSchema = z.strictObject({
  place: z.enum(['all', 'any', 'none']),
  /** As the playbook writes it, on one line. */
  query: z.string(),
  isMet: z.boolean(),
  matches: z.array(count),
});
export type SightCondition = z.infer<typeof sightConditionSchema>;

const sightEntrySchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['screen', 'interruption']),
  confidence: stepConfidenceSchema,
  isFit: z.boolean(),
  conditions: z.array(sightConditionSchema),
});
export type SightEntry = z.infer<typeof sightEntrySchema>;

export const sightKinds = ['screen', 'interrupted', 'unknown', 'away', 'unlabelled'] as const;

/** What the shipped playbooks make of a page. */
const benchSightSchema = z.strictObject({
  app: z.string(),
  kind: z.enum(sightKinds),
  /** The screen, the interruption or the package in front; null when there is nothing to name. */
  name: z.string().nullable(),
  isLoading: z.boolean(),
  entries: z.array(sightEntrySchema),
});
export type BenchSight = z.infer<typeof benchSightSchema>;

const benchLookSchema = z.strictObject({
  lookId: count,
  takenAt: z.number(),
  /** Of the display, in the unit of the bounds; null when neither picture nor tree tells. */
  width: count.nullable(),
  height: count.nullable(),
  picture: z.strictObject({ mediaType: z.enum(['image/webp', 'image/png']), base64: z.string() }).nullable(),
  pictureFault: faultSchema.nullable(),
  nodes: z.array(benchNodeSchema),
  /** Why there are no views: the app hides them, the screen does not rest … */
  treeFault: faultSchema.nullable(),
  /** Null without views, or without a sound playbook. */
  sight: benchSightSchema.nullable(),
});
export type BenchLook = z.infer<typeof benchLookSchema>;

const queryTrialSchema = z.strictObject({
  /** Of the look that was searched; null while there is none. */
  lookId: count.nullable(),
  /** What is wrong with the query, each thing once, with its line. */
  problems: z.array(playbookProblemSchema),
  /** Names that stand in the query as `${name}`. */
  variables: z.array(z.string()),
  matches: z.array(count),
  /** What a `find` comes to: `many` only where the query asks for the only one. */
  result: z.enum(['one', 'none', 'many']).nullable(),
  /** For `many`: rows that answer different taps. */
  rowCount: count.nullable(),
  taken: count.nullable(),
  /** The view that answers the tap: `taken` itself or one around it. */
  tapsOn: count.nullable(),
  /** Null when the view takes no tap: no area, disabled, or something lies over it. */
  point: pointSchema.nullable(),
});
export type QueryTrial = z.infer<typeof queryTrialSchema>;

const benchAlternateSchema = z.strictObject({
  find: z.string(),
  versions: z.string().nullable(),
  confidence: stepConfidenceSchema,
  sources: z.array(z.string()),
  note: z.string().nullable(),
});

const shownStepSchema = z.strictObject({
  /** The part that it belongs to; null for the act's own. */
  part: z.string().nullable(),
  id: z.string(),
  on: z.array(z.string()),
  do: z.string(),
  find: z.string().nullable(),
  confidence: stepConfidenceSchema,
  sources: z.array(z.string()),
  note: z.string().nullable(),
  alternates: z.array(benchAlternateSchema),
  isCommit: z.boolean(),
  isNotRehearsed: z.boolean(),
});
export type ShownStep = z.infer<typeof shownStepSchema>;

const shownVariableSchema = z.strictObject({
  name: z.string(),
  isRequired: z.boolean(),
  default: z.string().nullable(),
  /** Only a job, which knows the rule behind it, gives it. */
  isJobsOnly: z.boolean(),
});
export type ShownVariable = z.infer<typeof shownVariableSchema>;

const shownPlaybookSchema = z.strictObject({
  act: playbookActSchema,
  app: z.string(),
  appName: bothLanguages,
  title: bothLanguages,
  /** Versions of the app that its sources cover. */
  versions: z.string(),
  risk: z.enum(['read', 'write']),
  digest: z.string(),
  variables: z.array(shownVariableSchema),
  steps: z.array(shownStepSchema),
});
export type ShownPlaybook = z.infer<typeof shownPlaybookSchema>;

const shownRehearsalSchema = z.strictObject({
  phoneModel: z.string(),
  appVersion: z.string(),
  act: playbookActSchema,
  isPassed: z.boolean(),
  code: playbookResultCodeSchema,
  note: z.string(),
  rehearsedAt: z.number(),
  /** Of the playbook as it is now; one of another state of it counts no more. */
  isCurrent: z.boolean(),
});
export type ShownRehearsal = z.infer<typeof shownRehearsalSchema>;

export const intentKinds = ['open', 'move', 'recover', 'step', 'commit'] as const;
export const intentActs = [
  'launch',
  'tap',
  'back',
  'scroll-up',
  'type',
  'look',
  'read',
  'read-row',
  'compare-row',
  'compare-field',
  'collect-rows',
  'collect-cells',
  'seek-row',
  'dismiss',
  'stop',
  'wait',
  'retrace',
] as const;
export type IntentAct = (typeof intentActs)[number];

/** What is done next, told before it is done. */
const benchIntentSchema = z.strictObject({
  intentId: count,
  kind: z.enum(intentKinds),
  /** Step, interruption, or `from→to` of a move. */
  name: z.string(),
  /** The screen that it is done on. */
  screen: z.string(),
  act: z.enum(intentActs),
  confidence: stepConfidenceSchema,
  sources: z.array(z.string()),
  note: z.string().nullable(),
  find: z.string().nullable(),
  /** What is typed, sought or compared with. */
  text: z.string().nullable(),
  /** The screens that are expected after it. */
  expects: z.array(z.string()),
  /** `unsought`: there is nothing to find. Views may still come: the step waits or scrolls for them. */
  found: z.enum(['one', 'none', 'many', 'unsought']),
  /** Which alternate fits, counted from 1; 0 for the first choice. */
  alternate: count,
  target: z.strictObject({ words: z.string(), className: z.string(), bounds: boundsSchema.nullable() }).nullable(),
  point: pointSchema.nullable(),
  /** The page changed while it was waited for, so it is told anew. */
  isRetold: z.boolean(),
});
export type BenchIntent = z.infer<typeof benchIntentSchema>;

export const benchPurposes = ['step', 'rehearse'] as const;
export type BenchPurpose = (typeof benchPurposes)[number];

/** `waiting`: for the operator's next; `working`: something is done on the phone now. */
export const benchRunStates = ['waiting', 'working', 'over'] as const;
/** `brink`: only the committing tap is left, which a bench never sends. */
export const benchEnds = ['brink', 'done', 'failed', 'stopped'] as const;
export type BenchEnd = (typeof benchEnds)[number];

const benchRunSchema = z.strictObject({
  act: playbookActSchema,
  purpose: z.enum(benchPurposes),
  variables: z.record(z.string(), z.string()),
  startedAt: z.number(),
  state: z.enum(benchRunStates),
  /** It goes on by itself up to the brink. */
  isHurried: z.boolean(),
  intent: benchIntentSchema.nullable(),
  /** The phone is on its home screen again, or was never touched. */
  hasLeft: z.boolean(),
  records: z.array(stepRecordSchema),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Lists that were read, in figures: nothing that a bench reads is kept. */
  lists: z.array(z.strictObject({ name: z.string(), count, statedCount: count.nullable(), isComplete: z.boolean() })),
  end: z
    .strictObject({ kind: z.enum(benchEnds), code: playbookResultCodeSchema, note: z.string(), at: z.number() })
    .nullable(),
});
export type BenchRun = z.infer<typeof benchRunSchema>;

export const benchDrivers = ['best', 'dump'] as const;
export type BenchDriver = (typeof benchDrivers)[number];

const benchSessionSchema = z.strictObject({
  phoneId,
  operatorName: z.string(),
  openedAt: z.number(),
  driver: z.enum(['uiautomator2', 'dump']),
  /** Why it is not the driver that jobs would rather have; null when it is. */
  driverFault: faultSchema.nullable(),
  phoneModel: z.string(),
  appVersion: z.string().nullable(),
  /** When the phone is given back if nobody does anything. */
  idleUntilAt: z.number(),
  run: benchRunSchema.nullable(),
});
export type BenchSession = z.infer<typeof benchSessionSchema>;

export const benchClosings = ['operator', 'idle', 'phone-lost', 'console-ended'] as const;

export const benchStateSchema = z.strictObject({
  session: benchSessionSchema.nullable(),
  /** How the last one ended; null before, and while one is open. */
  closed: z.strictObject({ phoneId, at: z.number(), why: z.enum(benchClosings) }).nullable(),
});
export type BenchState = z.infer<typeof benchStateSchema>;

const variables = z.record(z.string().max(40), z.string().max(benchValueMaxLength));

export const playbookBenchProcedures = {
  /**
   * Holds a ready phone for the operator and opens a driver on it; a bench on another phone is closed. Faults: those of
   * holding (`phone-busy` names the job) and of `openDriver`.
   */
  'bench.open': {
    input: z.strictObject({ phoneId, driver: z.enum(benchDrivers) }),
    output: benchStateSchema,
  },
  /** Ends what runs, leaves the phone on its home screen where a run touched it, and gives it back. */
  'bench.close': { input: z.strictObject({}), output: benchStateSchema },
  'bench.state': { input: z.strictObject({}), output: benchStateSchema },
  /** Picture and views as they are now. A look that the page takes by itself does not keep the bench open. */
  'bench.look': { input: z.strictObject({ isByItself: z.boolean() }), output: benchLookSchema },
  /** What a playbook's `find` comes to on the last look; works without a phone as far as the query itself goes. */
  'bench.tryQuery': {
    input: z.strictObject({ query: z.string().max(benchQueryMaxLength), variables }),
    output: queryTrialSchema,
  },
  /** What came with the console, what is wrong with it, and where it was rehearsed. */
  'bench.playbooks': {
    input: z.strictObject({}),
    output: z.strictObject({
      playbooks: z.array(shownPlaybookSchema),
      problems: z.array(playbookProblemSchema),
      rehearsals: z.array(shownRehearsalSchema),
    }),
  },
  /**
   * Begins an act, and stops before the first thing that it does. `rehearse` types nothing and, when it comes to the brink,
   * counts as the rehearsal of that model and version. Refused as the gate refuses (`bench-refused` with the reason).
   */
  'bench.begin': {
    input: z.strictObject({ act: playbookActSchema, purpose: z.enum(benchPurposes), variables }),
    output: benchStateSchema,
  },
  /** Does what was told as `intentId`, and nothing else; at the brink it is refused with `bench-never-commits`. */
  'bench.next': { input: z.strictObject({ intentId: count }), output: benchStateSchema },
  /** Goes on without asking until the brink or the end. */
  'bench.toBrink': { input: z.strictObject({ intentId: count }), output: benchStateSchema },
  /** Ends the run and leaves the phone on its home screen; what was typed is not saved. */
  'bench.stop': { input: z.strictObject({}), output: benchStateSchema },
} as const;
