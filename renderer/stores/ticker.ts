import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskClock, DeskMoment } from './desk-clock.ts';

/** The one beat behind every age on the page. Subscribers select a text, so only ages that read differently render. */
export interface Ticker {
  readonly store: StoreApi<DeskMoment>;
  /** Stops the timer. */
  dispose(): void;
}

const tickMs = 1_000;

/** Ticks each second while the page is seen, and whenever main tells another time. */
export function startTicker(clock: DeskClock): Ticker {
  const store = createStore<DeskMoment>(() => clock.read());
  const tick = (): void => {
    if (document.visibilityState === 'visible') store.setState(clock.read(), true);
  };
  const timer = window.setInterval(tick, tickMs);
  document.addEventListener('visibilitychange', tick);
  const stopListening = clock.subscribe(tick);
  return {
    store,
    dispose() {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
      stopListening();
    },
  };
}
