import { ByteReader, type ByteSink, discardingSink } from './byte-stream.ts';

/** What stands behind a file descriptor: something to read, something to write, or both. */
export interface Descriptor {
  readonly reader?: ByteReader;
  readonly sink?: ByteSink;
}

const closedReader = ByteReader.ofBytes(new Uint8Array());

/** The open descriptors of a command. `exec` changes them in place, every other command works on a copy. */
export class Descriptors {
  readonly #open: Map<number, Descriptor>;

  constructor(open: Iterable<readonly [number, Descriptor]>) {
    this.#open = new Map(open);
  }

  static standard(stdin: ByteReader, stdout: ByteSink, stderr: ByteSink): Descriptors {
    return new Descriptors([
      [0, { reader: stdin }],
      [1, { sink: stdout }],
      [2, { sink: stderr }],
    ]);
  }

  copy(): Descriptors {
    return new Descriptors(this.#open);
  }

  with(number: number, descriptor: Descriptor): Descriptors {
    const copy = this.copy();
    copy.set(number, descriptor);
    return copy;
  }

  get(number: number): Descriptor | null {
    return this.#open.get(number) ?? null;
  }

  set(number: number, descriptor: Descriptor): void {
    this.#open.set(number, descriptor);
  }

  close(number: number): void {
    this.#open.delete(number);
  }

  /** Takes over what `other` has open; for `exec` without a command. */
  adopt(other: Descriptors): void {
    this.#open.clear();
    for (const [number, descriptor] of other.#open) this.#open.set(number, descriptor);
  }

  get stdin(): ByteReader {
    return this.#open.get(0)?.reader ?? closedReader;
  }

  get stdout(): ByteSink {
    return this.#open.get(1)?.sink ?? discardingSink;
  }

  get stderr(): ByteSink {
    return this.#open.get(2)?.sink ?? discardingSink;
  }
}
