/** Collects counted strings (`000chost:version`): four hex digits of length, then the text. */
export class CountedReader {
  #bytes: Buffer = Buffer.alloc(0);
  readonly #headSize: number;
  #isHeadTaken: boolean;

  /** @param headSize bytes before the first counted string that are handed out as they are, e.g. 4 for `OKAY` */
  constructor(headSize = 0) {
    this.#headSize = headSize;
    this.#isHeadTaken = headSize === 0;
  }

  push(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
  }

  /** The head once it is complete; null before, and after it was taken. */
  takeHead(): string | null {
    if (this.#isHeadTaken || this.#bytes.length < this.#headSize) return null;
    this.#isHeadTaken = true;
    return this.#take(this.#headSize).toString('latin1');
  }

  /** The next complete string; null when more bytes are needed; `malformed` when the length is none. */
  takeString(): string | null | { readonly malformed: true } {
    if (!this.#isHeadTaken || this.#bytes.length < 4) return null;
    const digits = this.#bytes.toString('latin1', 0, 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) return { malformed: true };
    const length = Number.parseInt(digits, 16);
    if (this.#bytes.length < 4 + length) return null;
    this.#take(4);
    return this.#take(length).toString('utf8');
  }

  /** Everything that was not taken. */
  takeRest(): Buffer {
    return this.#take(this.#bytes.length);
  }

  #take(length: number): Buffer {
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }
}

export function encodeCounted(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(bytes.length.toString(16).padStart(4, '0')), bytes]);
}
