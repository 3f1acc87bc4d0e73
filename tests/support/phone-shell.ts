import type { SimulatorClock } from '../../simulator/clock.ts';
import { type AndroidDevice, createAndroidDevice } from '../../simulator/android/android-device.ts';
import { World } from '../../simulator/world/world.ts';

/** 2026-03-02 09:30:00 in Shanghai. */
export const phoneEpoch = Date.UTC(2026, 2, 2, 1, 30, 0);

/** A clock that stands still until a test moves it. */
export class StillClock implements SimulatorClock {
  #now = phoneEpoch;
  readonly #waiting = new Set<{ readonly at: number; readonly task: () => void }>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): () => void {
    const entry = { at: this.#now + delayMs, task };
    this.#waiting.add(entry);
    return () => this.#waiting.delete(entry);
  }

  /** Moves time on and runs what falls due, earliest first. */
  advance(delayMs: number): void {
    const end = this.#now + delayMs;
    for (;;) {
      const due = [...this.#waiting].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#waiting.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.task();
    }
    this.#now = end;
  }

  /** Timers that are set: an idle phone has none. */
  get waitingCount(): number {
    return this.#waiting.size;
  }
}

export interface PhoneOptions {
  readonly modelKey?: string;
  readonly index?: number;
  readonly seed?: number;
  readonly generation?: number;
  readonly clock?: SimulatorClock;
  readonly world?: World;
  /** A device that was made elsewhere, instead of one made of the other options. */
  readonly device?: AndroidDevice;
}

export interface ShellAnswer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** One virtual phone without a wire, for tests of what its shell answers. */
export class TestPhone {
  readonly device: AndroidDevice;

  constructor(options: PhoneOptions = {}) {
    const seed = options.seed ?? 7;
    const index = options.index ?? 1;
    this.device =
      options.device ??
      createAndroidDevice({
        index,
        seed,
        clock: options.clock ?? new StillClock(),
        world: options.world ?? new World({ seed, phoneCount: Math.max(index, 6) }),
        ...(options.modelKey === undefined ? {} : { modelKey: options.modelKey }),
        ...(options.generation === undefined ? {} : { generation: options.generation }),
      });
  }

  /** Runs a command line to its end. */
  async run(command: string, stdin: string | Uint8Array = ''): Promise<ShellAnswer> {
    const answer = await this.runRaw(command, stdin);
    return { ...answer, stdout: answer.stdout.toString('utf8') };
  }

  /** The same with the bytes of stdout. */
  async runRaw(
    command: string,
    stdin: string | Uint8Array = '',
    signal: AbortSignal = new AbortController().signal,
  ): Promise<{ readonly stdout: Buffer; readonly stderr: string; readonly status: number }> {
    const out: Uint8Array[] = [];
    const errors: Uint8Array[] = [];
    const status = await this.device.run(command, {
      stdin: (async function* feed() {
        if (stdin.length > 0) yield Buffer.from(stdin);
      })(),
      writeOut: (bytes) => keep(out, bytes),
      writeErr: (bytes) => keep(errors, bytes),
      signal,
      hasTerminal: false,
    });
    return { stdout: Buffer.concat(out), stderr: Buffer.concat(errors).toString('utf8'), status };
  }

  /** What a command prints. */
  async output(command: string): Promise<string> {
    return (await this.run(command)).stdout;
  }
}

function keep(parts: Uint8Array[], bytes: Uint8Array): Promise<void> {
  parts.push(bytes.slice());
  return Promise.resolve();
}
