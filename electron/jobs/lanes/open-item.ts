import type { ItemState } from '../../contract/jobs.ts';
import type { OpenRow } from '../store/item-store.ts';
import { isActingItem } from '../states/item-state.ts';

/** What the lanes need to know of an item that goes on by itself. */
export interface OpenItem {
  readonly itemId: number;
  readonly jobId: number;
  readonly position: number;
  readonly accountId: string;
  readonly phoneId: string;
  readonly groupId: string | null;
  readonly state: ItemState;
  /** Held until then; null with `held`: until the gate says otherwise. */
  readonly heldUntilAt: number | null;
  /** When the gate was last asked about a held item; 0: it is to be asked now. */
  readonly askedAt: number;
  /** Its real state is looked at before anything is done. */
  readonly isVerifyDue: boolean;
}

/** A gate that names no time is asked again this often. */
export const askAgainMs = 60_000;
/** Also when it names one that is over already. */
const leastBetweenMs = 1_000;

export function toOpenItem(item: OpenRow, askedAt: number): OpenItem {
  const { itemId, jobId, position, accountId, phoneId, groupId, state, heldUntilAt } = item;
  const isVerifyDue = item.isVerifyDue || item.isMarked;
  return { itemId, jobId, position, accountId, phoneId, groupId, state, heldUntilAt, askedAt, isVerifyDue };
}

/** When a held item is to be asked about next; null for one that is not held. */
export function askAtOf({ state, heldUntilAt, askedAt }: OpenItem): number | null {
  if (state !== 'held') return null;
  if (askedAt === 0) return 0;
  return Math.max(heldUntilAt ?? askedAt + askAgainMs, askedAt + leastBetweenMs);
}

/** True when nothing but lanes, phone and gate keeps the item from beginning. */
export function isDue(item: OpenItem, now: number): boolean {
  if (isActingItem(item.state)) return false;
  return (askAtOf(item) ?? 0) <= now;
}
