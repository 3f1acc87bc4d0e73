import type { Phone } from '@contract/phones.ts';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Batch } from './batch-store.ts';
import type { ConsoleStores } from './console-stores.ts';
import type { LiveState } from './live-store.ts';
import type { Selection } from './selection-store.ts';
import type { UiState } from './ui-store.ts';

export const ConsoleContext = createContext<ConsoleStores | null>(null);

export function useConsole(): ConsoleStores {
  const stores = useContext(ConsoleContext);
  if (stores === null) throw new Error('useConsole is called outside ConsoleContext');
  return stores;
}

/** Selectors return something that is held in the state, or a primitive; never a new object. */
export function useLive<T>(selector: (state: LiveState) => T): T {
  return useStore(useConsole().live, selector);
}

export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(useConsole().ui, selector);
}

export function useSelection<T>(selector: (state: Selection) => T): T {
  return useStore(useConsole().selection, selector);
}

export function useBatches(): readonly Batch[] {
  return useStore(useConsole().batches.store, (state) => state.batches);
}

/** One phone; renders again only when that phone changes. */
export function usePhone(phoneId: string): Phone | null {
  return useLive((state) => state.phones.get(phoneId) ?? null);
}

/** A text made from the current time; renders again only when the text reads differently. */
export function useTicking<T extends string | number | boolean>(read: (now: number) => T): T {
  return useStore(useConsole().ticker.store, (state) => read(state.now));
}
