import { z } from 'zod';

/** A chat group as one phone's messenger listed it. */
export const groupViewSchema = z.strictObject({
  groupViewId: z.number().int(),
  phoneId: z.string(),
  name: z.string(),
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
});

export const groupReadingSchema = z.strictObject({
  phoneId: z.string(),
  groups: z.array(groupViewSchema),
  readAt: z.number().nullable(),
  /** True when the list's own closing row (`N个群聊`) agrees with what was read. */
  isComplete: z.boolean(),
  /** N of the closing row, when there was one. */
  listedCount: z.number().int().nullable(),
});
export type GroupReading = z.infer<typeof groupReadingSchema>;

const phoneId = z.string().min(1).max(80);

export const groupProcedures = {
  /** Walks a virtual phone's messenger to its group list, reads it and stores it. Reading only. */
  'groups.read': { input: z.strictObject({ phoneId }), output: groupReadingSchema },
  /** What is stored; `readAt` is null when that phone was never read. */
  'groups.list': { input: z.strictObject({ phoneId }), output: groupReadingSchema },
} as const;
