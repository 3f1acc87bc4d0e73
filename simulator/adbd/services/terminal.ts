import type { ByteQueue } from '../byte-queue.ts';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const endOfText = 0x03;
const endOfTransmission = 0x04;
const backspaces: ReadonlySet<number> = new Set([0x08, 0x7f]);

export interface TerminalOptions {
  /** Where finished lines go. */
  readonly input: ByteQueue;
  /** Shows what was typed. */
  readonly echo: (bytes: Uint8Array) => Promise<void>;
  /** Ctrl-C. */
  readonly interrupt: () => void;
}

/**
 * The line discipline of a pseudo-terminal as `adb shell` meets it: echo, line editing by backspace, CR typed as
 * LF, LF printed as CR LF, Ctrl-C and Ctrl-D.
 */
export class Terminal {
  readonly #options: TerminalOptions;
  #line: number[] = [];

  constructor(options: TerminalOptions) {
    this.#options = options;
  }

  /** Output as a terminal prints it. */
  cook(bytes: Uint8Array): Uint8Array {
    let lineFeeds = 0;
    for (const byte of bytes) if (byte === lineFeed) lineFeeds++;
    if (lineFeeds === 0) return bytes;
    const cooked = Buffer.allocUnsafe(bytes.length + lineFeeds);
    let at = 0;
    for (const byte of bytes) {
      if (byte === lineFeed) cooked[at++] = carriageReturn;
      cooked[at++] = byte;
    }
    return cooked;
  }

  /** Takes what the operator typed. */
  type(bytes: Uint8Array): void {
    for (const byte of bytes) this.#key(byte === carriageReturn ? lineFeed : byte);
  }

  #key(byte: number): void {
    if (byte === endOfText) {
      this.#line = [];
      this.#show(Buffer.from('^C\r\n'));
      this.#options.interrupt();
    } else if (byte === endOfTransmission) {
      if (this.#line.length === 0) this.#options.input.end();
      else this.#commit();
    } else if (backspaces.has(byte)) {
      if (this.#line.length === 0) return;
      this.#erase();
    } else {
      this.#line.push(byte);
      this.#show(this.cook(Buffer.from([byte])));
      if (byte === lineFeed) this.#commit();
    }
  }

  /** Takes away one character, all bytes of it when it is not ASCII. */
  #erase(): void {
    while (((this.#line.pop() ?? 0) & 0xc0) === 0x80) continue;
    this.#show(Buffer.from('\b \b'));
  }

  #commit(): void {
    this.#options.input.push(Buffer.from(this.#line));
    this.#line = [];
  }

  #show(bytes: Uint8Array): void {
    void this.#options.echo(bytes);
  }
}
