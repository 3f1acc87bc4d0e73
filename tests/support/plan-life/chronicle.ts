import { z } from 'zod';
import { actionIds, reOnboardingEvents, signalIds, stageIds } from '../../../electron/contract/plan-ids.ts';

const ofAccount = { at: z.number(), accountId: z.string() };

/** What a test did to an account, or let happen to it, besides the acts themselves. `at` is when it told the console. */
export const deedSchema = z.discriminatedUnion('kind', [
  /** Came to the stage the day before and did all its tasks on that day; by the plan that is shipped, with nothing against it. */
  z.strictObject({ kind: z.literal('seeded'), ...ofAccount, stageId: z.enum(stageIds) }),
  z.strictObject({ kind: z.literal('plan'), ...ofAccount, text: z.string() }),
  z.strictObject({ kind: z.literal('ticked'), ...ofAccount, stageId: z.enum(stageIds), taskId: z.string() }),
  z.strictObject({ kind: z.literal('signed-off'), ...ofAccount, stageId: z.enum(stageIds) }),
  z.strictObject({
    kind: z.literal('signal'),
    ...ofAccount,
    signalId: z.enum(signalIds),
    tool: z.enum(actionIds).nullable(),
  }),
  /** What that signal asks for was seen to, its cause noted, by a supervisor. */
  z.strictObject({ kind: z.literal('closed'), ...ofAccount, signalId: z.enum(signalIds), seenAt: z.number() }),
  z.strictObject({
    kind: z.literal('event'),
    ...ofAccount,
    event: z.enum(['unblock', ...reOnboardingEvents.filter((event) => !event.endsWith('-unblock'))]),
  }),
  z.strictObject({
    kind: z.literal('hand'),
    ...ofAccount,
    key: z.string(),
    action: z.enum(actionIds),
    groupId: z.string().nullable(),
    doneAt: z.number(),
    amount: z.number().int(),
    /** The key of the row that this one takes the place of. */
    corrects: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('loosened'),
    ...ofAccount,
    path: z.string(),
    value: z.number(),
    untilAt: z.number(),
  }),
]);
export type Deed = z.output<typeof deedSchema>;

/** A deed is noted before it is done, and whether it was taken after that: a console may die in between. */
export const chronicleLineSchema = z.discriminatedUnion('line', [
  z.strictObject({ line: z.literal('intent'), id: z.string(), deed: deedSchema }),
  z.strictObject({ line: z.literal('settled'), id: z.string(), isTaken: z.boolean() }),
]);
export type ChronicleLine = z.output<typeof chronicleLineSchema>;

/** What frees an account: where nobody knows whether it was taken, the console may go by it. */
const freeing: ReadonlySet<Deed['kind']> = new Set(['seeded', 'ticked', 'signed-off', 'closed', 'loosened']);

/**
 * The deeds that were taken, in their order. Of those on which the console died, what frees counts and what binds does not: either
 * may be on its record.
 */
export function takenDeeds(lines: readonly ChronicleLine[]): Deed[] {
  const settled = new Map(lines.flatMap((each) => (each.line === 'settled' ? [[each.id, each.isTaken] as const] : [])));
  const deeds = lines.flatMap((each) => {
    if (each.line !== 'intent') return [];
    const isTaken = settled.get(each.id);
    return isTaken === undefined ? inDoubt(each.deed) : isTaken ? [each.deed] : [];
  });
  return deeds.toSorted((one, other) => one.at - other.at);
}

function inDoubt(deed: Deed): Deed[] {
  if (freeing.has(deed.kind)) return [deed];
  return deed.kind === 'hand' && deed.corrects !== null ? [{ ...deed, amount: 0 }] : [];
}
