import type { CommandStreams } from '../device-port.ts';
import { shellBuiltins } from '../shell/builtins/builtin-table.ts';
import { ByteReader, Killed } from '../shell/byte-stream.ts';
import { Descriptors } from '../shell/descriptors.ts';
import type { Program, ProgramProcess } from '../shell/program.ts';
import { runInteractiveShell, runShellProgram } from '../shell/shell-program.ts';
import { ShellState } from '../shell/shell-state.ts';
import { Shell } from '../shell/shell.ts';
import type { ShellPlatform, ShellSession } from '../shell/shell-process.ts';
import { toyboxTools } from '../shell/tools/tool-table.ts';
import type { Phone } from './phone.ts';
import { onPhone } from './phone-program.ts';
import { phonePrograms } from './programs/program-table.ts';
import { systemTools } from './programs/system-table.ts';

/** The status of a command that was killed by a signal it did not catch (SIGHUP). */
const hangUpStatus = 129;
const androidQ = 29;

const oldPath = '/sbin:/vendor/bin:/system/sbin:/system/bin:/system/xbin';
const newPath = '/product/bin:/apex/com.android.runtime/bin:/system/bin:/system/xbin:/odm/bin:/vendor/bin:/vendor/xbin';

/** Tools of toybox that the shell also runs by itself. */
const twinNames = ['echo', 'false', 'pwd', 'test', 'true', '['];
/** The last level that still had `netcfg`. */
const androidN = 25;

/** What lies in `/system/bin` of an Android level: programs of its own, and links to toybox. */
export function executables(sdk: number): {
  readonly binaries: readonly string[];
  readonly toyboxTools: readonly string[];
} {
  const tools = [...toyboxTools.keys(), ...systemTools.keys(), ...twinNames];
  return {
    binaries: ['sh', ...phonePrograms.keys()],
    toyboxTools: tools.filter((name) => name !== 'netcfg' || sdk <= androidN),
  };
}

/** `/system/bin/sh` of one phone, as adbd starts it. */
export class AndroidShell {
  readonly #phone: Phone;
  readonly #platform: ShellPlatform;
  readonly #programs = new Map<string, Program>();
  #lastProcessId: number;

  constructor(phone: Phone, poweredSignal: () => AbortSignal) {
    this.#phone = phone;
    this.#lastProcessId = phone.random.fork('pid').between(3000, 9000);
    this.#platform = {
      files: phone.files,
      clock: phone.clock,
      get timeZone() {
        return phone.timeZone;
      },
      scriptName: '/system/bin/sh',
      notFoundText: phone.sdk >= androidQ ? 'inaccessible or not found' : 'not found',
      builtins: shellBuiltins,
      program: (name) => this.#program(name),
      nextProcessId: () => this.#nextProcessId(),
      poweredSignal,
    };
  }

  /** Runs one command line, or an interactive shell for an empty one. */
  async run(command: string, streams: CommandStreams): Promise<number> {
    const state = new ShellState('/', this.#environment(streams.hasTerminal));
    const isInteractive = command === '';
    const session: ShellSession = { signal: streams.signal, hasTerminal: streams.hasTerminal, isInteractive };
    const shell = new Shell(this.#platform, state, session);
    const descriptors = Descriptors.standard(
      new ByteReader(untilAborted(streams.stdin, streams.signal)),
      { write: (bytes) => streams.writeOut(bytes) },
      { write: (bytes) => streams.writeErr(bytes) },
    );
    try {
      if (!isInteractive) return await shell.runToEnd(command, descriptors);
      return await runInteractiveShell(
        shell,
        descriptors,
        (directory) => `${this.#phone.model.device}:${directory} $ `,
      );
    } catch (reason) {
      if (!(reason instanceof Killed)) throw reason;
      await this.#runHangUpTrap(state);
      return hangUpStatus;
    }
  }

  /** A shell whose host has hung up still runs its trap, with nobody to hear it. */
  async #runHangUpTrap(state: ShellState): Promise<void> {
    const trap = state.hangUpTrap;
    if (trap === null) return;
    const session: ShellSession = { signal: new AbortController().signal, hasTerminal: false, isInteractive: false };
    const nowhere = { write: () => Promise.resolve() };
    const descriptors = Descriptors.standard(new ByteReader(nothing()), nowhere, nowhere);
    await new Shell(this.#platform, state, session).runToEnd(trap, descriptors);
  }

  #program(name: string): Program | null {
    const known = this.#programs.get(name);
    if (known !== undefined) return known;
    const program = this.#find(name);
    if (program !== null) this.#programs.set(name, program);
    return program;
  }

  #find(name: string): Program | null {
    if (name === 'sh') return (process) => runShellProgram(process, this.#platform);
    if (name === 'toybox') return (process) => this.#runToybox(process);
    const ofPhone = phonePrograms.get(name) ?? systemTools.get(name);
    return ofPhone === undefined ? (toyboxTools.get(name) ?? null) : onPhone(name, ofPhone, this.#phone);
  }

  /** `toybox` lists its tools, `toybox TOOL …` runs one. */
  async #runToybox(process: ProgramProcess): Promise<number> {
    const [name, ...args] = process.args;
    const names = executables(this.#phone.sdk).toyboxTools.toSorted();
    if (name === undefined) {
      await process.print(`${names.join(' ')}\n`);
      return 0;
    }
    if (!names.includes(name)) return process.fail(`Unknown command ${name}`, 127);
    return process.surroundings.run([name, ...args]);
  }

  #nextProcessId(): number {
    this.#lastProcessId = this.#lastProcessId >= 32_000 ? 2000 : this.#lastProcessId + 1;
    return this.#lastProcessId;
  }

  #environment(hasTerminal: boolean): Map<string, string> {
    return new Map([
      ['ANDROID_ASSETS', '/system/app'],
      ['ANDROID_BOOTLOGO', '1'],
      ['ANDROID_DATA', '/data'],
      ['ANDROID_ROOT', '/system'],
      ['ANDROID_STORAGE', '/storage'],
      ['EXTERNAL_STORAGE', '/sdcard'],
      ['HOME', '/'],
      ['HOSTNAME', this.#phone.model.device],
      ['LOGNAME', 'shell'],
      ['PATH', this.#phone.sdk >= androidQ ? newPath : oldPath],
      ['SHELL', '/system/bin/sh'],
      ['TMPDIR', '/data/local/tmp'],
      ['USER', 'shell'],
      ...(hasTerminal ? ([['TERM', 'xterm-256color']] as const) : []),
    ]);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // No input.
}

/** Standard input that fails with {@link Killed} instead of waiting for a host that has hung up. */
async function* untilAborted(stdin: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const iterator = stdin[Symbol.asyncIterator]();
  for (;;) {
    const step = await raceAbort(iterator.next(), signal);
    if (step.done === true) return;
    yield step.value;
  }
}

function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Killed());
      return;
    }
    const onAbort = (): void => reject(new Killed());
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
