import { useCallback } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { countGroups, listPhoneIds, type GroupCounts } from './listing-store.ts';
import type { StateNames } from './phone-filter.ts';

/** The ids of the phones to show; a new array only when they or their order differ. */
export function useShownIds(): readonly string[] {
  const { listing } = useConsole();
  const stateNames = useStateNames();
  const wanted = useStore(listing);
  return useLive(useShallow(({ phones }) => listPhoneIds(phones, wanted, stateNames)));
}

export function useGroupCounts(): GroupCounts {
  const { listing } = useConsole();
  const stateNames = useStateNames();
  const filter = useStore(listing, (state) => state.filter);
  return useLive(useShallow(({ phones }) => countGroups(phones, filter, stateNames)));
}

function useStateNames(): StateNames {
  const { text } = useTexts();
  return useCallback((state) => text(`state.${state}.name`), [text]);
}
