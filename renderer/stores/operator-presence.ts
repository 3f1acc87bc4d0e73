import type { ConsoleClient } from '../bridge/console-client.ts';
import type { LiveStore } from './live-store.ts';

interface PresenceOptions {
  readonly client: Pick<ConsoleClient, 'ask'>;
  readonly live: Pick<LiveStore, 'getState'>;
  /** Where clicks and keys are heard. */
  readonly target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  readonly now: () => number;
}

/** So often at most, however much is typed. */
const toldEveryMs = 30_000;
const inputs = ['pointerdown', 'keydown', 'wheel'] as const;

/** Tells main that whoever was chosen is still at the desk. The returned function ends that. */
export function tellPresence({ client, live, target, now }: PresenceOptions): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (): void => {
    if (live.getState().operator === null || now() < toldAt + toldEveryMs) return;
    toldAt = now();
    void client.ask('operators.stay', {});
  };
  for (const input of inputs) target.addEventListener(input, tell, { capture: true, passive: true });
  return () => {
    for (const input of inputs) target.removeEventListener(input, tell, { capture: true });
  };
}
