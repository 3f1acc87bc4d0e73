import { type ByteReader, Killed } from './byte-stream.ts';
import { FunctionReturn, LoopJump, ScriptFailure, ShellExit } from './control-flow.ts';
import { ConditionError, testBinary, testUnary, type ConditionScope } from './conditions.ts';
import type { Descriptors } from './descriptors.ts';
import { matchesPattern } from './pattern.ts';
import { Pipe } from './pipe.ts';
import { redirect, RedirectionFailure } from './redirection.ts';
import type { Invocation, ShellProcess, StatementRunner } from './shell-process.ts';
import { runSimpleCommand } from './simple-command.ts';
import type { CommandNode, Condition, PipelineNode, Redirection, StatementNode } from './shell-grammar.ts';

type Compound = Exclude<CommandNode, { type: 'SimpleCommand' | 'FunctionDef' }>;
type Loop = Extract<CommandNode, { type: 'While' | 'Until' }>;

/** After so many commands the event loop gets its turn, so that a busy script does not stop the other phones. */
const commandsPerTurn = 100;
const maxCallDepth = 200;

/** Walks the syntax tree of a script on behalf of one shell. */
export class Interpreter implements StatementRunner {
  readonly #shell: ShellProcess;
  #descriptors: Descriptors | null = null;
  #commandCount = 0;
  #callDepth = 0;
  /** Above 0 inside conditions, where a failing command does not end the shell under `set -e`. */
  #testDepth = 0;

  constructor(shell: ShellProcess) {
    this.#shell = shell;
  }

  /** The descriptors of the command that is being expanded, for command substitutions in it. */
  get descriptors(): Descriptors {
    if (this.#descriptors === null) throw new Error('nothing is running in this shell');
    return this.#descriptors;
  }

  /** Runs statements one after the other; the status of the last. */
  async run(statements: readonly StatementNode[], descriptors: Descriptors): Promise<number> {
    let status = 0;
    for (const statement of statements) {
      await this.#takeTurn();
      status = statement.background
        ? this.#startInBackground(statement, descriptors)
        : await this.statement(statement, descriptors);
      this.#shell.state.lastStatus = status;
    }
    return status;
  }

  /** Runs a command by name: a function, a builtin or a program. */
  async invoke(invocation: Invocation): Promise<number> {
    const { argv, descriptors, environment } = invocation;
    const name = argv[0] ?? '';
    const body = invocation.skipsFunctions ? undefined : this.#shell.state.functions.get(name);
    if (body !== undefined) return this.#callFunction(body, argv.slice(1), descriptors);
    const builtin = this.#shell.platform.builtins.get(name);
    if (builtin === undefined) return this.#shell.runProgram(argv, descriptors, environment);
    const process = this.#shell.processFor(argv, descriptors, environment);
    return builtin({ process, shell: this.#shell, descriptors });
  }

  #startInBackground(statement: StatementNode, descriptors: Descriptors): number {
    this.#shell.startJob((copy) => copy.statement(statement, descriptors), descriptors);
    return 0;
  }

  async statement(statement: StatementNode, descriptors: Descriptors): Promise<number> {
    let status = 0;
    for (const [index, pipeline] of statement.pipelines.entries()) {
      const operator = index === 0 ? ';' : statement.operators[index - 1];
      if ((operator === '&&' && status !== 0) || (operator === '||' && status === 0)) continue;
      const isLast = index === statement.pipelines.length - 1;
      status = await this.#tested(!isLast || pipeline.negated, () => this.#pipeline(pipeline, descriptors));
      this.#shell.state.lastStatus = status;
      const isFatal = isLast && !pipeline.negated && status !== 0 && this.#testDepth === 0;
      if (isFatal && this.#shell.state.options.isErrexit) throw new ShellExit(status);
    }
    return status;
  }

  async #tested<T>(isTested: boolean, run: () => Promise<T>): Promise<T> {
    if (!isTested) return run();
    this.#testDepth += 1;
    try {
      return await run();
    } finally {
      this.#testDepth -= 1;
    }
  }

  async #pipeline(pipeline: PipelineNode, descriptors: Descriptors): Promise<number> {
    const [only] = pipeline.commands;
    const status =
      pipeline.commands.length === 1 && only !== undefined
        ? await this.command(only, descriptors)
        : await this.#piped(pipeline.commands, descriptors);
    if (!pipeline.negated) return status;
    return status === 0 ? 1 : 0;
  }

  async #piped(commands: readonly CommandNode[], descriptors: Descriptors): Promise<number> {
    let input = descriptors;
    const running: Promise<number>[] = [];
    for (const [index, command] of commands.entries()) {
      const pipe = index < commands.length - 1 ? new Pipe() : null;
      const own = pipe === null ? input : input.with(1, { sink: pipe });
      const reader = index === 0 ? null : own.stdin;
      const job = this.#shell.runForked((copy) => copy.command(command, own), own);
      running.push(endPipes(job, pipe, reader));
      if (pipe !== null) input = descriptors.with(0, { reader: pipe.reader });
    }
    const statuses = await Promise.all(running);
    return statuses[statuses.length - 1] ?? 0;
  }

