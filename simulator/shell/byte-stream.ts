/** Where a program writes. `write` resolves when more can be taken and rejects with {@link BrokenPipe} when nobody reads. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

/** The reader of a pipe is gone; ends the writing program silently, as SIGPIPE does. */
export class BrokenPipe extends Error {
  override readonly name = 'BrokenPipe';
}

/** The host closed the stream or the phone went down; ends the program at its next read, write or wait. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

const newline = 0x0a;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Decodes UTF-8; broken sequences become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Standard input: bytes that are read once, by whichever command of a script asks first. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array | null = null;
  #isEnded = false;

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  static ofBytes(bytes: Uint8Array): ByteReader {
    return new ByteReader(
      (async function* once() {
        if (bytes.length > 0) yield bytes;
      })(),
    );
  }

  /** The next bytes as they come, or null at the end. */
  async read(): Promise<Uint8Array | null> {
    const held = this.#held;
    if (held !== null) {
      this.#held = null;
      return held;
    }
    if (this.#isEnded) return null;
    const step = await this.#source.next();
    if (step.done === true) {
      this.#isEnded = true;
      return null;
    }
    return step.value;
  }

  /** Gives back what was read too much; the next read starts with it. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#held = this.#held === null ? bytes : concatBytes([bytes, this.#held]);
  }

  /** The next line with its newline, if it has one; null at the end. */
  async readLine(): Promise<Uint8Array | null> {
    const parts: Uint8Array[] = [];
    for (let chunk = await this.read(); chunk !== null; chunk = await this.read()) {
      const end = chunk.indexOf(newline);
      if (end >= 0) {
        parts.push(chunk.subarray(0, end + 1));
        this.unread(chunk.subarray(end + 1));
        break;
      }
      parts.push(chunk);
    }
    return parts.length === 0 ? null : concatBytes(parts);
  }

  /** Exactly `count` bytes, or fewer when the input ends before. */
  async readExactly(count: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = count;
    while (missing > 0) {
      const chunk = await this.read();
      if (chunk === null) break;
      parts.push(chunk.subarray(0, missing));
      this.unread(chunk.subarray(missing));
      missing -= Math.min(missing, chunk.length);
    }
    return concatBytes(parts);
  }

  async readAll(): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (let chunk = await this.read(); chunk !== null; chunk = await this.read()) parts.push(chunk);
    return concatBytes(parts);
  }

  /** Tells the writing side that nobody reads any more. */
  async close(): Promise<void> {
    this.#isEnded = true;
    this.#held = null;
    await this.#source.return?.();
  }
}

/** Keeps everything that is written, for command substitution and for tests. */
export class CollectingSink implements ByteSink {
  readonly #parts: Uint8Array[] = [];

  write(bytes: Uint8Array): Promise<void> {
    this.#parts.push(bytes.slice());
    return Promise.resolve();
  }

  bytes(): Uint8Array {
    return concatBytes(this.#parts);
  }

  text(): string {
    return decodeText(this.bytes());
  }
}

/** `/dev/null` for output. */
export const discardingSink: ByteSink = { write: () => Promise.resolve() };
