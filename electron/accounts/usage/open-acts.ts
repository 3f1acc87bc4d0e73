import type { JobAct } from './job-acts.ts';
import type { UsageLedger } from './usage-ledger.ts';

/** An act that is a little older than it is counted makes no difference to any rule. */
const leastMs = 1_000;

/**
 * Acts that a person was shown and has not answered: each may be done at any moment until then. It counts on the day on which it was
 * shown while that day lasts, and on every later one until it is answered, as if it were done right now.
 */
export class OpenActs {
  readonly #acts = new Map<number, { readonly act: JobAct; at: number }>();

  begin(act: JobAct): void {
    this.#acts.set(act.attemptId, { act, at: act.at });
  }

  /** Counts them where they may be by now. */
  bringUp(ledger: UsageLedger, now: () => number): void {
    if (this.#acts.size === 0) return;
    const at = now();
    for (const open of this.#acts.values()) {
      if (at - open.at < leastMs) continue;
      ledger.moveJobAct({ ...open.act, at: open.at }, at);
      open.at = at;
    }
  }

  /** It was answered, or given up. Answers it as it is counted; null for one that was not open. */
  end(attemptId: number): JobAct | null {
    const open = this.#acts.get(attemptId);
    this.#acts.delete(attemptId);
    return open === undefined ? null : { ...open.act, at: open.at };
  }

  /** The ledger was read anew: it has them at their marks. */
  reread(): void {
    for (const open of this.#acts.values()) open.at = open.act.at;
  }
}
