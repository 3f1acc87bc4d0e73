import type { VirtualDevice } from '../../device-port.ts';
import type { ServiceStream } from '../adbd-stream.ts';
import { ByteQueue } from '../byte-queue.ts';
import type { CommandPlan } from './command-plan.ts';
import { encodeExit, encodeShellHeader, readShellInput, ShellPacket } from './shell-protocol.ts';
import { Terminal } from './terminal.ts';

/** What a command may leave unread before the host has to wait. */
const stdinHighWater = 64 * 1024;

const hangUpStatus = 129;

type WriteBytes = (bytes: Uint8Array) => Promise<void>;

/** Runs `plan` on the phone with its streams tied to `stream`; resolves when the command has ended. */
export async function runCommand(device: VirtualDevice, plan: CommandPlan, stream: ServiceStream): Promise<void> {
  const session = new CommandSession(plan, stream);
  const status = await session.run(device);
  if (plan.usesProtocol) await stream.write(encodeExit(status));
}

/** One command between its stream and the phone's shell. */
class CommandSession {
  readonly #plan: CommandPlan;
  readonly #stream: ServiceStream;
  readonly #stdin: ByteQueue;
  readonly #interrupt = new AbortController();
  readonly #terminal: Terminal | null;
  #wakePump: () => void = () => undefined;

  constructor(plan: CommandPlan, stream: ServiceStream) {
    this.#plan = plan;
    this.#stream = stream;
    this.#stdin = new ByteQueue(() => this.#wakePump());
    this.#terminal = plan.hasTerminal
      ? new Terminal({
          input: this.#stdin,
          echo: (bytes) => this.#writer(ShellPacket.stdout)(bytes),
          // At the prompt of an interactive shell Ctrl-C only drops the line.
          interrupt: () => void (plan.command !== '' && this.#interrupt.abort()),
        })
      : null;
  }

  async run(device: VirtualDevice): Promise<number> {
    const signal = AbortSignal.any([this.#stream.signal, this.#interrupt.signal]);
    void this.#pumpInput();
    const status = await device.run(this.#plan.command, {
      stdin: this.#stdin,
      writeOut: this.#cooked(this.#writer(ShellPacket.stdout)),
      writeErr: this.#cooked(this.#writer(this.#hasOneOutput ? ShellPacket.stdout : ShellPacket.stderr)),
      signal,
      hasTerminal: this.#plan.hasTerminal,
    });
    this.#stdin.end();
    return this.#stream.signal.aborted ? hangUpStatus : status;
  }

  /** A terminal has one screen, so stderr cannot be told apart there. */
  get #hasOneOutput(): boolean {
    return this.#plan.hasTerminal;
  }

  #cooked(write: WriteBytes): WriteBytes {
    const terminal = this.#terminal;
    return terminal === null ? write : (bytes) => write(terminal.cook(bytes));
  }

  #writer(kind: number): WriteBytes {
    if (!this.#plan.usesProtocol) return (bytes) => this.#stream.write(bytes);
    return (bytes) => {
      if (bytes.byteLength === 0) return Promise.resolve();
      void this.#stream.write(encodeShellHeader(kind, bytes.byteLength));
      return this.#stream.write(bytes);
    };
  }

  async #pumpInput(): Promise<void> {
    for (;;) {
      const data = this.#plan.usesProtocol ? await this.#readProtocol() : await this.#stream.input.read();
      if (data === null) break;
      if (this.#terminal === null) this.#stdin.push(data);
      else this.#terminal.type(data);
      while (this.#stdin.size > stdinHighWater && !this.#stream.signal.aborted) await this.#untilTaken();
    }
    this.#stdin.end();
  }

  /** The next bytes for stdin, or null when the host closed it. */
  async #readProtocol(): Promise<Buffer | null> {
    for (;;) {
      const packet = await readShellInput(this.#stream.input);
      if (packet === null || packet.kind === ShellPacket.closeStdin) return null;
      if (packet.kind === ShellPacket.stdin) return packet.data;
      // Window sizes have no effect on commands that draw no full-screen pages; unknown kinds are skipped as adbd does.
    }
  }

  #untilTaken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakePump = resolve;
      this.#stream.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
