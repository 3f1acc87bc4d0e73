import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SimulatorClock } from '../clock.ts';

/** The computer's two clocks: the one that somebody may set, and the one that only goes on. */
export interface MachineClocks {
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly after: (delayMs: number, task: () => void) => () => void;
}

/** Whoever keeps the file may write more into it. */
const fileSchema = z.object({
  startedAt: z.number().nullable(),
  virtualAt: z.number(),
  factor: z.number().positive(),
});
type TimeFile = z.output<typeof fileSchema>;

/** The file is looked at anew this often; its keeper writes about once a second. */
const lookEveryMs = 250;
/** The computer's two clocks that differ by more than this since the last look: it was set, or slept. */
const setMs = 500;
const longestWaitMs = 1_000;

interface Anchor {
  readonly text: string;
  readonly virtualAt: number;
  readonly factor: number;
  readonly monotonicAt: number;
}

/**
 * The time of a desk that keeps it in a file, only read here: `virtualAt` plus what passed since `startedAt`, so many times faster. A PC clock that
 * is set between two looks moves nothing; time never goes back. While the file cannot be read, time goes on as it did.
 */
export class FileClock implements SimulatorClock {
  readonly #file: string;
  readonly #machine: MachineClocks;
  #anchor: Anchor;
  #lookedAt: { readonly monotonic: number; readonly now: number };
  #shown = 0;

  private constructor(file: string, machine: MachineClocks, text: string) {
    this.#file = file;
    this.#machine = machine;
    this.#lookedAt = { monotonic: machine.monotonic(), now: machine.now() };
    this.#anchor = this.#anchorOf(text, machine.now());
  }

  /** @throws where the file cannot be read or says something else */
  static open(file: string, machine: MachineClocks = computer): FileClock {
    return new FileClock(file, machine, readFileSync(file, 'utf8'));
  }

  now(): number {
    this.#look();
    const { virtualAt, factor, monotonicAt } = this.#anchor;
    const at = Math.floor(virtualAt + (this.#machine.monotonic() - monotonicAt) * factor);
    this.#shown = Math.max(this.#shown, at);
    return this.#shown;
  }

  after(delayMs: number, task: () => void): () => void {
    const dueAt = this.now() + delayMs;
    let cancel: (() => void) | null = null;
    const wait = (): void => {
      const leftMs = (dueAt - this.now()) / this.#anchor.factor;
      if (leftMs <= 0) return task();
      // The pace may be another one by then.
      cancel = this.#machine.after(Math.min(longestWaitMs, Math.ceil(leftMs)), wait);
    };
    cancel = this.#machine.after(Math.min(longestWaitMs, Math.max(0, delayMs / this.#anchor.factor)), wait);
    return () => cancel?.();
  }

  #look(): void {
    const { monotonic, now } = this.#machine;
    const [monotonicNow, pcNow] = [monotonic(), now()];
    const goneMs = monotonicNow - this.#lookedAt.monotonic;
    if (goneMs < lookEveryMs) return;
    const wasSet = Math.abs(pcNow - this.#lookedAt.now - goneMs) > setMs;
    this.#lookedAt = { monotonic: monotonicNow, now: pcNow };
    const text = this.#read();
    if (text === null || text === this.#anchor.text) return;
    try {
      // Written before the clock was set, its moment says nothing of how long ago that was: at most since the look before.
      this.#anchor = this.#anchorOf(text, wasSet ? null : pcNow);
    } catch {
      // Half written, or no such file any more: the next look is soon.
    }
  }

  #read(): string | null {
    try {
      return readFileSync(this.#file, 'utf8');
    } catch {
      return null;
    }
  }

  /** @param pcNow null: the PC's clock cannot be compared with the file's */
  #anchorOf(text: string, pcNow: number | null): Anchor {
    const file: TimeFile = fileSchema.parse(JSON.parse(text));
    const { startedAt, virtualAt, factor } = file;
    const goneMs = startedAt === null || pcNow === null ? 0 : Math.max(0, pcNow - startedAt);
    return { text, virtualAt: virtualAt + goneMs * factor, factor, monotonicAt: this.#machine.monotonic() };
  }
}

const computer: MachineClocks = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
