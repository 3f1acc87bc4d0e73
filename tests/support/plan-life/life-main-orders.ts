import { z } from 'zod';

/** What a console that is to be killed in the midst of its life is started with. */
export const lifeOrdersSchema = z.strictObject({
  folder: z.string(),
  /** Where everything is told of, and where the book of it is. */
  pipe: z.string(),
  book: z.string(),
  /** Where the virtual time stands, and what was counted. */
  clockFile: z.string(),
  tallyFile: z.string(),
  /** Where it stands what people at the phones are about to do. */
  dueFile: z.string(),
  seed: z.number().int(),
  life: z.number().int(),
  accounts: z.number().int(),
  groups: z.number().int(),
  days: z.number().int(),
});
export type LifeMainOrders = z.output<typeof lifeOrdersSchema>;

/** What a life counts as it goes. */
export const lifeTallySchema = z.strictObject({
  /** How often which order was taken, or refused and why. */
  told: z.record(z.string(), z.number()),
  /** The most phones that were acted on at once. */
  mostHeld: z.number(),
});
export type LifeTally = z.output<typeof lifeTallySchema>;
