import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { fail, succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import { pause, type Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { DemoLauncher, LaunchedDesk, LaunchOptions } from './demo-launcher.ts';

/** The simulator as a running process, whatever kind of process it is. */
export interface SimulatorProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when the process is gone, or could not be started at all. Never rejects. */
  readonly exited: Promise<{ readonly reason: string; readonly wasStarted: boolean }>;
  /** Asks it to end in order, with everything that it started. */
  end(): void;
  /** Ends it the hard way. */
  kill(): void;
}

export interface SimulatorLauncherOptions {
  /** Starts `simulator/cli` with these arguments. */
  readonly spawn: (args: readonly string[]) => SimulatorProcess;
  /** The computer's. */
  readonly clock: Clock;
  /** The file by which the phones' clocks go; null or left out: the computer's. */
  readonly clockFile?: string | null;
  readonly logger: Logger;
}

const readyTimeoutMs = 60_000;
const endTimeoutMs = 5_000;
const keptErrorLines = 5;

const readySchema = z.object({
  event: z.literal('ready'),
  adbPort: z.number().int(),
  controlPort: z.number().int(),
  token: z.string(),
});

/** Launches the simulator as a process and waits for its ready line on standard output. */
export class SimulatorLauncher implements DemoLauncher {
  readonly #options: SimulatorLauncherOptions;

  constructor(options: SimulatorLauncherOptions) {
    this.#options = options;
  }

  async launch(options: LaunchOptions, signal: AbortSignal): Promise<Outcome<LaunchedDesk>> {
    if (signal.aborted) return fail('aborted', 'the virtual desk was not started');
    const child = this.#options.spawn(argumentsOf(options, this.#options.clockFile ?? null));
    const errorLines = this.#followErrors(child);
    const ready = await this.#awaitReady(child, errorLines, signal);
    if (ready.ok) return succeed(new RunningDesk(ready.value, child, this.#options));
    await endProcess(child, this.#options.clock);
    return ready;
  }

  async #awaitReady(
    child: SimulatorProcess,
    errorLines: readonly string[],
    signal: AbortSignal,
  ): Promise<Outcome<z.output<typeof readySchema>>> {
    const waited = new AbortController();
    const stop = AbortSignal.any([signal, waited.signal]);
    const died = child.exited.then(({ reason, wasStarted }) =>
      wasStarted
        ? fail('demo-start-failed', 'the simulator ended before it was ready', {
            reason,
            errors: errorLines.join('\n'),
          })
        : fail('demo-unavailable', 'the simulator could not be started', { reason }),
    );
    const late = pause(this.#options.clock, readyTimeoutMs, stop).then(() =>
      signal.aborted
        ? fail('aborted', 'the virtual desk was stopped while it started')
        : fail('demo-start-failed', 'the simulator did not become ready in time', {
            reason: `${readyTimeoutMs} ms`,
            errors: errorLines.join('\n'),
          }),
    );
    const outcome = await Promise.race([readReadyLine(child.stdout), died, late]);
    waited.abort();
    return outcome;
  }

  /** Logs what the simulator complains about and keeps the last lines for a fault's detail. */
  #followErrors(child: SimulatorProcess): readonly string[] {
    const kept: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      this.#options.logger.warn('simulator-says', { line: line.slice(0, 500) });
      kept.push(line.slice(0, 200));
      if (kept.length > keptErrorLines) kept.shift();
    });
    return kept;
  }
}

class RunningDesk implements LaunchedDesk {
  readonly adbPort: number;
  readonly controlPort: number;
  readonly token: string;
  readonly ended: Promise<Fault | null>;
  readonly #child: SimulatorProcess;
  readonly #clock: Clock;
  #isStopping = false;

  constructor(ready: z.output<typeof readySchema>, child: SimulatorProcess, { clock }: { clock: Clock }) {
    this.adbPort = ready.adbPort;
    this.controlPort = ready.controlPort;
    this.token = ready.token;
    this.#child = child;
    this.#clock = clock;
    this.ended = child.exited.then(({ reason }) =>
      this.#isStopping ? null : fail('demo-start-failed', 'the simulator ended by itself', { reason }).error,
    );
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await endProcess(this.#child, this.#clock);
  }
}

function argumentsOf({ phoneCount, seed, adbPath, stateFolder }: LaunchOptions, clockFile: string | null): string[] {
  const numbers = ['--count', String(phoneCount), '--seed', String(seed)];
  const time = clockFile === null ? [] : ['--clock', clockFile];
  return [...numbers, '--adb', adbPath, '--state', stateFolder, ...time, '--json'];
}

/** Standard output goes on being read afterwards, so that the simulator never blocks on a full pipe. */
function readReadyLine(stdout: Readable): Promise<Outcome<z.output<typeof readySchema>>> {
  return new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const ready = readySchema.safeParse(parseJson(line));
      if (ready.success) resolve(succeed(ready.data));
    });
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // A line that is no JSON is not the ready line; whoever prints it meant it for people.
    return null;
  }
}

async function endProcess(child: SimulatorProcess, clock: Clock): Promise<void> {
  const ended = new AbortController();
  const exited = child.exited.then(() => ended.abort());
  child.end();
  await pause(clock, endTimeoutMs, ended.signal);
  if (!ended.signal.aborted) child.kill();
  await exited;
}
