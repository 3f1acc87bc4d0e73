import { encodeText } from './byte-stream.ts';
import { ScriptFailure } from './control-flow.ts';
import type { Descriptors } from './descriptors.ts';
import { redirect, RedirectionFailure } from './redirection.ts';
import type { ShellProcess, StatementRunner } from './shell-process.ts';
import { type Assignment, parseArithmetic, type SimpleCommandNode } from './shell-grammar.ts';

/** Assignments before these stay, and their errors end the shell (POSIX special builtins). */
const specialBuiltins = new Set([
  ':',
  'break',
  'continue',
  'eval',
  'exec',
  'exit',
  'export',
  'readonly',
  'return',
  'set',
  'shift',
  'unset',
]);

/** Expands a simple command, makes its redirections and assignments, and starts it. */
export async function runSimpleCommand(
  command: SimpleCommandNode,
  shell: ShellProcess,
  interpreter: StatementRunner,
  descriptors: Descriptors,
): Promise<number> {
  shell.state.substitutionStatus = null;
  const argv = await shell.expander.toArguments(command.name === null ? [] : [command.name, ...command.args]);
  const scope = { expander: shell.expander, files: shell.platform.files, directory: shell.state.directory };
  try {
    const own =
      command.redirections.length === 0 ? descriptors : await redirect(command.redirections, descriptors, scope);
    if (argv.length === 0) {
      for (const assignment of command.assignments) await assign(assignment, shell);
      return shell.state.substitutionStatus ?? 0;
    }
    if (shell.state.options.isXtrace) await own.stderr.write(encodeText(`+ ${argv.join(' ')}\n`));
    if (argv[0] === 'exec' && argv.length === 1) {
      descriptors.adopt(own);
      return 0;
    }
    return await start(command, argv, own, { shell, interpreter });
  } catch (reason) {
    if (!(reason instanceof RedirectionFailure)) throw reason;
    if (specialBuiltins.has(argv[0] ?? '') && !shell.isInteractive()) throw new ScriptFailure(reason.message);
    await shell.complain(reason.message, descriptors.stderr);
    return 1;
  }
}

async function start(
  command: SimpleCommandNode,
  argv: readonly string[],
  descriptors: Descriptors,
  runner: { readonly shell: ShellProcess; readonly interpreter: StatementRunner },
): Promise<number> {
  const { shell, interpreter } = runner;
  const environment = shell.state.exported();
  const name = argv[0] ?? '';
  const staysSet = specialBuiltins.has(name) || shell.state.functions.has(name);
  for (const assignment of command.assignments) {
    if (staysSet) await assign(assignment, shell);
    else environment.set(assignment.name, await valueOf(assignment, shell));
  }
  const overrides = staysSet ? new Map<string, string>() : environmentOverrides(command.assignments, environment);
  if (!shell.isBuiltin(name) || overrides.size === 0) {
    return interpreter.invoke({ argv, descriptors, environment, skipsFunctions: false });
  }
  return withTemporaryVariables(shell, overrides, () =>
    interpreter.invoke({ argv, descriptors, environment, skipsFunctions: false }),
  );
}

function environmentOverrides(
  assignments: readonly Assignment[],
  environment: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(assignments.map((assignment) => [assignment.name, environment.get(assignment.name) ?? '']));
}

/** `IFS=: read a b`: the builtin sees the value, the shell afterwards does not. */
async function withTemporaryVariables(
  shell: ShellProcess,
  overrides: ReadonlyMap<string, string>,
  run: () => Promise<number>,
): Promise<number> {
  const before = [...overrides.keys()].map((name) => [name, shell.state.get(name)] as const);
  for (const [name, value] of overrides) shell.state.set(name, value);
  try {
    return await run();
  } finally {
    for (const [name, value] of before) {
      if (value === null) shell.state.unset(name);
      else shell.state.set(name, value);
    }
  }
}

async function valueOf(assignment: Assignment, shell: ShellProcess): Promise<string> {
  return assignment.value === null ? '' : shell.expander.toText(assignment.value);
}

async function assign(assignment: Assignment, shell: ShellProcess): Promise<void> {
  const { state, expander } = shell;
  const element = /^(\w+)\[(.+)\]$/u.exec(assignment.name);
  if (assignment.array !== null) {
    const added = await expander.toArguments(assignment.array);
    const existing = assignment.append ? (state.variable(assignment.name)?.value ?? []) : [];
    state.set(assignment.name, [...(typeof existing === 'string' ? [existing] : existing), ...added]);
    return;
  }
  const text = await valueOf(assignment, shell);
  if (element !== null) {
    const index = await expander.arithmetic(parseArithmetic(element[2] ?? '0'));
    state.setElement(element[1] ?? '', index, text);
    return;
  }
  const isInteger = state.variable(assignment.name)?.isInteger === true;
  if (isInteger) {
    const base = assignment.append ? `${state.get(assignment.name) ?? '0'}+` : '';
    state.set(assignment.name, String(await expander.arithmetic(parseArithmetic(`${base}(${text})`))));
    return;
  }
  state.set(assignment.name, assignment.append ? (state.get(assignment.name) ?? '') + text : text);
}
