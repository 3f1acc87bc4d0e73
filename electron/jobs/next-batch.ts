import type { PlannedItem } from './job-kind.ts';
import type { ItemStore } from './store/item-store.ts';

/**
 * Tells which rows of the payload a job has left for its next batch: those that one batch had no room for, and that no later job
 * has done. A row is known by its act, or by its group, as another account may be the fittest for it by now.
 */
export function leftOf(items: ItemStore, jobId: number): (item: PlannedItem<unknown>) => boolean {
  const left = items.all(jobId).filter(({ code }) => code === 'over-batch');
  const [keys, groupIds] = [new Set(left.map(({ itemKey }) => itemKey)), new Set(left.map(({ groupId }) => groupId))];
  const done = items.doneSince(jobId);
  return ({ itemKey, groupId }) =>
    !done.has(itemKey) && (keys.has(itemKey) || (groupId !== null && groupIds.has(groupId)));
}
