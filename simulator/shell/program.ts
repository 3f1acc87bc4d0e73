import { type ByteReader, type ByteSink, encodeText, Killed } from './byte-stream.ts';
import { describeErrno, type Errno } from './errno.ts';
import { joinPath } from './file-tree.ts';
import type { PhoneFiles } from './phone-files.ts';
import type { SimulatorClock } from '../clock.ts';

/** A program of the phone: reads and writes like a process and resolves to its exit status. */
export type Program = (process: ProgramProcess) => Promise<number>;

/** A command line that a program refuses: said as `name: text`, with exit status 1. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly mentionsHelp: boolean;

  constructor(text: string, options: { readonly mentionsHelp: boolean } = { mentionsHelp: false }) {
    super(text);
    this.mentionsHelp = options.mentionsHelp;
  }
}

/** Standard streams and surroundings of a running program. */
export interface ProcessSurroundings {
  readonly environment: ReadonlyMap<string, string>;
  readonly directory: string;
  readonly files: PhoneFiles;
  readonly clock: SimulatorClock;
  readonly stdin: ByteReader;
  readonly stdout: ByteSink;
  readonly stderr: ByteSink;
  /** Aborts when the host closes the stream or the phone goes down. */
  readonly signal: AbortSignal;
  readonly hasTerminal: boolean;
  readonly timeZone: string;
  /** Runs another program, as `xargs` and `timeout` do. */
  readonly run: (argv: readonly string[], change?: Partial<ProcessSurroundings>) => Promise<number>;
}

/** A program while it runs: its name, arguments, streams, and the usual ways to print and to fail. */
export class ProgramProcess {
  readonly name: string;
  readonly args: readonly string[];
  readonly surroundings: ProcessSurroundings;

  constructor(name: string, args: readonly string[], surroundings: ProcessSurroundings) {
    this.name = name;
    this.args = args;
    this.surroundings = surroundings;
  }

  get files(): PhoneFiles {
    return this.surroundings.files;
  }

  get stdin(): ByteReader {
    return this.surroundings.stdin;
  }

  get clock(): SimulatorClock {
    return this.surroundings.clock;
  }

  get signal(): AbortSignal {
    return this.surroundings.signal;
  }

  /** Time zone in which this program prints times: `TZ`, or the phone's own. */
  get timeZone(): string {
    return this.surroundings.environment.get('TZ') ?? this.surroundings.timeZone;
  }

  get hasTerminal(): boolean {
    return this.surroundings.hasTerminal;
  }

  /** The same program with other arguments, e.g. for a subcommand. */
  withArgs(args: readonly string[], name = this.name): ProgramProcess {
    return new ProgramProcess(name, args, this.surroundings);
  }

  /** An argument as an absolute device path. */
  path(argument: string): string {
    return joinPath(this.surroundings.directory, argument);
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.surroundings.stdout.write(bytes);
  }

  print(text: string): Promise<void> {
    return text === '' ? Promise.resolve() : this.surroundings.stdout.write(encodeText(text));
  }

  printError(text: string): Promise<void> {
    return this.surroundings.stderr.write(encodeText(text));
  }

  /** Says `name: text` on stderr and answers with the exit status. */
  async fail(text: string, status = 1): Promise<number> {
    await this.printError(`${this.name}: ${text}\n`);
    return status;
  }

  /** The usual complaint about a file, e.g. `cat: /x: No such file or directory`. */
  failOnFile(argument: string, errno: Errno): Promise<number> {
    return this.fail(`${argument}: ${describeErrno(errno)}`);
  }

  /** Waits on the phone's clock; rejects with {@link Killed} when the host hangs up meanwhile. */
  wait(delayMs: number): Promise<void> {
    return waitOnClock(this.clock, delayMs, this.signal);
  }
}

/** Resolves after `delayMs` of the phone's clock or rejects with {@link Killed} on abort. */
export function waitOnClock(clock: SimulatorClock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Killed());
      return;
    }
    const onAbort = (): void => {
      cancel();
      reject(new Killed());
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
