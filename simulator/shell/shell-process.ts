import type { SimulatorClock } from '../clock.ts';
import type { Builtin, ShellControl } from './builtin.ts';
import type { ByteSink } from './byte-stream.ts';
import type { Descriptors } from './descriptors.ts';
import type { Expander } from './expansion.ts';
import type { PhoneFiles } from './phone-files.ts';
import type { Program, ProgramProcess } from './program.ts';
import type { CommandNode, StatementNode } from './shell-grammar.ts';

/** What a shell runs on: one phone, as the shell sees it. */
export interface ShellPlatform {
  readonly files: PhoneFiles;
  readonly clock: SimulatorClock;
  readonly timeZone: string;
  /** `$0` and the prefix of complaints, `/system/bin/sh` under adb. */
  readonly scriptName: string;
  /** `not found` up to Android 9, `inaccessible or not found` after. */
  readonly notFoundText: string;
  readonly builtins: ReadonlyMap<string, Builtin>;
  /** The program behind an executable file, by its base name. */
  program(name: string): Program | null;
  nextProcessId(): number;
  /** Background jobs outlive the connection and end with the phone. */
  poweredSignal(): AbortSignal;
}

export interface ShellSession {
  readonly signal: AbortSignal;
  readonly hasTerminal: boolean;
  readonly isInteractive: boolean;
}

/** A command that is ready to start. */
export interface Invocation {
  readonly argv: readonly string[];
  readonly descriptors: Descriptors;
  readonly environment: ReadonlyMap<string, string>;
  readonly skipsFunctions: boolean;
}

/** What walks the syntax tree for a shell. */
export interface StatementRunner {
  /** Runs statements one after the other; the status of the last. */
  run(statements: readonly StatementNode[], descriptors: Descriptors): Promise<number>;
  statement(statement: StatementNode, descriptors: Descriptors): Promise<number>;
  command(command: CommandNode, descriptors: Descriptors): Promise<number>;
  /** Runs a command by name: a function, a builtin or a program. */
  invoke(invocation: Invocation): Promise<number>;
}

/** A shell as the code that runs its statements sees it. */
export interface ShellProcess extends ShellControl {
  readonly expander: Expander;
  readonly platform: ShellPlatform;
  readonly session: ShellSession;
  complain(text: string, stderr: ByteSink): Promise<void>;
  /** Runs statements in a copy of this shell; its status, never an exception of the script. */
  runForked(run: (copy: StatementRunner) => Promise<number>, descriptors: Descriptors): Promise<number>;
  startJob(run: (copy: StatementRunner) => Promise<number>, descriptors: Descriptors): void;
  runProgram(
    argv: readonly string[],
    descriptors: Descriptors,
    environment: ReadonlyMap<string, string>,
  ): Promise<number>;
  processFor(
    argv: readonly string[],
    descriptors: Descriptors,
    environment: ReadonlyMap<string, string>,
  ): ProgramProcess;
}
