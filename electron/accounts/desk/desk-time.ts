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

export interface Refusal {
  readonly reason: 'clock-real-phone';
  readonly detail: Readonly<Record<string, string | number | null>>;
}
