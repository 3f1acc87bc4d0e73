import { BrokenPipe, ByteReader, type ByteSink } from './byte-stream.ts';

/** As on Linux: a writer waits once this much is unread. */
const capacityBytes = 65_536;

/** A pipe between two commands, with the kernel's back pressure and SIGPIPE. */
export class Pipe implements ByteSink {
  readonly reader: ByteReader;
  readonly #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #isWriterDone = false;
  #isReaderGone = false;
  #wakeReader: (() => void) | null = null;
  #wakeWriter: (() => void) | null = null;

  constructor() {
    this.reader = new ByteReader({ next: () => this.#take(), return: () => this.#abandon() });
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#isReaderGone) throw new BrokenPipe();
    this.#queue.push(bytes.slice());
    this.#queuedBytes += bytes.length;
    this.#wakeReader?.();
    while (this.#queuedBytes > capacityBytes && !this.#isReaderGone) {
      await new Promise<void>((resolve) => {
        this.#wakeWriter = resolve;
      });
    }
    if (this.#isReaderGone) throw new BrokenPipe();
  }

  /** The writing command has ended; the reader sees the end after what is queued. */
  finish(): void {
    this.#isWriterDone = true;
    this.#wakeReader?.();
  }

  async #take(): Promise<IteratorResult<Uint8Array>> {
    while (this.#queue.length === 0 && !this.#isWriterDone && !this.#isReaderGone) {
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
    const value = this.#queue.shift();
    if (value === undefined) return { done: true, value: undefined };
    this.#queuedBytes -= value.length;
    this.#wakeWriter?.();
    return { done: false, value };
  }

  #abandon(): Promise<IteratorResult<Uint8Array>> {
    this.#isReaderGone = true;
    this.#queue.length = 0;
    this.#queuedBytes = 0;
    this.#wakeWriter?.();
    this.#wakeReader?.();
    return Promise.resolve({ done: true, value: undefined });
  }
}
