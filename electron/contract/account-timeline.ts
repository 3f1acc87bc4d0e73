import { z } from 'zod';

/** Something that happened to an account. `text` is what somebody wrote; `what` the id of what it was about. */
export const timelineEntrySchema = z.strictObject({
  /** Tells it from every other entry of the account, and names it as the place where a page ends. */
  key: z.string(),
  at: z.number(),
  kind: z.enum([
    'plan',
    'sign-off',
    'tick',
    'untick',
    'signal',
    'signal-closed',
    'restart',
    'loosening',
    'loosening-ended',
    'hand-act',
    'job-act',
    'move',
    'mode',
    'fields',
    'held',
    'waiver',
    'withdrawal',
  ]),
  what: z.string(),
  by: z.string(),
  text: z.string(),
  /** Of what the gate held back: by which rule, until when as it last said, and how and when that ended; null: it has not. */
  hold: z
    .strictObject({
      path: z.string().nullable(),
      untilAt: z.number().nullable(),
      endedAt: z.number().nullable(),
      ending: z.enum(['opened', 'other', 'refused', 'called-off']).nullable(),
    })
    .optional(),
  /** When it ends, or ended, by itself. */
  untilAt: z.number().optional(),
  /** What was written down before and after; null: nothing. */
  change: z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }).optional(),
  /** Of an act that a person logged: how much of it, and how much the one said that it corrects; with 0 it takes that back. */
  act: z.strictObject({ amount: z.number(), before: z.number().nullable() }).optional(),
  /** It holds no more: it was corrected to that amount, and taken back with 0; null: withdrawn. */
  undone: z
    .strictObject({ at: z.number(), by: z.string(), reason: z.string(), amount: z.number().nullable() })
    .optional(),
  /** Of a withdrawal: what it took back, which is `what`. */
  fact: z.enum(['signal', 'restart', 'sign-off']).optional(),
  /** Of a move: its page was read there, or a person said so; nobody knows of those of an older release. */
  how: z.enum(['former', 'read', 'said']).optional(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
