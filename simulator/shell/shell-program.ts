import { decodeText, ByteReader } from './byte-stream.ts';
import { Descriptors } from './descriptors.ts';
import { isRefusal } from './errno.ts';
import type { ProgramProcess } from './program.ts';
import { Shell } from './shell.ts';
import type { ShellPlatform, ShellSession } from './shell-process.ts';
import { ShellState } from './shell-state.ts';
import { ShellExit, ScriptFailure } from './control-flow.ts';

/** `sh -c TEXT [NAME ARG…]`, `sh FILE [ARG…]`, or a script from stdin. */
export async function runShellProgram(process: ProgramProcess, platform: ShellPlatform): Promise<number> {
  const words = [...process.args];
  const flags: string[] = [];
  while (/^-\w/u.test(words[0] ?? '') && words[0] !== '--') flags.push(words.shift() ?? '');
  const isCommand = flags.some((flag) => flag.includes('c'));
  const state = new ShellState(process.surroundings.directory, process.surroundings.environment);
  state.options.isErrexit = flags.some((flag) => flag.includes('e'));
  state.options.isXtrace = flags.some((flag) => flag.includes('x'));
  const first = words.shift();
  const scriptName = isCommand ? (words.shift() ?? 'sh') : (first ?? 'sh');
  state.positional = words;
  const { stdin, stdout, stderr } = process.surroundings;
  const session: ShellSession = { signal: process.signal, hasTerminal: process.hasTerminal, isInteractive: false };
  const shell = new Shell({ ...platform, scriptName }, state, session);
  const descriptors = Descriptors.standard(stdin, stdout, stderr);
  if (isCommand) return shell.runToEnd(first ?? '', descriptors);
  const text = first === undefined ? decodeText(await stdin.readAll()) : readScript(process, first);
  if (text === null) return process.fail(`${first ?? ''}: No such file or directory`, 127);
  return shell.runToEnd(text, descriptors);
}

function readScript(process: ProgramProcess, name: string): string | null {
  const bytes = process.files.read(process.path(name));
  return isRefusal(bytes) ? null : decodeText(bytes);
}

/** What an interactive shell prints before each line: `onc:/ $ `. */
type Prompt = (directory: string) => string;

/** Reads commands from stdin line by line until `exit` or the end of input; unfinished constructs span lines. */
export async function runInteractiveShell(shell: Shell, descriptors: Descriptors, prompt: Prompt): Promise<number> {
  const input = descriptors.stdin;
  let pending = '';
  for (;;) {
    if (shell.session.hasTerminal) {
      await descriptors.stdout.write(Buffer.from(pending === '' ? prompt(shell.state.directory) : '> '));
    }
    const line = await input.readLine();
    if (line === null) return shell.state.lastStatus;
    pending += decodeText(line);
    const outcome = await runLine(shell, pending, descriptors);
    if (outcome === 'unfinished') continue;
    pending = '';
    if (outcome !== 'done') return outcome.exitStatus;
  }
}

type LineOutcome = 'done' | 'unfinished' | { readonly exitStatus: number };

async function runLine(shell: Shell, text: string, descriptors: Descriptors): Promise<LineOutcome> {
  try {
    await shell.runText(text, descriptors);
  } catch (reason) {
    if (reason instanceof ShellExit) return { exitStatus: reason.status };
    if (reason instanceof ScriptFailure && /unexpected EOF|unmatched/u.test(reason.message)) return 'unfinished';
    const status = await shell.guarded(() => Promise.reject(reason), descriptors);
    shell.state.lastStatus = status;
  }
  return 'done';
}

/** Standard input of a command whose host sends nothing. */
export const noInput = ByteReader.ofBytes(new Uint8Array());
