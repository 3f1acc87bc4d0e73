import type { StepConfidence, StepRecord } from '../../contract/automation.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { PhoneView } from './phone-view.ts';

/** What a step is called, where it is done and how far it is trusted. */
export interface StepHead {
  readonly step: string;
  readonly screen: string;
  readonly confidence: StepConfidence;
}

export interface StepEnd {
  readonly outcome: StepRecord['outcome'];
  readonly alternate?: number;
  readonly confidence?: StepConfidence;
  readonly note?: string;
}

/** The steps of a run as they happened, with the time that each took. */
export class StepLog {
  readonly #records: StepRecord[] = [];
  readonly #clock: Clock;
  readonly #view: PhoneView;
  readonly #tell: (record: StepRecord) => void;

  /** `clock` is the desk's; durations are real time. */
  constructor(clock: Clock, view: PhoneView, tell: (record: StepRecord) => void) {
    this.#clock = clock;
    this.#view = view;
    this.#tell = tell;
  }

  get records(): readonly StepRecord[] {
    return this.#records;
  }

  /** Notes one step: `work` says how it ended. */
  async note<T>(head: StepHead, work: () => Promise<T>, endOf: (result: T) => StepEnd): Promise<T> {
    const startedAt = this.#clock.now();
    const begun = this.#view.now();
    const before = this.#view.spent;
    const result = await work();
    const { outcome, alternate = 0, confidence = head.confidence, note = null } = endOf(result);
    const { driverMs, waitedMs } = this.#view.spent;
    const record: StepRecord = {
      step: head.step,
      screen: head.screen,
      outcome,
      alternate,
      confidence,
      startedAt,
      durationMs: round(this.#view.now() - begun),
      driverMs: round(driverMs - before.driverMs),
      waitedMs: round(waitedMs - before.waitedMs),
      note,
    };
    this.#records.push(record);
    this.#tell(record);
    return result;
  }
}

function round(durationMs: number): number {
  return Math.round(durationMs * 1_000) / 1_000;
}
