import { z } from 'zod';
import type { ReadOnlyStore } from '../../store/read-only-store.ts';

/** The name under which the worker's entry offers `findMembersTask`. */
export const findMembersTaskName = 'groups.findMembers';

const inputSchema = z.object({ text: z.string(), limit: z.number().int() });

const foundSchema = z.object({
  groupId: z.string(),
  groupName: z.string(),
  name: z.string(),
  position: z.number().int(),
});
export const foundMembersSchema = z.object({ found: z.array(foundSchema), hasMore: z.boolean() });
export type FoundMembers = z.infer<typeof foundMembersSchema>;

/**
 * Members whose name holds a text, over all rosters: some hundred thousand cells, so it runs in the worker. Of a group with
 * several rosters the newest counts.
 */
export function findMembers(source: Pick<ReadOnlyStore, 'prepare'>, input: unknown): FoundMembers {
  const { text, limit } = inputSchema.parse(input);
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const rows = source
    .prepare<[string, number], FoundMembers['found'][number]>(
      `SELECT f.groupId, g.name AS groupName, c.name, c.position
      FROM rosterCell c
        JOIN (SELECT groupId, groupViewId, max(readAt) FROM groupViewFact JOIN roster USING (groupViewId)
          WHERE groupId IS NOT NULL GROUP BY groupId) f USING (groupViewId)
        JOIN chatGroup g USING (groupId)
      WHERE c.name LIKE ? ESCAPE '\\' ORDER BY c.name, g.name, c.position LIMIT ?`,
    )
    .all(pattern, limit + 1);
  return { found: rows.slice(0, limit), hasMore: rows.length > limit };
}
