import type { ConsoleClient } from '../bridge/console-client.ts';
import type { LiveStore } from './live-store.ts';

interface PresenceOptions {
  readonly client: Pick<ConsoleClient, 'ask'>;
  readonly live: Pick<LiveStore, 'getState'>;
  /** Where clicks and keys are heard. */
  readonly target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  /** The time that things really take. */
  readonly monotonic: () => number;
}

/** So often at most, however much is typed. */
const toldEveryMs = 30_000;
const inputs = ['pointerdown', 'keydown', 'wheel'] as const;

/** Tells main that whoever was chosen is still at the desk. The returned function ends that. */
export function tellPresence({ client, live, target, monotonic }: PresenceOptions): () => void {
  let toldMs = Number.NEGATIVE_INFINITY;
  const tell = (): void => {
    if (live.getState().operator === null || monotonic() < toldMs + toldEveryMs) return;
    toldMs = monotonic();
    void client.ask('operators.stay', {});
  };
  for (const input of inputs) target.addEventListener(input, tell, { capture: true, passive: true });
  return () => {
    for (const input of inputs) target.removeEventListener(input, tell, { capture: true });
  };
}
