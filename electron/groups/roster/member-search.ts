import { z } from 'zod';
import { rosterSummarySchema } from '../../contract/group-book.ts';
import type { ReadOnlyStore } from '../../store/read-only-store.ts';

/** The name under which the worker's entry offers `findMembersTask`. */
export const findMembersTaskName = 'groups.findMembers';

const inputSchema = z.object({ text: z.string(), limit: z.number().int() });

const foundSchema = z.object({
  groupId: z.string(),
  groupName: z.string(),
  /** The view whose page showed the name. */
  groupViewId: z.number().int(),
  name: z.string(),
  position: z.number().int(),
  roster: rosterSummarySchema,
});
export const foundMembersSchema = z.object({
  found: z.array(foundSchema),
  totalCount: z.number().int(),
  groupCount: z.number().int(),
  searchedCount: z.number().int(),
});
export type FoundMembers = z.infer<typeof foundMembersSchema>;

type FoundRow = Omit<FoundMembers['found'][number], 'roster'> &
  Omit<FoundMembers['found'][number]['roster'], 'isComplete'> & { readonly isComplete: number };

/** Complete rosters go before partial ones, newer before older: moments in milliseconds stay below this. */
const completeFirst = 1e14;

/** Cells whose name holds a text, in the one roster of each group that counts: as the group's own page shows it. */
const matching = `FROM rosterCell c
    JOIN (SELECT groupId, groupViewId, r.readAt, r.statedCount, r.isComplete, r.why, max(r.isComplete * ${completeFirst} + r.readAt)
      FROM groupViewFact JOIN roster r USING (groupViewId) WHERE groupId IS NOT NULL GROUP BY groupId) shown USING (groupViewId)
    JOIN chatGroup g USING (groupId)
  WHERE c.name LIKE ? ESCAPE '\\'`;

/**
 * Members whose name holds a text, over all rosters: some hundred thousand cells, so it runs in the worker. Of a group with
 * several rosters the newest complete one counts, else the newest.
 */
export function findMembers(source: Pick<ReadOnlyStore, 'prepare'>, input: unknown): FoundMembers {
  const { text, limit } = inputSchema.parse(input);
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const none = { totalCount: 0, groupCount: 0, searchedCount: 0 };
  const counted = source
    .prepare<[string], typeof none>(
      `SELECT count(*) AS totalCount, count(DISTINCT groupId) AS groupCount, (SELECT count(DISTINCT groupId)
        FROM groupViewFact JOIN roster USING (groupViewId)) AS searchedCount ${matching}`,
    )
    .get(pattern);
  const rows = source
    .prepare<[string, number], FoundRow>(
      `SELECT found.*, (SELECT count(*) FROM rosterCell other WHERE other.groupViewId = found.groupViewId) AS cellCount
      FROM (SELECT groupId, g.name AS groupName, groupViewId, c.name, c.position, shown.readAt, shown.statedCount,
          shown.isComplete, shown.why ${matching}
        ORDER BY c.name, g.name, groupId, c.position LIMIT ?) found`,
    )
    .all(pattern, limit);
  return { ...(counted ?? none), found: rows.map(toFound) };
}

function toFound(row: FoundRow): FoundMembers['found'][number] {
  const { groupId, groupName, groupViewId, name, position, readAt, cellCount, statedCount, isComplete, why } = row;
  const roster = { readAt, cellCount, statedCount, isComplete: isComplete === 1, why };
  return { groupId, groupName, groupViewId, name, position, roster };
}
