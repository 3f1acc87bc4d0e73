import { z } from 'zod';
import { plainLine, plainName } from './plain-text.ts';

/**
 * `protected`: never removed from a group. `whitelist`: may be in several groups at a time. `opt-out` (黑名单): gets no invitation
 * and no message, whatever else is planned.
 */
export const peopleLists = ['protected', 'whitelist', 'opt-out'] as const;
export const peopleListSchema = z.enum(peopleLists);
export type PeopleList = z.infer<typeof peopleListSchema>;

export const listEntrySchema = z.strictObject({
  entryId: z.number().int(),
  list: peopleListSchema,
  name: z.string(),
  note: z.string(),
  addedBy: z.string(),
  addedAt: z.number(),
});
export type ListEntry = z.infer<typeof listEntrySchema>;

export const peopleListProcedures = {
  'lists.all': { input: z.strictObject({}), output: z.strictObject({ entries: z.array(listEntrySchema) }) },
  /** A name that is in the list already stays as it is. */
  'lists.add': {
    input: z.strictObject({ list: peopleListSchema, name: plainName(80), note: plainLine(200) }),
    output: listEntrySchema,
  },
  'lists.remove': { input: z.strictObject({ entryId: z.number().int() }), output: z.null() },
} as const;
