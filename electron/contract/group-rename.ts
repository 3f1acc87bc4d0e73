import { z } from 'zod';
import { groupRoles } from './group-roles.ts';
import { plainLine } from './plain-text.ts';

/** Tokens of a name template. `日期` is written as year and month of two digits each. */
export const nameTokens = ['主题', '序号', '城市', '日期:YYMM', '负责人', '原群名'] as const;
export type NameToken = (typeof nameTokens)[number];

export const numberOrders = ['name', 'size', 'first-seen', 'given', 'set'] as const;

const shortText = plainLine(60);

/** Where the numbers begin: at a number of the operator's, or behind the highest that the managed groups carry. */
const numberingSchema = z.strictObject({
  start: z.union([z.number().int().min(0).max(99_999), z.literal('continue')]),
  step: z.number().int().min(1).max(1_000),
  /** Digits at least; shorter numbers get zeros before them. */
  padding: z.number().int().min(1).max(6),
  order: z.enum(numberOrders),
  /** For the order `set`: the set in whose order the groups are numbered. */
  setId: z.number().int().optional(),
});
export type Numbering = z.output<typeof numberingSchema>;

/** How the new names come about. */
export const renameRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('template'),
    template: plainLine(120),
    theme: shortText,
    numbering: numberingSchema,
  }),
  z.strictObject({ kind: z.literal('replace'), find: shortText.min(1), replacement: shortText }),
  z.strictObject({ kind: z.literal('affix'), prefix: shortText, suffix: shortText }),
  /** Names from a file or typed by hand, by group. */
  z.strictObject({ kind: z.literal('table'), names: z.record(z.string(), z.string().max(200)) }),
  /**
   * Back to the names before a job. `expected`: what the job called each group; one that is called anything else by now is
   * refused, as somebody else named it since.
   */
  z.strictObject({
    kind: z.literal('restore'),
    names: z.record(z.string(), z.string().max(200)),
    expected: z.record(z.string(), z.string().max(200)),
  }),
]);
export type RenameRule = z.output<typeof renameRuleSchema>;

/**
 * What speaks against a name or for care. Params: `unknown-token` token; `token-empty` token; `too-long` and `long` length,
 * limit; `wide-characters` length, units (UTF-16); `forbidden-word` word; `duplicate-in-plan` other (group); `duplicate-of-group`
 * and `duplicate-of-gone` other; `duplicate-of-job` job (title), other (group); `rename-open` job, target; `name-shared` name; `renamed-recently` count,
 * untilAt; `data-stale` ageMs; `changed-since-job` expected, found.
 */
export const renameProblemCodes = [
  'unknown-token',
  'token-empty',
  'empty-name',
  'hidden-character',
  'edge-space',
  'looks-same',
  'too-long',
  'long',
  'wide-characters',
  'forbidden-word',
  'duplicate-in-plan',
  'duplicate-of-group',
  'duplicate-of-gone',
  'duplicate-of-job',
  'rename-open',
  'name-shared',
  'role-missing',
  'role-unknown',
  'size-unknown',
  'renamed-recently',
  'data-stale',
  'no-account',
  'identity-unsure',
  'identity-likely',
  'not-in-set',
  'changed-since-job',
] as const;
/** Words of care: they stop nothing. */
export const carefulProblemCodes: ReadonlySet<(typeof renameProblemCodes)[number]> = new Set([
  'long',
  'wide-characters',
  'identity-likely',
  'duplicate-of-gone',
]);
export const renameProblemSchema = z.strictObject({
  code: z.enum(renameProblemCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RenameProblem = z.output<typeof renameProblemSchema>;

/** `change`: will be done; `same`: is so already; `held`: not now, and until when; `blocked`: not with this name or not by us. */
export const renameVerdicts = ['change', 'same', 'held', 'blocked'] as const;
export type RenameVerdict = (typeof renameVerdicts)[number];

export const renameRowSchema = z.strictObject({
  groupId: z.string(),
  before: z.string(),
  after: z.string(),
  verdict: z.enum(renameVerdicts),
  problems: z.array(renameProblemSchema),
});
export type RenameRow = z.output<typeof renameRowSchema>;

/** Whether an own account could act in a group now: its phone is away, it rests after a warning, nobody chose who acts. */
export const viewStandings = ['ready', 'away', 'resting', 'no-mode'] as const;
export type ViewStanding = (typeof viewStandings)[number];

/** Why that account and no other: an operator picked it; no other lists the group; what it is better in than the next. */
export const viaReasons = ['picked', 'only', 'may-rename', 'standing', 'role', 'first'] as const;
export type ViaReason = (typeof viaReasons)[number];

/** An own account through which a group could be renamed. */
const viaChoiceSchema = z.strictObject({
  groupViewId: z.number().int(),
  phoneId: z.string(),
  accountId: z.string(),
  /** Null before its own page was read. */
  accountName: z.string().nullable(),
  role: z.enum(groupRoles).nullable(),
  standing: z.enum(viewStandings),
  /** Until when it rests; null when it does not. */
  restsUntilAt: z.number().nullable(),
});
export type ViaChoice = z.output<typeof viaChoiceSchema>;

export const renamePreviewRowSchema = renameRowSchema.extend({
  /** Null where no own account lists the group. */
  via: z.strictObject({ groupViewId: z.number().int(), reason: z.enum(viaReasons) }).nullable(),
  /** Every own account that lists the group, the fittest first. */
  choices: z.array(viaChoiceSchema),
});
export type RenamePreviewRow = z.output<typeof renamePreviewRowSchema>;

/** Through which view an operator wants a group to be renamed, by group. */
export const pickedViewsSchema = z.record(z.string(), z.number().int());
export type PickedViews = z.output<typeof pickedViewsSchema>;
