import { z } from 'zod';

/** What is written in one go, as it crosses to the history's thread. */
export const historyBatchSchema = z.strictObject({
  /** One answered poll each; `bytes` as `encodeBucket` makes them. */
  samples: z.array(z.strictObject({ phoneId: z.string(), polledAt: z.number(), bytes: z.instanceof(Uint8Array) })),
  /** Time to add to a phone's day at a place, in ms. */
  shares: z.array(
    z.strictObject({
      phoneId: z.string(),
      day: z.number(),
      hostId: z.string(),
      hub: z.string(),
      watchedMs: z.number(),
      availableMs: z.number(),
      dropCount: z.number(),
    }),
  ),
  /** A phone's state from `at` on; null: it is not watched any more. */
  marks: z.array(z.strictObject({ phoneId: z.string(), at: z.number(), state: z.string().nullable() })),
  /** Stretches in which the console ran; one from the same moment as an earlier one takes its place. */
  stretches: z.array(z.strictObject({ fromAt: z.number(), toAt: z.number() })),
});
export type HistoryBatch = z.output<typeof historyBatchSchema>;
