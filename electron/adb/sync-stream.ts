import type { Socket } from 'node:net';
import { fail } from '../contract/outcome.ts';
import type { Fault } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';

export interface SyncOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly maxBytes?: number | undefined;
  readonly clock: Clock;
}

export interface SyncHeader {
  /** `DATA`, `DONE`, `OKAY`, `FAIL`, … */
  readonly id: string;
  readonly length: number;
}

const headerLength = 8;

/**
 * An opened `sync:` service: packets of a four-letter id, a number (little endian) and data, with back-pressure in
 * both directions (AOSP SYNC.TXT). Ends with a fault on timeout, abort or a lost connection; never throws.
 */
export class SyncStream {
  readonly #socket: Socket;
  readonly #release: (() => void)[] = [];
  #fault: Fault | null = null;
  #hasEnded = false;
  #wake: () => void = () => undefined;

  constructor(socket: Socket, options: SyncOptions) {
    this.#socket = socket;
    const { timeoutMs, signal, clock } = options;
    const stopOnTimeout = (): void => this.#stop(fail('timeout', `sync: not done within ${timeoutMs} ms`).error);
    const stopOnAbort = (): void => this.#stop(fail('aborted', 'sync: aborted').error);
    this.#release.push(clock.after(timeoutMs, stopOnTimeout));
    signal?.addEventListener('abort', stopOnAbort, { once: true });
    this.#release.push(() => signal?.removeEventListener('abort', stopOnAbort));
    const wake = (): void => this.#wake();
    const end = (): void => {
      this.#hasEnded = true;
      this.#wake();
    };
    socket.on('readable', wake).on('drain', wake).on('end', end).on('close', end);
    if (signal?.aborted === true) stopOnAbort();
  }

  /** Why the stream ended early; null while it is well. */
  get fault(): Fault | null {
    return this.#fault;
  }

  /** True when the phone has said something that was not read yet. */
  get hasAnswer(): boolean {
    return this.#socket.readableLength >= headerLength;
  }

  /** Writes one packet; resolves to false once the stream is broken. */
  async write(id: string, length: number, data?: Uint8Array): Promise<boolean> {
    if (this.#fault !== null || this.#hasEnded) return false;
    const header = Buffer.alloc(headerLength);
    header.write(id, 0, 'latin1');
    header.writeUInt32LE(length, 4);
    this.#socket.cork();
    this.#socket.write(header);
    if (data !== undefined) this.#socket.write(data);
    this.#socket.uncork();
    while (this.#socket.writableNeedDrain) {
      await this.#nextChange();
      if (this.#fault !== null || this.#hasEnded) return false;
    }
    return true;
  }

  async readHeader(): Promise<SyncHeader | null> {
    const bytes = await this.read(headerLength);
    return bytes === null ? null : { id: bytes.toString('latin1', 0, 4), length: bytes.readUInt32LE(4) };
  }

  /** Exactly `length` bytes, or null once the stream is broken. */
  async read(length: number): Promise<Buffer | null> {
    if (length === 0) return Buffer.alloc(0);
    for (;;) {
      if (this.#fault !== null) return null;
      const chunk: unknown = this.#socket.read(length);
      if (Buffer.isBuffer(chunk) && chunk.length === length) return chunk;
      if (this.#hasEnded) {
        this.#stop(fail('phone-gone', 'sync: the connection ended early').error);
        return null;
      }
      await this.#nextChange();
    }
  }

  close(): void {
    for (const release of this.#release) release();
    this.#socket.destroy();
  }

  #stop(fault: Fault): void {
    this.#fault ??= fault;
    this.close();
    this.#wake();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
