import type { Builtin, BuiltinCall } from '../builtin.ts';
import { ConditionError, evaluateTest } from '../conditions.ts';
import { describeErrno, isRefusal } from '../errno.ts';
import { joinPath } from '../file-tree.ts';
import { interpretEscapes } from '../text-escapes.ts';

/** mksh's `echo`: backslash escapes are interpreted unless `-E` is given. */
async function echo(call: BuiltinCall): Promise<number> {
  const words = [...call.process.args];
  let endsLine = true;
  let isRaw = false;
  while (/^-[neE]+$/u.test(words[0] ?? '')) {
    const flags = words.shift() ?? '';
    if (flags.includes('n')) endsLine = false;
    if (flags.includes('E')) isRaw = true;
    if (flags.includes('e')) isRaw = false;
  }
  const text = words.join(' ');
  if (isRaw) {
    await call.process.print(text + (endsLine ? '\n' : ''));
    return 0;
  }
  const { bytes, isCut } = interpretEscapes(text, { octalNeedsZero: true });
  await call.process.write(bytes);
  if (endsLine && !isCut) await call.process.print('\n');
  return 0;
}

async function changeDirectory(call: BuiltinCall): Promise<number> {
  const { process, shell } = call;
  const wanted = process.args.find((word) => word !== '-P' && word !== '-L' && word !== '--');
  const target = wanted === '-' ? (shell.state.get('OLDPWD') ?? '') : (wanted ?? shell.state.get('HOME') ?? '/');
  const path = joinPath(shell.state.directory, target);
  const node = process.files.stat(path);
  const errno = isRefusal(node) ? node.errno : node.kind === 'directory' ? null : 'ENOTDIR';
  if (errno !== null) return complainAsShell(call, `cd: ${path}: ${describeErrno(errno)}`, 2);
  if (!isRefusal(node) && !process.files.may(node, 'execute')) {
    return complainAsShell(call, `cd: ${path}: ${describeErrno('EACCES')}`, 2);
  }
  shell.state.set('OLDPWD', shell.state.directory);
  shell.state.directory = path;
  shell.state.set('PWD', path);
  if (wanted === '-') await process.print(`${path}\n`);
  return 0;
}

async function complainAsShell(call: BuiltinCall, text: string, status: number): Promise<number> {
  await call.process.printError(`${call.shell.scriptName}: ${text}\n`);
  return status;
}

async function printDirectory(call: BuiltinCall): Promise<number> {
  const { process, shell } = call;
  const real = process.args.includes('-P') ? process.files.realPath(shell.state.directory) : shell.state.directory;
  await process.print(`${isRefusal(real) ? shell.state.directory : real}\n`);
  return 0;
}

async function test(call: BuiltinCall): Promise<number> {
  const { process, shell } = call;
  const words = [...process.args];
  if (process.name === '[' && words.pop() !== ']') return complainAsShell(call, '[: missing ]', 2);
  try {
    const scope = {
      files: process.files,
      directory: shell.state.directory,
      isSet: (name: string) => shell.state.get(name) !== null,
      hasTerminal: process.hasTerminal,
    };
    return evaluateTest(words, scope) ? 0 : 1;
  } catch (reason) {
    if (!(reason instanceof ConditionError)) throw reason;
    return complainAsShell(call, `${process.name}: ${reason.message}`, 2);
  }
}

/** `type`, `whence`, `command -v` and `which`-like answers. */
async function describeCommand(call: BuiltinCall, isVerbose: boolean): Promise<number> {
  const { process, shell } = call;
  let status = 0;
  for (const name of process.args.filter((word) => !word.startsWith('-'))) {
    const path = shell.findProgramPath(name);
    if (shell.state.functions.has(name)) await process.print(isVerbose ? `${name} is a function\n` : `${name}\n`);
    else if (shell.isBuiltin(name)) await process.print(isVerbose ? `${name} is a shell builtin\n` : `${name}\n`);
    else if (path !== null) await process.print(isVerbose ? `${name} is ${path}\n` : `${path}\n`);
    else {
      if (isVerbose) await process.print(`${name} not found\n`);
      status = isVerbose ? 127 : 1;
    }
  }
  return status;
}

async function command(call: BuiltinCall): Promise<number> {
  const [first, ...rest] = call.process.args;
  if (first === '-v' || first === '-V') {
    return describeCommand({ ...call, process: call.process.withArgs(rest) }, first === '-V');
  }
  return first === undefined ? 0 : call.shell.runCommand(call.process.args, call.descriptors, true);
}

async function umask(call: BuiltinCall): Promise<number> {
  if (call.process.args.length === 0) await call.process.print('000\n');
  return 0;
}

async function ulimit(call: BuiltinCall): Promise<number> {
  await call.process.print(call.process.args.includes('-n') ? '32768\n' : 'unlimited\n');
  return 0;
}

/** Commands that look at the shell's surroundings or say something. */
export const surroundingBuiltins: readonly (readonly [string, Builtin])[] = [
  ['echo', echo],
  ['print', echo],
  ['cd', changeDirectory],
  ['pwd', printDirectory],
  ['test', test],
  ['[', test],
  ['type', (call) => describeCommand(call, true)],
  ['whence', (call) => describeCommand(call, false)],
  ['command', command],
  ['builtin', command],
  ['umask', umask],
  ['ulimit', ulimit],
];
