import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { matchesSearch, type StateNames } from '../devices/phone-filter.ts';
import { byNumberThenName, isOfKind } from './preparation-filter.ts';
import type { PreparationState } from './preparation-store.ts';

export function usePreparation<T>(selector: (state: PreparationState) => T): T {
  return useStore(useConsole().preparation.store, selector);
}

/** Reads the checklists anew when the component appears. */
export function useLoadedPreparation(): void {
  const { preparation } = useConsole();
  useEffect(() => void preparation.load(), [preparation]);
}

/** The phones that pass search and filter, by number; a new array only when they or their order differ. */
export function usePreparedIds(): readonly string[] {
  const { text } = useTexts();
  const filter = usePreparation((state) => state.filter);
  const lines = usePreparation((state) => state.lines);
  const stateNames: StateNames = useCallback((state) => text(`state.${state}.name`), [text]);
  return useLive(
    useShallow(({ phones }) =>
      [...phones.values()]
        .filter(({ phoneId }) => isOfKind(lines.get(phoneId), filter.kind))
        .filter((phone) => matchesSearch(phone, filter.search, stateNames))
        .toSorted(byNumberThenName)
        .map(({ phoneId }) => phoneId),
    ),
  );
}
