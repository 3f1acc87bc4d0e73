import type { Phone } from '@contract/phones.ts';
import { stateGroups, type ViewContent } from '@contract/views.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  isInGroup,
  openFilter,
  passesFilter,
  type PhoneFilter,
  type StateGroup,
  type StateNames,
} from './phone-filter.ts';
import { numberOrder, orderPhones, type PhoneOrder } from './phone-order.ts';

/** What the operator is looking for, and in which order. */
export interface Listing {
  readonly filter: PhoneFilter;
  readonly order: PhoneOrder;
  readonly hiddenColumns: ViewContent['hiddenColumns'];
}

export type ListingStore = StoreApi<Listing>;

export function createListingStore(): ListingStore {
  return createStore<Listing>(() => ({ filter: openFilter, order: numberOrder, hiddenColumns: [] }));
}

/** The ids of the phones to show, in order. */
export function listPhoneIds(
  phones: ReadonlyMap<string, Phone>,
  listing: Pick<Listing, 'filter' | 'order'>,
  stateNames: StateNames,
): readonly string[] {
  const passing = [...phones.values()].filter((phone) => passesFilter(phone, listing.filter, stateNames));
  return orderPhones(passing, listing.order).map((phone) => phone.phoneId);
}

export type GroupCounts = Readonly<Record<StateGroup | 'all', number>>;

/** How many phones each state group would show, with every other filter as it is; a phone may show in two. */
export function countGroups(
  phones: ReadonlyMap<string, Phone>,
  filter: PhoneFilter,
  stateNames: StateNames,
): GroupCounts {
  const counts = { all: 0, online: 0, attention: 0, 'in-progress': 0, absent: 0, 'set-aside': 0 };
  const others = { ...filter, group: null };
  for (const phone of phones.values()) {
    if (!passesFilter(phone, others, stateNames)) continue;
    counts.all += 1;
    for (const group of stateGroups) if (isInGroup(phone, group)) counts[group] += 1;
  }
  return counts;
}
