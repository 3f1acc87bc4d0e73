import type { GateAnswer } from '../../jobs/gate.ts';

/** What time it is, as far as accounts go by it: the desk's clock, or what is known to be true. */
export interface DeskTime {
  now(): number;
  /** Why nobody can say what the account may do today, and until when; null where it can be said. Left out: it always can. */
  doubt?(accountId: string): Extract<GateAnswer, { kind: 'held' }> | null;
}