  async command(command: CommandNode, descriptors: Descriptors): Promise<number> {
    switch (command.type) {
      case 'SimpleCommand':
        return this.#keeping(descriptors, () => runSimpleCommand(command, this.#shell, this, descriptors));
      case 'FunctionDef':
        this.#shell.state.functions.set(command.name, command.body);
        return 0;
      default:
        return this.#withRedirections(command.redirections, descriptors, (own) => this.#compound(command, own));
    }
  }

  /** Remembers whose descriptors a command substitution inherits while `run` expands words. */
  async #keeping<T>(descriptors: Descriptors, run: () => Promise<T>): Promise<T> {
    const before = this.#descriptors;
    this.#descriptors = descriptors;
    try {
      return await run();
    } finally {
      this.#descriptors = before;
    }
  }

  async #withRedirections(
    redirections: readonly Redirection[],
    descriptors: Descriptors,
    run: (own: Descriptors) => Promise<number>,
  ): Promise<number> {
    if (redirections.length === 0) return this.#keeping(descriptors, () => run(descriptors));
    const { state, expander, platform } = this.#shell;
    const scope = { expander, files: platform.files, directory: state.directory };
    try {
      const own = await this.#keeping(descriptors, () => redirect(redirections, descriptors, scope));
      return await this.#keeping(own, () => run(own));
    } catch (reason) {
      if (!(reason instanceof RedirectionFailure)) throw reason;
      await this.#shell.complain(reason.message, descriptors.stderr);
      return 1;
    }
  }

  async #compound(command: Compound, descriptors: Descriptors): Promise<number> {
    switch (command.type) {
      case 'Group':
        return this.run(command.body, descriptors);
      case 'Subshell':
        return this.#shell.runForked((copy) => copy.run(command.body, descriptors), descriptors);
      case 'If':
        return this.#if(command, descriptors);
      case 'For':
        return this.#for(command, descriptors);
      case 'While':
      case 'Until':
        return this.#while(command, descriptors);
      case 'Case':
        return this.#case(command, descriptors);
      case 'ArithmeticCommand':
        return (await this.#shell.expander.arithmetic(command.expression.expression)) === 0 ? 1 : 0;
      case 'ConditionalCommand':
        return this.#condition(command.expression, descriptors);
      case 'CStyleFor':
        throw new ScriptFailure("syntax error: unexpected '('");
    }
  }

  async #if(command: Extract<CommandNode, { type: 'If' }>, descriptors: Descriptors): Promise<number> {
    for (const clause of command.clauses) {
      const status = await this.#tested(true, () => this.run(clause.condition, descriptors));
      if (status === 0) return this.run(clause.body, descriptors);
    }
    return command.elseBody === null ? 0 : this.run(command.elseBody, descriptors);
  }

  async #for(command: Extract<CommandNode, { type: 'For' }>, descriptors: Descriptors): Promise<number> {
    const { state, expander } = this.#shell;
    const values = command.words === null ? state.positional : await expander.toArguments(command.words);
    let status = 0;
    for (const value of values) {
      state.set(command.variable, value);
      const round = await this.#loopRound(() => this.run(command.body, descriptors), status);
      status = round.status;
      if (round.isOver) break;
    }
    return status;
  }

  async #while(command: Loop, descriptors: Descriptors): Promise<number> {
    let status = 0;
    for (;;) {
      let isOver = false;
      const round = await this.#loopRound(async () => {
        const tested = await this.#tested(true, () => this.run(command.condition, descriptors));
        isOver = (tested === 0) === (command.type === 'Until');
        return isOver ? status : this.run(command.body, descriptors);
      }, status);
      status = round.status;
      if (isOver || round.isOver) return status;
    }
  }

  /** One turn of a loop: `continue` ends the turn, `break` the loop. */
  async #loopRound(run: () => Promise<number>, before: number): Promise<{ status: number; isOver: boolean }> {
    await this.#takeTurn();
    try {
      return { status: await run(), isOver: false };
    } catch (reason) {
      if (!(reason instanceof LoopJump)) throw reason;
      if (reason.levels > 1) throw new LoopJump(reason.kind, reason.levels - 1);
      return { status: reason.kind === 'break' ? 0 : before, isOver: reason.kind === 'break' };
    }
  }

  async #case(command: Extract<CommandNode, { type: 'Case' }>, descriptors: Descriptors): Promise<number> {
    const { expander } = this.#shell;
    const text = await expander.toText(command.word);
    let status = 0;
    let fallsThrough = false;
    for (const item of command.items) {
      if (!fallsThrough && !(await this.#matchesAny(text, item.patterns))) continue;
      status = await this.run(item.body, descriptors);
      if (item.terminator === ';;') break;
      fallsThrough = item.terminator === ';&';
    }
    return status;
  }

  async #matchesAny(
    text: string,
    patterns: Extract<CommandNode, { type: 'Case' }>['items'][number]['patterns'],
  ): Promise<boolean> {
    for (const pattern of patterns) {
      if (matchesPattern(text, await this.#shell.expander.toPattern(pattern))) return true;
    }
    return false;
  }

  async #condition(condition: Condition, descriptors: Descriptors): Promise<number> {
    const { state, platform, session } = this.#shell;
    const scope: ConditionScope = {
      files: platform.files,
      directory: state.directory,
      isSet: (name) => state.get(name) !== null,
      hasTerminal: session.hasTerminal,
    };
    try {
      return (await this.#evaluate(condition, scope)) ? 0 : 1;
    } catch (reason) {
      if (!(reason instanceof ConditionError)) throw reason;
      await this.#shell.complain(reason.message, descriptors.stderr);
      return 2;
    }
  }

  async #evaluate(condition: Condition, scope: ConditionScope): Promise<boolean> {
    const { expander } = this.#shell;
    switch (condition.type) {
      case 'CondNot':
        return !(await this.#evaluate(condition.operand, scope));
      case 'CondAnd':
        return (await this.#evaluate(condition.left, scope)) && this.#evaluate(condition.right, scope);
      case 'CondOr':
        return (await this.#evaluate(condition.left, scope)) || this.#evaluate(condition.right, scope);
      case 'CondGroup':
        return this.#evaluate(condition.expression, scope);
      case 'CondWord':
        return (await expander.toText(condition.word)) !== '';
      case 'CondUnary':
        return testUnary(condition.operator, await expander.toText(condition.operand), scope);
      case 'CondBinary': {
        const left = await expander.toText(condition.left);
        const right = await expander.toPattern(condition.right);
        return testBinary(condition.operator, { left, right, isPattern: true }, scope);
      }
    }
  }

  async #callFunction(body: CommandNode, args: readonly string[], descriptors: Descriptors): Promise<number> {
    const { state } = this.#shell;
    const positional = state.positional;
    if (this.#callDepth >= maxCallDepth) throw new ScriptFailure('stack overflow');
    this.#callDepth += 1;
    state.positional = args;
    state.enterFunction();
    try {
      return await this.command(body, descriptors);
    } catch (reason) {
      if (reason instanceof FunctionReturn) return reason.status;
      throw reason;
    } finally {
      state.leaveFunction();
      state.positional = positional;
      this.#callDepth -= 1;
    }
  }

  /** Stops a script whose host has hung up, and lets others run now and then. */
  async #takeTurn(): Promise<void> {
    if (this.#shell.session.signal.aborted) throw new Killed();
    this.#commandCount += 1;
    if (this.#commandCount % commandsPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** When a command of a pipeline ends, its neighbours learn it: no more input on the right, no reader on the left. */
async function endPipes(job: Promise<number>, output: Pipe | null, input: ByteReader | null): Promise<number> {
  try {
    return await job;
  } finally {
    output?.finish();
    await input?.close();
  }
}
