import { z } from 'zod';
import type { World } from '../world/world.ts';

const id = z.string().min(1);
const groupId = id;
/** Who does it; null for somebody outside the desk. */
const accountId = id.nullable().default(null);

/** A deed that somebody does in the world without a phone of the desk. */
export const deedRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rename-group'), groupId, accountId, name: z.string() }),
  z.strictObject({ kind: z.enum(['dissolve-group', 'leave-group']), groupId, accountId }),
  z.strictObject({
    kind: z.enum(['remove-member', 'join-group', 'transfer-owner']),
    groupId,
    accountId,
    personId: id,
  }),
  z.strictObject({ kind: z.literal('set-admin'), groupId, accountId, personId: id, isAdmin: z.boolean() }),
  z.strictObject({ kind: z.literal('restrict-rename'), groupId, accountId, isRestricted: z.boolean() }),
]);

/** Accounts and groups as they stand. */
export function describeWorld({ accounts, groups, acts }: World): unknown {
  return { accounts, groups, lastAct: acts.read().at(-1)?.seq ?? 0 };
}
