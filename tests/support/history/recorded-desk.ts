import { HistoryRecorder } from '../../../electron/devices/history/history-recorder.ts';
import { migrations } from '../../../electron/database.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { DisposalStack } from '../../../electron/runtime/disposal.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { LogFolding } from '../../../electron/store/log-folding.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { ManualClock } from '../manual-clock.ts';
import { PaperPhones, rememberPhones } from './paper-phones.ts';
import type { PhoneYear } from './phone-year.ts';

/** How often the phones are polled, from a moment on. */
export interface PollRate {
  readonly fromAt: number;
  readonly everyMs: number;
}

const writeBehindMs = 6_000;

/** The moments at which one phone was asked, oldest first; the same for all phones but for its place in the minute. */
export function* pollTimes(rates: readonly PollRate[], endAt: number): Generator<number> {
  for (const [index, { fromAt, everyMs }] of rates.entries()) {
    const untilAt = rates[index + 1]?.fromAt ?? endAt;
    for (let at = fromAt; at < untilAt; at += everyMs) yield at;
  }
}

/** When within its minute a phone answers. */
export function answerAt(roundAt: number, place: number): number {
  return roundAt + (place % 100) * 500;
}

export interface RecordedDeskOptions {
  readonly file: string;
  readonly years: readonly PhoneYear[];
  readonly startAt: number;
}

/** A desk whose phones exist on paper, recorded by the product's own recorder into the product's own database. */
export class RecordedDesk {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly #phones = new PaperPhones();
  readonly #years: readonly PhoneYear[];
  readonly #machine: ManualClock;
  readonly #life = new DisposalStack();
  #recorder: HistoryRecorder;

  constructor({ file, years, startAt }: RecordedDeskOptions) {
    this.clock = new ManualClock(startAt);
    this.#machine = new ManualClock(startAt);
    this.#years = years;
    const opened = openStore({ file, migrations, clock: this.clock, logger: silentLogger });
    if (!opened.ok) throw new Error(opened.error.message);
    this.store = opened.value;
    const phoneIds = years.map(({ phoneId }) => phoneId);
    rememberPhones(this.store, phoneIds);
    this.#recorder = this.#begin(this.#machine);
  }

  /** One poll of every phone that is there; what the recorder does afterwards is done when this resolves. */
  async poll(roundAt: number): Promise<void> {
    await this.clock.advance(roundAt - this.clock.now());
    this.#answer(roundAt);
    await this.#machine.advance(writeBehindMs);
  }

  /** From now on the recorder writes and tidies in the machine's real time, and the log is folded as in the console. */
  switchTo(machineClock: Clock): void {
    this.#recorder.dispose();
    // What the past left in the log is not this recorder's work.
    this.store.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    this.#recorder = this.#begin(machineClock);
    const { file } = this.store;
    const workerFile = new URL('../../../electron/worker.ts', import.meta.url);
    const worker = this.#life.use(new TaskWorker({ workerFile, file, clock: machineClock, logger: silentLogger }));
    this.#life.use(new LogFolding({ file, worker, clock: machineClock, logger: silentLogger }));
  }

  /** As `poll` for one quarter of the phones, a quarter of a minute after the one before, without waiting for anything. */
  async pollQuarter(roundAt: number, quarter: 0 | 1 | 2 | 3): Promise<void> {
    await this.clock.advance(roundAt + quarter * 15_000 - this.clock.now());
    const size = Math.ceil(this.#years.length / 4);
    this.#answer(roundAt, { from: quarter * size, to: (quarter + 1) * size });
  }

  /** Brings everything from the log into the file and empties the log. */
  checkpoint(): void {
    this.#recorder.flush();
    this.store.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  }

  async dispose(): Promise<void> {
    await this.#life.dispose();
    this.#recorder.dispose();
    this.store.dispose();
  }

  #begin(machineClock: Clock): HistoryRecorder {
    const { clock, store } = this;
    return new HistoryRecorder({ store, clock, machineClock, logger: silentLogger, phones: this.#phones });
  }

  #answer(roundAt: number, { from, to } = { from: 0, to: this.#years.length }): void {
    const phones = this.#years.slice(from, to).map((year, index) => {
      return year.isAway(roundAt) ? year.away() : year.polled(answerAt(roundAt, from + index));
    });
    this.#phones.put(phones);
  }
}
