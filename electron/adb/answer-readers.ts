import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';

/** Turns the bytes that follow the last `OKAY` into a result. One reader serves one call. */
export interface AnswerReader<T> {
  /** The result does not wait for bytes: `take` is called with none. */
  readonly wantsNothing?: boolean;
  /** Takes bytes as they arrive; answers once the result is complete, null while more is wanted. */
  take(chunk: Buffer): Outcome<T> | null;
  /** The other side closed: the result, or why there is none. */
  finish(): Outcome<T>;
}

const defaultMaxBytes = 16 * 1024 * 1024;

export function tooLarge(maxBytes: number): Outcome<never> {
  return fail('output-too-large', `more than ${maxBytes} bytes`, { maxBytes });
}

/** Gathers chunks without copying until the end is known. */
export class ByteCollector {
  readonly #chunks: Buffer[] = [];
  readonly #maxBytes: number;
  #length = 0;

  constructor(maxBytes: number = defaultMaxBytes) {
    this.#maxBytes = maxBytes;
  }

  get maxBytes(): number {
    return this.#maxBytes;
  }

  get length(): number {
    return this.#length;
  }

  /** False once the cap is passed. */
  add(chunk: Buffer): boolean {
    this.#length += chunk.length;
    if (this.#length > this.#maxBytes) return false;
    this.#chunks.push(chunk);
    return true;
  }

  bytes(): Buffer {
    const [first] = this.#chunks;
    return this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
  }

  text(): string {
    return this.bytes().toString('utf8');
  }
}

/** Nothing follows the `OKAY`. */
export class NothingReader implements AnswerReader<null> {
  readonly wantsNothing = true;

  take(): Outcome<null> {
    return succeed(null);
  }

  finish(): Outcome<null> {
    return succeed(null);
  }
}

/** Everything until the other side closes. */
export class RestReader implements AnswerReader<Buffer> {
  readonly #bytes: ByteCollector;

  constructor(maxBytes?: number) {
    this.#bytes = new ByteCollector(maxBytes);
  }

  take(chunk: Buffer): Outcome<Buffer> | null {
    return this.#bytes.add(chunk) ? null : tooLarge(this.#bytes.maxBytes);
  }

  finish(): Outcome<Buffer> {
    return succeed(this.#bytes.bytes());
  }
}

/** One text behind four hexadecimal digits that give its length in bytes. */
export class FramedTextReader implements AnswerReader<string> {
  #pending: Buffer = Buffer.alloc(0);
  readonly #isOptional: boolean;

  /** `isOptional`: some answers are an `OKAY` alone; closing without a text is then an empty text. */
  constructor(isOptional = false) {
    this.#isOptional = isOptional;
  }

  take(chunk: Buffer): Outcome<string> | null {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    if (this.#pending.length < 4) return null;
    const length = readHexLength(this.#pending);
    if (length === null) return fail('adb-protocol', 'a length was expected');
    if (this.#pending.length < 4 + length) return null;
    return succeed(this.#pending.toString('utf8', 4, 4 + length));
  }

  finish(): Outcome<string> {
    if (this.#isOptional && this.#pending.length === 0) return succeed('');
    return fail('adb-protocol', 'the answer ended early');
  }
}

/** The four hexadecimal digits at `offset`, or null when there are other characters. */
export function readHexLength(bytes: Buffer, offset = 0): number | null {
  const digits = bytes.toString('latin1', offset, offset + 4);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : null;
}
