import { StringDecoder } from 'node:string_decoder';

export type ReadLine = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too-long' };

/**
 * Cuts a byte stream into lines of at most `limit` characters. A longer line is reported once, when its limit is
 * passed, and skipped to its end: it never piles up in memory. Blank lines are passed over; `\r\n` is a line end too.
 */
export class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  readonly #limit: number;
  #rest = '';
  #isSkipping = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(bytes: Buffer): readonly ReadLine[] {
    return this.#cut(this.#decoder.write(bytes));
  }

  /** What stood after the last line end, once the stream has ended. */
  end(): readonly ReadLine[] {
    return this.#cut(`${this.#decoder.end()}\n`);
  }

  #cut(text: string): readonly ReadLine[] {
    const found: ReadLine[] = [];
    const pieces = text.split('\n');
    for (const [index, piece] of pieces.entries()) {
      this.#take(piece, found);
      if (index < pieces.length - 1) this.#close(found);
    }
    return found;
  }

  #take(piece: string, found: ReadLine[]): void {
    if (this.#isSkipping) return;
    this.#rest += piece;
    if (this.#rest.length <= this.#limit) return;
    found.push({ kind: 'too-long' });
    this.#rest = '';
    this.#isSkipping = true;
  }

  #close(found: ReadLine[]): void {
    const text = this.#rest.trim();
    if (!this.#isSkipping && text !== '') found.push({ kind: 'line', text });
    this.#rest = '';
    this.#isSkipping = false;
  }
}
