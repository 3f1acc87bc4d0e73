import { mkdirSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { migrations } from '../../../electron/database.ts';
import { historyFileOf } from '../../../electron/devices/history/history-file.ts';
import { HistoryRecorder } from '../../../electron/devices/history/history-recorder.ts';
import { createHistoryThread } from '../../../electron/devices/history/history-thread.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { TaskRunner } from '../../../electron/store/task-runner.ts';
import { ManualClock } from '../manual-clock.ts';
import { RecordingLogger } from '../recording-logger.ts';
import { NearbyHistory } from './nearby-history.ts';
import { PaperPhones, rememberPhones } from './paper-phones.ts';
import type { PhoneYear } from './phone-year.ts';

/** How often the phones are polled, from a moment on. */
export interface PollRate {
  readonly fromAt: number;
  readonly everyMs: number;
}

const writeBehindMs = 6_000;
const workerFile = new URL('../../../electron/worker.ts', import.meta.url);

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
  /** Absolute path; created when missing. */
  readonly dataFolder: string;
  readonly years: readonly PhoneYear[];
  readonly startAt: number;
}

type HistoryThread = TaskRunner & { dispose(): void | Promise<void> };

/** A desk whose phones exist on paper, recorded by the product's own recorder into the product's own databases. */
export class RecordedDesk {
  readonly clock: ManualClock;
  /** What the recorder had to tell. */
  readonly logger = new RecordingLogger();
  readonly #dataFolder: string;
  readonly #store: Store;
  readonly #phones = new PaperPhones();
  readonly #years: readonly PhoneYear[];
  readonly #machine: ManualClock;
  #thread: HistoryThread;
  #recorder: HistoryRecorder;

  constructor({ dataFolder, years, startAt }: RecordedDeskOptions) {
    mkdirSync(dataFolder, { recursive: true });
    this.clock = new ManualClock(startAt);
    this.#dataFolder = dataFolder;
    this.#machine = new ManualClock(startAt);
    this.#years = years;
    this.#store = openMain(databaseFileOf(dataFolder), this.clock);
    rememberPhones(
      this.#store,
      years.map(({ phoneId }) => phoneId),
    );
    const { clock, logger } = this;
    this.#thread = new NearbyHistory({ file: historyFileOf(dataFolder), clock, logger, isCareless: true });
    this.#recorder = this.#begin(this.#machine);
  }

  /** One poll of every phone that is there; what the recorder does afterwards is done when this resolves. */
  async poll(roundAt: number): Promise<void> {
    await this.clock.advance(roundAt - this.clock.now());
    this.#answer(roundAt);
    await this.#machine.advance(writeBehindMs);
    // Whatever follows from it follows without waiting for anything.
    await setImmediate();
  }

  /** From now on the history has a thread to itself, and all is written and tidied in real time, as in the console. */
  async switchTo(machineClock: Clock): Promise<void> {
    await this.#end();
    const [folder, { logger }] = [this.#dataFolder, this];
    const onRestored = (): void => logger.error('history-restored');
    this.#thread = createHistoryThread({ folder, workerFile, clock: machineClock, logger, onRestored });
    this.#recorder = this.#begin(machineClock);
  }

  /** As `poll` for one quarter of the phones, a quarter of a minute after the one before, without waiting for anything. */
  async pollQuarter(roundAt: number, quarter: 0 | 1 | 2 | 3): Promise<void> {
    await this.clock.advance(roundAt + quarter * 15_000 - this.clock.now());
    const size = Math.ceil(this.#years.length / 4);
    this.#answer(roundAt, { from: quarter * size, to: (quarter + 1) * size });
  }

  /** Resolves when everything that was polled is written. */
  flush(): Promise<void> {
    return this.#recorder.flush();
  }

  /** Both databases with their logs. */
  bytes(): number {
    const files = [databaseFileOf(this.#dataFolder), historyFileOf(this.#dataFolder)];
    return files.flatMap((file) => [file, `${file}-wal`]).reduce((sum, file) => sum + sizeOf(file), 0);
  }

  /** What one backup of the history takes, as the console writes it every day. */
  backupBytes(): number {
    const looking = openReadOnly(historyFileOf(this.#dataFolder));
    try {
      return sizeOf(looking.backUp(this.clock.now()));
    } finally {
      looking.dispose();
    }
  }

  async dispose(): Promise<void> {
    await this.#end();
    this.#store.dispose();
  }

  async #end(): Promise<void> {
    await this.#recorder.dispose();
    await this.#thread.dispose();
  }

  #begin(machineClock: Clock): HistoryRecorder {
    const [{ clock, logger }, store, thread, phones] = [this, this.#store, this.#thread, this.#phones];
    return new HistoryRecorder({ store, thread, clock, machineClock, logger, phones });
  }

  #answer(roundAt: number, { from, to } = { from: 0, to: this.#years.length }): void {
    const phones = this.#years.slice(from, to).map((year, index) => {
      return year.isAway(roundAt) ? year.away() : year.polled(answerAt(roundAt, from + index));
    });
    this.#phones.put(phones);
  }
}

function openMain(file: string, clock: Clock): Store {
  const opened = openStore({ file, migrations, clock, logger: silentLogger });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
