import type { Verification } from '../../contract/automation.ts';
import type { ItemCode } from '../../contract/job-codes.ts';
import type { ItemState } from '../../contract/jobs.ts';
import type { TextParams } from '../../contract/phones.ts';
import type { ItemRecord, ItemResult, ItemStanding } from '../store/item-store.ts';
import { isOpenItem, nextItemState, type ItemEvent } from './item-state.ts';

/** Something that happened to an item, and what is known of it. What is left out is nothing. */
export interface ItemChange {
  readonly event: ItemEvent;
  readonly at: number;
  readonly code?: ItemCode | null;
  readonly detail?: TextParams;
  readonly heldUntilAt?: number | null;
  /** What read on the phone. */
  readonly reads?: string | null;
  readonly verifiedBy?: Verification | null;
  readonly attemptId?: number | null;
  readonly operatorName?: string | null;
  readonly note?: string;
}

/** Ends that say nothing of what was done. */
const endsUnseen: ReadonlySet<ItemEvent> = new Set<ItemEvent>(['cancel', 'refuse']);

/** Ends that say it is not so: a failure only follows a commit where the messenger refused it, or reads as before. */
const endsSeenUndone: ReadonlySet<ItemEvent> = new Set<ItemEvent>(['fail', 'see-not-done']);

/**
 * Where the item stands after `change`. A commit that may have happened stays on record until the item is done, skipped,
 * failed, or somebody has looked: until then every new attempt begins by looking, and whatever calls the item off hands it to a
 * person.
 * @throws Error when the event cannot happen in the item's state
 */
export function standingAfter(item: ItemRecord, change: ItemChange): ItemStanding {
  const isUnseen = item.isMarked && endsUnseen.has(change.event);
  const state = nextItemState(item.state, isUnseen ? 'doubt' : change.event);
  if (state === null) throw new Error(`item ${item.itemId} is ${item.state}: ${change.event} cannot happen`);
  const isSettled = state === 'done' || state === 'skipped' || endsSeenUndone.has(change.event);
  const isMarked = item.isMarked && !isSettled;
  return {
    itemId: item.itemId,
    state,
    code: isUnseen ? 'not-verified' : (change.code ?? null),
    detail: change.detail ?? {},
    heldUntilAt: state === 'held' ? (change.heldUntilAt ?? null) : null,
    reads: change.reads ?? item.reads,
    verifiedBy: change.verifiedBy ?? null,
    changedAt: change.at,
    isMarked,
    isVerifyDue: isVerifyDueAfter(item, change.event, state),
  };
}

function isVerifyDueAfter(item: ItemRecord, event: ItemEvent, state: ItemState): boolean {
  if (event === 'interrupt') return true;
  return isOpenItem(state) && item.isVerifyDue;
}

/** The line that goes into the results; null for a change that is not an end, nor a person's word. */
export function resultOf(standing: ItemStanding, change: ItemChange): ItemResult | null {
  if (isOpenItem(standing.state) || standing.state === 'planned') return null;
  return {
    itemId: standing.itemId,
    attemptId: change.attemptId ?? null,
    at: change.at,
    state: standing.state,
    code: standing.code,
    reads: change.reads ?? null,
    verifiedBy: standing.verifiedBy,
    operatorName: change.operatorName ?? null,
    note: change.note ?? '',
  };
}
