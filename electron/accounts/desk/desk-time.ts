import type { UnknownUse } from '../custody/presumed-usage.ts';
import type { Doubt } from '../gate/act-question.ts';

/** What time it is, as far as accounts go by it: the desk's clock, or what is known to be true. */
export interface DeskTime {
  /** Where nobody knows the time, what comes next to it: nothing that counts is let through then. */
  now(): number;
  /**
   * Why nobody can say what may be done today; null where it can be said.
   * @param rollingMs how far counts reach back that do not go by days
   */
  doubt?(rollingMs: number): Doubt | null;
  /** When acts may be lacking in the ledger; null where none are. Left out: there never are. */
  unknownUse?(): UnknownUse | null;
  /** How far the PC's clock is ahead of `now`; 0 where that is not known. Left out: it is not. */
  aheadMs?(): number;
  /** Why nothing at all may act on this desk. Left out: everything may. */
  refusal?(): Refusal | null;
}

/** The time as it is known now: for whoever asks about one moment many times over. */
export function knownBy(time: DeskTime): DeskTime {
  const now = time.now();
  const doubts = new Map<number, Doubt | null>();
  const doubt = (rollingMs: number): Doubt | null => {
    const known = doubts.get(rollingMs);
    const found = known === undefined ? (time.doubt?.(rollingMs) ?? null) : known;
    doubts.set(rollingMs, found);
    return found;
  };
  // What is known of the time may end what may be lacking.
  doubt(0);
  const unknown = time.unknownUse?.() ?? null;
  return { ...(time.doubt !== undefined && { doubt }), now: () => now, unknownUse: () => unknown };
}

export interface Refusal {
  readonly reason: 'clock-real-phone';
  readonly detail: Readonly<Record<string, string | number | null>>;
}
