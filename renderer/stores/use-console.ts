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

type Ticked = string | number | boolean;

/**
 * A text made from the time by which phones, health, alerts, history and the audit log are stamped; renders again only when the text
 * reads differently.
 */
export function useTicking<T extends Ticked>(read: (now: number) => T): T {
  return useTimeOf(false, read);
}

/** The same from the true time, by which accounts, groups, jobs and schedules are stamped. */
export function useTrueTicking<T extends Ticked>(read: (trueNow: number) => T): T {
  return useTimeOf(true, read);
}

/** One of both. */
export function useTimeOf<T extends Ticked>(isTrueTime: boolean, read: (now: number) => T): T {
  return useStore(useConsole().ticker.store, ({ now, trueNow }) => read(isTrueTime ? trueNow : now));
}

const minuteMs = 60_000;
const leastTurnMs = 5_000;

/** The true time by whole minutes, for words that only tell one day from another. */
export function useTrueMinute(): number {
  return useTrueTicking((now) => now - (now % minuteMs));
}

/** Differs with every minute of the true time, on a faster desk at most every five seconds. */
export function useMinuteTurn(): number {
  return useStore(useConsole().ticker.store, ({ trueNow, factor }) =>
    Math.floor(trueNow / Math.max(minuteMs, factor * leastTurnMs)),
  );
}

/** Differs every so many milliseconds, however fast the desk's clock runs. */
export function useBeat(everyMs: number): number {
  return useStore(useConsole().ticker.store, ({ machineMs }) => Math.floor(machineMs / everyMs));
}

/** How many times faster than the computer's the clock is that the desk keeps for itself; null where it keeps none. */
export function useOwnPace(): number | null {
  return useStore(useConsole().ticker.store, ({ isOwnClock, factor }) => (isOwnClock ? factor : null));
}
