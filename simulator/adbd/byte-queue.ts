/**
 * Bytes on their way from the host to a service. The producer learns through `onTaken` when the consumer has
 * caught up; the consumer reads chunks as they came (`for await`) or exact lengths.
 */
export class ByteQueue implements AsyncIterable<Uint8Array> {
  readonly #onTaken: () => void;
  #chunks: Buffer[] = [];
  #size = 0;
  #hasEnded = false;
  #wake: (() => void) | null = null;

  /** @param onTaken called after bytes were taken out */
  constructor(onTaken: () => void = () => undefined) {
    this.#onTaken = onTaken;
  }

  /** Bytes waiting to be taken. */
  get size(): number {
    return this.#size;
  }

  push(chunk: Buffer): void {
    if (this.#hasEnded || chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    this.#notify();
  }

  /** No more bytes will come; what waits can still be read. */
  end(): void {
    this.#hasEnded = true;
    this.#notify();
  }

  /** The next bytes, or null at the end. One reader at a time. */
  async read(): Promise<Buffer | null> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        this.#size -= chunk.length;
        this.#onTaken();
        return chunk;
      }
      if (this.#hasEnded) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Exactly `length` bytes, or null when the end comes first. */
  async readExactly(length: number): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    let missing = length;
    while (missing > 0) {
      const chunk = await this.read();
      if (chunk === null) return null;
      if (chunk.length > missing) this.#putBack(chunk.subarray(missing));
      const part = chunk.length > missing ? chunk.subarray(0, missing) : chunk;
      parts.push(part);
      missing -= part.length;
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for (let chunk = await this.read(); chunk !== null; chunk = await this.read()) yield chunk;
  }

  #putBack(rest: Buffer): void {
    this.#chunks.unshift(rest);
    this.#size += rest.length;
  }

  #notify(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
