import {
  largestFactor,
  readClockFile,
  refuse,
  writeClockFile,
  type ClockFile,
  type ClockOutcome,
} from './clock-file.ts';
import type { Clock } from './clock.ts';
import type { Disposable } from './disposal.ts';
import type { Logger } from './logger.ts';

export interface FileClockOptions {
  /** Absolute path; see `clock-file.ts`. */
  readonly file: string;
  /** The computer's own clock. */
  readonly machineClock: Clock;
  readonly logger: Logger;
}

interface PendingTask {
  /** By `monotonic`. */
  readonly dueMs: number;
  readonly task: () => void;
  cancel: () => void;
}

/** How far ahead of the time shown the file is written: a write each so many milliseconds of the machine at most. */
const writtenAheadMs = 1_000;
/** Timers of the machine do not take more than 2^31 ms. */
const longestTimerMs = 86_400_000;

/**
 * The clock of a virtual desk that may run faster than the machine's, and goes on after a restart, as if it had run meanwhile. It never
 * goes back: not when the PC's clock is set, as only the monotonic one counts while it runs; not when it was killed, as the file is written
 * ahead of what is shown. So a killed one goes on with up to a second of the machine too much; one that was
 * disposed goes on exactly. Where the file cannot be written, time stands still.
 */
export class FileClock implements Clock, Disposable {
  readonly #options: FileClockOptions;
  readonly #pending = new Set<PendingTask>();
  /** Where the present factor began: the machine's monotonic time, the desk's, and the desk's monotonic time. */
  #anchor: { readonly machineMs: number; readonly virtualAt: number; readonly virtualMs: number };
  #factor: number;
  #shown: number;
  #shownUntil: number;
  #failedAtMs: number | null = null;
  #isDisposed = false;

  private constructor(options: FileClockOptions, { virtualAt, factor }: ClockFile) {
    this.#options = options;
    this.#factor = factor;
    this.#anchor = { machineMs: options.machineClock.monotonic(), virtualAt, virtualMs: 0 };
    this.#shown = Math.floor(virtualAt);
    this.#shownUntil = this.#shown;
  }

  /** Goes on where the file says. Fails with `clock-file-unreadable`, `-invalid` or `-unwritable`: file, cause, cure. */
  static open(options: FileClockOptions): ClockOutcome<FileClock> {
    const read = readClockFile(options.file);
    if (!read.ok) return read;
    const virtualAt = resumedAt(read.value, options.machineClock.now());
    const clock = new FileClock(options, { ...read.value, virtualAt });
    const written = clock.#write();
    return written.ok ? { ok: true, value: clock } : written;
  }

  get factor(): number {
    return this.#factor;
  }

  now(): number {
    if (this.#isDisposed) return this.#shown;
    const at = Math.floor(this.#virtualAt());
    if (at > this.#shownUntil && !this.#isFailing()) this.#write();
    this.#shown = Math.max(this.#shown, Math.min(at, this.#shownUntil));
    return this.#shown;
  }

  monotonic(): number {
    return this.#anchor.virtualMs + this.#sinceAnchor();
  }

  after(delayMs: number, task: () => void): () => void {
    const entry: PendingTask = { dueMs: this.monotonic() + Math.max(0, delayMs), task, cancel: () => undefined };
    if (!this.#isDisposed) {
      this.#pending.add(entry);
      this.#arm(entry);
    }
    return () => {
      if (this.#pending.delete(entry)) entry.cancel();
    };
  }

  /** Time goes on at another pace from this moment; what waits becomes due at the same time of the desk. */
  setFactor(factor: number): ClockOutcome<null> {
    if (!(factor > 0 && factor <= largestFactor)) {
      const cause = `factor: ${factor}`;
      return refuse('clock-file-invalid', { cause, cure: `more than 0 and at most ${largestFactor}` });
    }
    const before = { anchor: this.#anchor, factor: this.#factor };
    const machineMs = this.#options.machineClock.monotonic();
    const gone = this.#sinceAnchor(machineMs);
    this.#anchor = { machineMs, virtualAt: before.anchor.virtualAt + gone, virtualMs: before.anchor.virtualMs + gone };
    this.#factor = factor;
    const written = this.#write();
    if (written.ok) for (const entry of this.#pending) this.#arm(entry);
    else {
      this.#anchor = before.anchor;
      this.#factor = before.factor;
    }
    return written;
  }

  /** Stops: no task runs any more, and the time stays what it is; the next start goes on from exactly here. */
  dispose(): void {
    if (this.#isDisposed) return;
    const shown = this.now();
    this.#isDisposed = true;
    for (const { cancel } of this.#pending) cancel();
    this.#pending.clear();
    const { file, machineClock, logger } = this.#options;
    // Time that could not be shown for want of a file is no time of the desk.
    const virtualAt = Math.max(shown, Math.min(this.#virtualAt(), shown + 1));
    const end = { startedAt: machineClock.now(), virtualAt, factor: this.#factor, shownUntil: shown };
    const written = writeClockFile(file, end);
    if (!written.ok) logger.error('clock-file-not-written', { cause: String(written.error.detail['cause']) });
  }

  #virtualAt(): number {
    return this.#anchor.virtualAt + this.#sinceAnchor();
  }

  #sinceAnchor(machineMs = this.#options.machineClock.monotonic()): number {
    return (machineMs - this.#anchor.machineMs) * this.#factor;
  }

  #arm(entry: PendingTask): void {
    entry.cancel();
    const leftMs = (entry.dueMs - this.monotonic()) / this.#factor;
    const delayMs = Math.min(longestTimerMs, Math.max(0, Math.ceil(leftMs)));
    entry.cancel = this.#options.machineClock.after(delayMs, () => {
      // Timers of the machine may be early, by a millisecond or by the longest that they take.
      if (this.monotonic() < entry.dueMs) return this.#arm(entry);
      if (this.#pending.delete(entry)) entry.task();
    });
  }

  #isFailing(): boolean {
    const atMs = this.#failedAtMs;
    return atMs !== null && this.#options.machineClock.monotonic() - atMs < writtenAheadMs;
  }

  #write(): ClockOutcome<null> {
    const { file, machineClock, logger } = this.#options;
    const virtualAt = this.#virtualAt();
    const shownUntil = Math.max(this.#shownUntil, Math.floor(virtualAt + writtenAheadMs * this.#factor));
    const written = writeClockFile(file, {
      startedAt: machineClock.now(),
      virtualAt,
      factor: this.#factor,
      shownUntil,
    });
    if (written.ok) {
      this.#shownUntil = shownUntil;
      this.#failedAtMs = null;
    } else {
      if (this.#failedAtMs === null)
        logger.error('clock-file-not-written', { cause: String(written.error.detail['cause']) });
      this.#failedAtMs = machineClock.monotonic();
    }
    return written;
  }
}

/** What the desk's clock shows by the PC's clock; one that was set back since the last write adds nothing. */
function resumedAt({ startedAt, virtualAt, factor, shownUntil = 0 }: ClockFile, pcNow: number): number {
  const gone = startedAt === null ? 0 : Math.max(0, pcNow - startedAt);
  return Math.max(virtualAt + gone * factor, shownUntil);
}
