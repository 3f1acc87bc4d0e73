import type { PhonePreparation } from '@contract/preparation.ts';

/** The checklists in the order in which the operator sees the phones. */
export function inOrder(lists: readonly PhonePreparation[], phoneIds: readonly string[]): PhonePreparation[] {
  const byId = new Map(lists.map((list) => [list.phoneId, list]));
  return phoneIds.flatMap((phoneId) => byId.get(phoneId) ?? []);
}
