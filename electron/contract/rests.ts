import { z } from 'zod';
import { actionIds } from './plan-ids.ts';

/** Part of the day, or days of so many, in which nothing is done; `actions` null: all of them. */
export const restSchema = z.strictObject({
  windowId: z.string(),
  fromMinute: z.number().int().nullable(),
  toMinute: z.number().int().nullable(),
  restDays: z.number().int().nullable(),
  inDays: z.number().int().nullable(),
  isHard: z.boolean(),
  actions: z.array(z.enum(actionIds)).nullable(),
});
export type Rest = z.infer<typeof restSchema>;
