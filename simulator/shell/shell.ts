import { BrokenPipe, type ByteSink, CollectingSink, decodeText, encodeText, Killed } from './byte-stream.ts';
import { FunctionReturn, LoopJump, ScriptFailure, ShellExit } from './control-flow.ts';
import { Descriptors } from './descriptors.ts';
import { describeErrno, isRefusal } from './errno.ts';
import { Expander } from './expansion.ts';
import { baseName, joinPath } from './file-tree.ts';
import { Interpreter } from './interpreter.ts';
import type { SpecialParameters } from './parameter-expansion.ts';
import { type Program, ProgramProcess, type ProcessSurroundings, UsageError } from './program.ts';
import { RedirectionFailure } from './redirection.ts';
import type { ShellPlatform, ShellProcess, ShellSession, StatementRunner } from './shell-process.ts';
import { parseScript, type ScriptNode } from './shell-grammar.ts';
import type { ShellState } from './shell-state.ts';

const defaultPath = '/sbin:/vendor/bin:/system/sbin:/system/bin:/system/xbin';

/** One shell process (or subshell): its state, its jobs, and how it starts commands. */
export class Shell implements ShellProcess {
  readonly state: ShellState;
  readonly expander: Expander;
  readonly platform: ShellPlatform;
  readonly session: ShellSession;
  readonly #processId: number;
  readonly #interpreter: Interpreter;
  readonly #jobs: Promise<number>[] = [];
  #lastBackgroundId: number | null = null;

  constructor(platform: ShellPlatform, state: ShellState, session: ShellSession, processId = platform.nextProcessId()) {
    this.platform = platform;
    this.state = state;
    this.session = session;
    this.#processId = processId;
    this.#interpreter = new Interpreter(this);
    this.expander = new Expander({
      state,
      files: platform.files,
      special: () => this.#special(),
      capture: (script) => this.#capture(script),
    });
  }

  get scriptName(): string {
    return this.platform.scriptName;
  }

  /** Runs a whole script and resolves to its exit status; the EXIT trap runs last. */
  async runToEnd(text: string, descriptors: Descriptors): Promise<number> {
    const status = await this.guarded(() => this.runText(text, descriptors), descriptors);
    await this.#runExitTrap(status, descriptors);
    return status;
  }

