import { z } from 'zod';
import { deedPoints, pagePoints } from '../messenger/passage.ts';

const longestMs = 24 * 3_600_000;
const span = z.number().int().min(0).max(longestMs);
const duration = span.nullable().default(null);

/** What can come between an operator and the messenger. */
export const interruptionKinds = [
  /** Dialogs over the page in front. */
  'update-dialog',
  'permission-dialog',
  'teen-mode',
  'account-limited',
  /** 操作太频繁: the answer to a deed at `before-effect`, a dialog anywhere else. */
  'too-frequent',
  /** Last until cleared, or for `lastsMs`. */
  'network-lost',
  'lock-screen',
  'index-building',
  'too-many-results',
  /** The screen goes dark as after its timeout; a phone without a PIN opens again by a swipe. */
  'screen-off',
  /** The app goes; a deed that has not taken effect yet never does. */
  'app-crash',
  /** A person was at the phone and left another page in front. */
  'wrong-screen',
  /** Somebody outside the desk changed the group meanwhile. */
  'group-dissolved',
  'group-renamed',
  'removed-from-group',
] as const;
export type InterruptionKind = (typeof interruptionKinds)[number];

/** Which page a person leaves in front. */
export const leftPages = ['settings', 'other-chat', 'other-info'] as const;

/** Whose permission prompt it is; the phone's own unless said. */
export const promptWordings = ['miui', 'oppo', 'vivo', 'aosp'] as const;
export type PromptWording = (typeof promptWordings)[number];

const groupId = z.string().nullable().default(null);
const times = z.number().int().min(1).max(10_000);

/** Faults of the messenger: where they strike is chosen, and once they have struck so often they are spent. */
export const interruptionSpecs = [
  z.strictObject({
    kind: z.literal('interruption'),
    what: z.enum(interruptionKinds).default('update-dialog'),
    /** At once, when a page opens, or at a stage of a deed. */
    point: z.enum(['now', ...pagePoints, ...deedPoints]).default('now'),
    /** Only where this group is concerned; the group that is changed meanwhile. */
    groupId,
    times: times.default(1),
    /** What a group is called from then on. */
    name: z.string().min(1).default('改名换姓的群'),
    page: z.enum(leftPages).default('other-chat'),
    wording: z.enum(promptWordings).optional(),
    /** How long what it takes stays away once it has struck; until the fault is cleared unless said. */
    lastsMs: span.nullable().default(null),
    durationMs: duration,
  }),
  /** A deed stays at a stage: for `holdMs` each time, or until the fault is cleared. */
  z.strictObject({
    kind: z.literal('held-act'),
    point: z.enum(['before-effect', 'after-effect']).default('before-effect'),
    groupId,
    times: times.default(10_000),
    holdMs: span.nullable().default(null),
    durationMs: duration,
  }),
  /** The messenger takes its time. */
  z.strictObject({
    kind: z.literal('slow-pages'),
    staleTreeMs: span.default(300),
    loadMs: span.default(600),
    searchMs: span.default(800),
    replyMs: span.default(500),
    durationMs: duration,
  }),
] as const;

export type InterruptionSpec = z.output<(typeof interruptionSpecs)[number]>;
