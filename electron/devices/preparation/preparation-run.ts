import { fail, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { PreparationFix, PreparationRun } from '../../contract/preparation.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { FairLimiter } from '../sessions/limiter.ts';

type PhoneRun = PreparationRun['phones'][number];

/** What was done on one phone of the run; the fault is why it could not be. */
export type PhoneResult = Outcome<ReadonlyMap<string, PreparationFix>>;

export interface RunOrder extends Pick<PreparationRun, 'runId' | 'kind'> {
  readonly stepIds: readonly string[];
  readonly phoneIds: readonly string[];
  readonly limiter: FairLimiter;
  readonly clock: Clock;
  /** Rejects for a bug only. */
  readonly work: (phoneId: string, signal: AbortSignal) => Promise<PhoneResult>;
  /** Told of a bug; the phone that it befell counts as failed, and the others go on. */
  readonly onBug: (phoneId: string, cause: unknown) => void;
}

/** One checking or fixing of many phones, a few at a time; a phone that fails keeps none of the others. */
export class RunInProgress {
  readonly #order: RunOrder;
  readonly #stop = new AbortController();
  readonly #phones: Map<string, PhoneRun>;
  readonly #startedAt: number;
  #endedAt: number | null = null;
  #isCancelled = false;

  constructor(order: RunOrder) {
    this.#order = order;
    this.#startedAt = order.clock.now();
    this.#phones = new Map(
      order.phoneIds.map((phoneId) => [phoneId, { phoneId, state: 'waiting', fault: null, outcomes: [] }]),
    );
  }

  get runId(): string {
    return this.#order.runId;
  }

  get isRunning(): boolean {
    return this.#endedAt === null;
  }

  get view(): PreparationRun {
    const { runId, kind, stepIds } = this.#order;
    return {
      runId,
      kind,
      startedAt: this.#startedAt,
      endedAt: this.#endedAt,
      isCancelled: this.#isCancelled,
      stepIds: [...stepIds],
      phones: [...this.#phones.values()],
    };
  }

  /** Resolves when every phone is done, failed or cancelled. */
  async start(): Promise<void> {
    await Promise.all([...this.#phones.keys()].map((phoneId) => this.#runPhone(phoneId)));
    this.#endedAt = this.#order.clock.now();
  }

  cancel(): void {
    if (!this.isRunning) return;
    this.#isCancelled = true;
    this.#stop.abort();
  }

  async #runPhone(phoneId: string): Promise<void> {
    const { limiter, work, onBug } = this.#order;
    const { signal } = this.#stop;
    const begin = async (): Promise<PhoneResult> => {
      this.#note(phoneId, { state: 'running' });
      try {
        return await work(phoneId, signal);
      } catch (cause) {
        onBug(phoneId, cause);
        return fail('internal', 'preparing the phone failed unexpectedly', { phoneId });
      }
    };
    const result = await limiter.run(phoneId, begin, signal);
    if (result.ok) {
      const outcomes = [...result.value].map(([stepId, { outcome }]) => ({ stepId, outcome }));
      this.#note(phoneId, { state: 'done', outcomes });
    } else this.#noteFault(phoneId, result.error);
  }

  #noteFault(phoneId: string, fault: Fault): void {
    const isCancelled = this.#isCancelled && fault.code === 'aborted';
    this.#note(phoneId, isCancelled ? { state: 'cancelled' } : { state: 'failed', fault });
  }

  #note(phoneId: string, change: Partial<PhoneRun>): void {
    const before = this.#phones.get(phoneId);
    if (before !== undefined) this.#phones.set(phoneId, { ...before, ...change });
  }
}
