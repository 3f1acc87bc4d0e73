import type { AlertKind } from '../../contract/alert-kinds.ts';
import type { Finding } from './finding.ts';

/**
 * Another feature that raises alerts of its own: it says what is so, and the engine makes one incident of it, with
 * everything that comes with that (on/off, acknowledging, snooze, history, notification, webhook).
 */
export interface AlertSource {
  /** The kinds that only this source speaks for. */
  readonly kinds: readonly AlertKind[];
  /** All that is so now. An active alert of one of its kinds that is not named any more is over. */
  findings(): readonly Finding[];
  /** Told whenever `findings` would answer something else. */
  subscribe(listener: () => void): () => void;
}
