import { ByteQueue } from './byte-queue.ts';
import { Command, noPayload } from './packet.ts';

/** What a stream needs of its connection. */
export interface StreamLink {
  readonly maxPayload: number;
  send(command: number, ids: { readonly localId: number; readonly remoteId: number }, payload: Buffer): void;
  /** Called once, when the stream is over on both sides. */
  forget(localId: number): void;
}

/** A service's end of a stream. */
export interface ServiceStream {
  readonly input: ByteQueue;
  /** Aborts when the host closes the stream or the connection is lost. */
  readonly signal: AbortSignal;
  /** Takes over `bytes`; resolves when more may be written. Bytes for a closed stream are dropped. */
  write(bytes: Uint8Array): Promise<void>;
}

/** Bytes that wait for the other side before a writer has to wait too: the size of a Linux pipe. */
const highWater = 64 * 1024;
const inputHighWater = 256 * 1024;

/**
 * One OPENed stream. adb's flow control lets each side have one WRTE under way; small writes that meet a busy
 * stream leave together in the next one.
 */
export class AdbdStream implements ServiceStream {
  readonly localId: number;
  readonly input: ByteQueue;
  readonly #remoteId: number;
  readonly #link: StreamLink;
  readonly #abort = new AbortController();
  readonly #writers: (() => void)[] = [];
  #pending: Buffer[] = [];
  #pendingSize = 0;
  #isInFlight = false;
  #isEnding = false;
  #isClosed = false;
  #owesOkay = false;
  #outputHold: Promise<void> | null = null;

  constructor(link: StreamLink, ids: { readonly localId: number; readonly remoteId: number }) {
    this.#link = link;
    this.localId = ids.localId;
    this.#remoteId = ids.remoteId;
    this.input = new ByteQueue(() => this.#repayOkay());
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Keeps output back until `hold` resolves. */
  holdOutput(hold: Promise<void> | null): void {
    if (hold !== null) void this.#keepBack(hold);
  }

  write(bytes: Uint8Array): Promise<void> {
    // A closed stream still yields to the event loop: a command that never looks at its signal must not starve it.
    if (this.#isClosed || this.#isEnding) return new Promise((resolve) => void setImmediate(resolve));
    this.#pending.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.#pendingSize += bytes.byteLength;
    this.#flush();
    if (this.#pendingSize < highWater) return Promise.resolve();
    return new Promise((resolve) => this.#writers.push(resolve));
  }

  /** No more output: sends what waits, then CLSE. */
  end(): void {
    if (this.#isClosed || this.#isEnding) return;
    this.#isEnding = true;
    this.#flush();
  }

  /** The host took the last WRTE (OKAY). */
  acknowledge(): void {
    this.#isInFlight = false;
    this.#flush();
  }

  /** The host sent bytes (WRTE); answered with OKAY once the service keeps up. */
  receive(payload: Buffer): void {
    if (this.#isClosed) return;
    this.#owesOkay = true;
    this.input.push(payload);
    this.#repayOkay();
  }

  /** The host closed the stream (CLSE). */
  closeByHost(): void {
    if (this.#isClosed) return;
    this.#link.send(Command.close, { localId: this.localId, remoteId: this.#remoteId }, noPayload);
    this.#finish();
  }

  /** The connection is gone: nothing can be sent any more. */
  abandon(): void {
    this.#finish();
  }

  async #keepBack(hold: Promise<void>): Promise<void> {
    this.#outputHold = hold;
    await hold;
    this.#outputHold = null;
    this.#flush();
  }

  #flush(): void {
    if (this.#isClosed || this.#outputHold !== null) return;
    if (!this.#isInFlight && this.#pendingSize > 0) {
      this.#isInFlight = true;
      this.#link.send(Command.write, this.#ids(), this.#takePending(this.#link.maxPayload));
      if (this.#pendingSize < highWater) for (const resolve of this.#writers.splice(0)) resolve();
    }
    if (this.#isEnding && this.#pendingSize === 0) {
      this.#link.send(Command.close, this.#ids(), noPayload);
      this.#finish();
    }
  }

  #takePending(limit: number): Buffer {
    const all =
      this.#pending.length === 1 && this.#pending[0] !== undefined ? this.#pending[0] : Buffer.concat(this.#pending);
    const taken = all.subarray(0, limit);
    this.#pending = all.length > limit ? [all.subarray(limit)] : [];
    this.#pendingSize = all.length - taken.length;
    return taken;
  }

  #repayOkay(): void {
    if (!this.#owesOkay || this.#isClosed || this.input.size > inputHighWater) return;
    this.#owesOkay = false;
    this.#link.send(Command.okay, this.#ids(), noPayload);
  }

  #finish(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#pending = [];
    this.#pendingSize = 0;
    this.input.end();
    this.#abort.abort();
    for (const resolve of this.#writers.splice(0)) resolve();
    this.#link.forget(this.localId);
  }

  #ids(): { readonly localId: number; readonly remoteId: number } {
    return { localId: this.localId, remoteId: this.#remoteId };
  }
}