  async #runExitTrap(status: number, descriptors: Descriptors): Promise<void> {
    const trap = this.state.exitTrap;
    if (trap === null) return;
    this.state.exitTrap = null;
    this.state.lastStatus = status;
    await this.guarded(() => this.runText(trap, descriptors), descriptors);
  }

  /** Turns what ends a shell (exit, script errors, a gone reader) into its status. */
  async guarded(run: () => Promise<number>, descriptors: Descriptors): Promise<number> {
    try {
      return await run();
    } catch (reason) {
      if (reason instanceof ShellExit || reason instanceof FunctionReturn) return reason.status;
      if (reason instanceof LoopJump) return 0;
      if (reason instanceof BrokenPipe) return 141;
      if (!(reason instanceof ScriptFailure)) throw reason;
      await this.complain(reason.message, descriptors.stderr);
      return reason.status;
    }
  }

  complain(text: string, stderr: ByteSink): Promise<void> {
    return stderr.write(encodeText(`${this.platform.scriptName}: ${text}\n`));
  }

  async runText(text: string, descriptors: Descriptors): Promise<number> {
    return this.#interpreter.run(parseScript(text).statements, descriptors);
  }

  /** A copy of this shell for `( … )`, pipelines, `$( … )` and background jobs. */
  fork(session = this.session): Shell {
    return new Shell(this.platform, this.state.fork(), session, this.#processId);
  }

  /** Runs statements in a copy of this shell; its status, never an exception of the script. */
  async runForked(run: (copy: StatementRunner) => Promise<number>, descriptors: Descriptors): Promise<number> {
    const copy = this.fork();
    const status = await copy.guarded(() => run(copy.#interpreter), descriptors);
    await copy.#runExitTrap(status, descriptors);
    return status;
  }

  /** Starts a background job. */
  startJob(run: (copy: StatementRunner) => Promise<number>, descriptors: Descriptors): void {
    this.#lastBackgroundId = this.platform.nextProcessId();
    const copy = this.fork({ ...this.session, signal: this.platform.poweredSignal() });
    const job = copy
      .guarded(() => run(copy.#interpreter), descriptors)
      .catch((reason: unknown) => {
        if (reason instanceof Killed) return 137;
        throw reason;
      });
    this.#jobs.push(job);
  }

  async waitForJobs(): Promise<number> {
    const jobs = this.#jobs.splice(0);
    const statuses = await Promise.all(jobs);
    return statuses[statuses.length - 1] ?? 0;
  }

  isInteractive(): boolean {
    return this.session.isInteractive;
  }

  isBuiltin(name: string): boolean {
    return this.platform.builtins.has(name);
  }

  runCommand(argv: readonly string[], descriptors: Descriptors, skipsFunctions: boolean): Promise<number> {
    return this.#interpreter.invoke({ argv, descriptors, environment: this.state.exported(), skipsFunctions });
  }

  findProgramPath(name: string): string | null {
    if (name.includes('/')) return this.platform.files.has(joinPath(this.state.directory, name)) ? name : null;
    const { files } = this.platform;
    for (const folder of (this.state.get('PATH') ?? defaultPath).split(':')) {
      const path = joinPath(folder, name);
      const node = files.stat(path);
      if (!isRefusal(node) && node.kind === 'file' && files.may(node, 'execute')) return path;
    }
    return null;
  }

  /** Runs what a program starts: an executable file; `echo`, `test` and their like are ones too on a phone. */
  runChild(
    argv: readonly string[],
    descriptors: Descriptors,
    environment: ReadonlyMap<string, string>,
  ): Promise<number> {
    const name = argv[0] ?? '';
    const isBoth = this.isBuiltin(name) && this.findProgramPath(name) !== null;
    return isBoth ? this.runCommand(argv, descriptors, true) : this.runProgram(argv, descriptors, environment);
  }

  /** Runs an executable file: a program of the phone, or a text as a script. */
  async runProgram(
    argv: readonly string[],
    descriptors: Descriptors,
    environment: ReadonlyMap<string, string>,
  ): Promise<number> {
    const name = argv[0] ?? '';
    const path = this.findProgramPath(name);
    if (path === null) return this.#failToStart(name, this.platform.notFoundText, 127, descriptors);
    const { files } = this.platform;
    const node = files.stat(joinPath(this.state.directory, path));
    if (isRefusal(node)) return this.#failToStart(name, this.platform.notFoundText, 127, descriptors);
    if (node.kind === 'directory') return this.#failToStart(name, "can't execute: Is a directory", 126, descriptors);
    if (!files.may(node, 'execute')) {
      return this.#failToStart(name, `can't execute: ${describeErrno('EACCES')}`, 126, descriptors);
    }
    const program = this.platform.program(baseName(path));
    const process = this.processFor(argv, descriptors, environment);
    if (program !== null) return runGuarded(program, process);
    const bytes = files.read(joinPath(this.state.directory, path));
    return isRefusal(bytes) ? 126 : this.#runScriptFile(decodeText(bytes), argv, descriptors);
  }

  processFor(
    argv: readonly string[],
    descriptors: Descriptors,
    environment: ReadonlyMap<string, string>,
  ): ProgramProcess {
    return new ProgramProcess(argv[0] ?? '', argv.slice(1), this.#surroundings(descriptors, environment));
  }

  #surroundings(descriptors: Descriptors, environment: ReadonlyMap<string, string>): ProcessSurroundings {
    const surroundings: ProcessSurroundings = {
      environment,
      directory: this.state.directory,
      files: this.platform.files,
      clock: this.platform.clock,
      stdin: descriptors.stdin,
      stdout: descriptors.stdout,
      stderr: descriptors.stderr,
      signal: this.session.signal,
      hasTerminal: this.session.hasTerminal,
      timeZone: this.platform.timeZone,
      run: (argv, change = {}) => {
        const { stdin, stdout, stderr, environment: ownEnvironment, signal } = { ...surroundings, ...change };
        const shell = signal === this.session.signal ? this : this.fork({ ...this.session, signal });
        return shell.runChild(argv, Descriptors.standard(stdin, stdout, stderr), ownEnvironment);
      },
    };
    return surroundings;
  }

  async #runScriptFile(text: string, argv: readonly string[], descriptors: Descriptors): Promise<number> {
    const copy = this.fork();
    copy.state.positional = argv.slice(1);
    return copy.runToEnd(text, descriptors);
  }

  async #failToStart(name: string, text: string, status: number, descriptors: Descriptors): Promise<number> {
    await this.complain(`${name}: ${text}`, descriptors.stderr);
    return status;
  }

  async #capture(script: ScriptNode): Promise<string> {
    const output = new CollectingSink();
    const descriptors = this.#interpreter.descriptors.with(1, { sink: output });
    const status = await this.runForked((copy) => copy.run(script.statements, descriptors), descriptors);
    this.state.lastStatus = status;
    this.state.substitutionStatus = status;
    return output.text().replaceAll('\0', '').replace(/\n+$/u, '');
  }

  #special(): SpecialParameters {
    const { options } = this.state;
    const flags = [
      options.isErrexit && 'e',
      options.isNounset && 'u',
      options.isXtrace && 'x',
      options.isNoglob && 'f',
    ];
    return {
      processId: this.#processId,
      scriptName: this.platform.scriptName,
      flags: `${this.session.isInteractive ? 'im' : 'h'}${flags.filter(Boolean).join('')}`,
      lastBackgroundId: this.#lastBackgroundId,
    };
  }
}

/** Runs a program; a vanished reader ends it with SIGPIPE's status, as on a phone, and a refused command line with 1. */
async function runGuarded(program: Program, process: ProgramProcess): Promise<number> {
  try {
    return (await program(process)) & 0xff;
  } catch (reason) {
    if (reason instanceof BrokenPipe) return 141;
    if (reason instanceof RedirectionFailure) return process.fail(`write: ${reason.message}`);
    if (!(reason instanceof UsageError)) throw reason;
    return process.fail(`${reason.message}${reason.mentionsHelp ? ` (see "${process.name} --help")` : ''}`);
  }
}
