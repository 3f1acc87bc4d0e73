import { createStore, type StoreApi } from 'zustand/vanilla';

/** The one clock behind every age on the page. Subscribers select a text, so only ages that read differently render. */
export interface Ticker {
  readonly store: StoreApi<{ readonly now: number }>;
  /** Stops the timer. */
  dispose(): void;
}

const tickMs = 1_000;

export function startTicker(now: () => number): Ticker {
  const store = createStore<{ readonly now: number }>(() => ({ now: now() }));
  const tick = (): void => {
    if (document.visibilityState === 'visible') store.setState({ now: now() });
  };
  const timer = window.setInterval(tick, tickMs);
  document.addEventListener('visibilitychange', tick);
  return {
    store,
    dispose() {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    },
  };
}
