const more = 0x80;
const payload = 0x7f;
const longest = 1_024;

/** Writes integers in as few bytes as they need, seven bits to a byte, lowest first. */
export class ByteWriter {
  readonly #bytes = Buffer.allocUnsafe(longest);
  #length = 0;

  byte(value: number): void {
    this.#bytes[this.#length++] = value;
  }

  /** A safe integer that is not negative. */
  count(value: number): void {
    let rest = value;
    while (rest > payload) {
      this.byte((rest % more) | more);
      rest = Math.floor(rest / more);
    }
    this.byte(rest);
  }

  /** A safe integer of either sign, small ones in one byte. */
  signed(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A copy of what was written. */
  finish(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }
}

/** Reads what a `ByteWriter` wrote. Throws a RangeError at the end of the bytes. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #next = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#next++];
    if (value === undefined) throw new RangeError('a history bucket ends too early');
    return value;
  }

  count(): number {
    let value = 0;
    let weight = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & payload) * weight;
      if ((byte & more) === 0) return value;
      weight *= more;
    }
  }

  signed(): number {
    const value = this.count();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** Passes over one number. */
  skip(): void {
    while ((this.byte() & more) !== 0);
  }
}
