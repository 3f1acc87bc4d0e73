import type { Builtin, BuiltinCall } from '../builtin.ts';
import { decodeText } from '../byte-stream.ts';
import { FunctionReturn, LoopJump, ScriptFailure, ShellExit } from '../control-flow.ts';
import { describeErrno, isRefusal } from '../errno.ts';

/** A numeric argument, or `fallback` when it is left out. */
function numberArgument(call: BuiltinCall, fallback: number): number {
  const text = call.process.args[0];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value)) throw new ScriptFailure(`${call.process.name}: ${text}: bad number`);
  return value;
}

async function evaluate(call: BuiltinCall): Promise<number> {
  return call.process.args.length === 0 ? 0 : call.shell.runText(call.process.args.join(' '), call.descriptors);
}

async function source(call: BuiltinCall): Promise<number> {
  const { process, shell } = call;
  const [file = '', ...args] = process.args;
  const bytes = process.files.read(process.path(file));
  if (isRefusal(bytes)) {
    const text = `${process.name}: ${file}: ${describeErrno(bytes.errno)}`;
    if (process.name === '.') throw new ScriptFailure(text);
    return process.fail(`${file}: ${describeErrno(bytes.errno)}`);
  }
  const positional = shell.state.positional;
  if (args.length > 0) shell.state.positional = args;
  try {
    return await shell.runText(decodeText(bytes), call.descriptors);
  } catch (reason) {
    if (reason instanceof FunctionReturn) return reason.status;
    throw reason;
  } finally {
    shell.state.positional = positional;
  }
}

/** `exec COMMAND`: the command takes the shell's place. */
async function execute(call: BuiltinCall): Promise<number> {
  throw new ShellExit(await call.shell.runCommand(call.process.args, call.descriptors, true));
}

async function trap(call: BuiltinCall): Promise<number> {
  const [action, ...signals] = call.process.args;
  if (action === undefined) return 0;
  const kept = action === '-' || action === '' ? null : action;
  const { state } = call.shell;
  if (signals.some((name) => name === 'EXIT' || name === '0')) state.exitTrap = kept;
  if (signals.some((name) => name === 'HUP' || name === 'SIGHUP' || name === '1')) state.hangUpTrap = kept;
  return 0;
}

/** Commands that change where the script goes on. */
export const flowBuiltins: readonly (readonly [string, Builtin])[] = [
  [':', () => Promise.resolve(0)],
  ['true', () => Promise.resolve(0)],
  ['false', () => Promise.resolve(1)],
  ['exit', (call) => Promise.reject(new ShellExit(numberArgument(call, call.shell.state.lastStatus)))],
  ['return', (call) => Promise.reject(new FunctionReturn(numberArgument(call, call.shell.state.lastStatus)))],
  ['break', (call) => Promise.reject(new LoopJump('break', numberArgument(call, 1)))],
  ['continue', (call) => Promise.reject(new LoopJump('continue', numberArgument(call, 1)))],
  ['eval', evaluate],
  ['.', source],
  ['source', source],
  ['exec', execute],
  ['trap', trap],
  ['wait', (call) => call.shell.waitForJobs()],
  ['jobs', () => Promise.resolve(0)],
];
