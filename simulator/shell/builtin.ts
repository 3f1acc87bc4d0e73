import type { Descriptors } from './descriptors.ts';
import type { ProgramProcess } from './program.ts';
import type { ShellState } from './shell-state.ts';

/** What the commands that belong to the shell itself may do to it. */
export interface ShellControl {
  readonly state: ShellState;
  /** `$0`, in front of every complaint of the shell. */
  readonly scriptName: string;
  /** Runs text as part of this shell: `eval`, `.`, traps. */
  runText(text: string, descriptors: Descriptors): Promise<number>;
  /** Runs a command by name; `skipsFunctions` for `command` and `builtin`. */
  runCommand(argv: readonly string[], descriptors: Descriptors, skipsFunctions: boolean): Promise<number>;
  /** The full path of a program, or null. */
  findProgramPath(name: string): string | null;
  isBuiltin(name: string): boolean;
  /** Waits for all background jobs. */
  waitForJobs(): Promise<number>;
  isInteractive(): boolean;
}

export interface BuiltinCall {
  readonly process: ProgramProcess;
  readonly shell: ShellControl;
  readonly descriptors: Descriptors;
}

export type Builtin = (call: BuiltinCall) => Promise<number>;
