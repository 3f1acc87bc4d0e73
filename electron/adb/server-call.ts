import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import { readHexLength } from './answer-readers.ts';
import type { AnswerReader } from './answer-readers.ts';
import { faultFromRefusal, faultFromSocketError, serviceName } from './server-fault.ts';
import type { SocketLedger } from './socket-ledger.ts';

export interface CallOptions {
  /** For the whole call, connecting included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Most bytes of output that are kept; more ends the call with `output-too-large`. */
  readonly maxBytes?: number | undefined;
}

export interface CallTarget {
  readonly address: string;
  readonly port: number;
  readonly ledger: SocketLedger;
  readonly clock: Clock;
}

const connectTimeoutMs = 3_000;
const requestMaxBytes = 0xffff;

/**
 * Asks the adb server on a socket of its own: each request is sent after the `OKAY` of the one before, then `reader`
 * turns the rest into the result. The socket is always closed at the end. Never throws, never starts a server.
 * Wire format: AOSP adb/OVERVIEW.TXT and SERVICES.TXT (four hexadecimal digits of length, then the text).
 */
export function callServer<T>(
  target: CallTarget,
  requests: readonly string[],
  reader: AnswerReader<T>,
  options: CallOptions,
): Promise<Outcome<T>> {
  return new ServerCall<T>(target, requests, options).run(() => reader);
}

/**
 * The same, but hands the socket over after the last `OKAY`, paused, with nothing of the stream lost. It stays in
 * the ledger until it closes; the holder closes it. The timeout and the signal govern the opening only.
 */
export function openService(
  target: CallTarget,
  requests: readonly string[],
  options: CallOptions,
): Promise<Outcome<Socket>> {
  return new ServerCall<Socket>(target, requests, options).run((socket) => succeed(socket));
}

/** After the last `OKAY`: a reader for what follows, or the result itself, which then owns the socket. */
type Continuation<T> = (socket: Socket) => AnswerReader<T> | Outcome<T>;

class ServerCall<T> {
  readonly #target: CallTarget;
  readonly #requests: readonly string[];
  readonly #options: CallOptions;
  #continuation: Continuation<T> | null = null;
  #resolve: (outcome: Outcome<T>) => void = () => undefined;
  #socket: Socket | null = null;
  #reader: AnswerReader<T> | null = null;
  #requestIndex = 0;
  #head: Buffer | null = null;
  #isSettled = false;
  readonly #cancels: (() => void)[] = [];

  constructor(target: CallTarget, requests: readonly string[], options: CallOptions) {
    this.#target = target;
    this.#requests = requests;
    this.#options = options;
  }

  run(continuation: Continuation<T>): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      this.#continuation = continuation;
      this.#resolve = resolve;
      if (this.#target.ledger.isClosed) return this.#settle(fail('shutting-down', 'the adb client is closed'));
      if (this.#options.signal?.aborted === true) return this.#settle(fail('aborted', 'aborted before it began'));
      if (this.#requests.some((request) => Buffer.byteLength(request) > requestMaxBytes)) {
        return this.#settle(
          fail('invalid-input', 'the command is longer than adb takes', { maxBytes: requestMaxBytes }),
        );
      }
      this.#connect();
    });
  }

  #connect(): void {
    const { address, port, ledger } = this.#target;
    const socket = connect({ host: address, port, noDelay: true });
    this.#socket = socket;
    ledger.add(socket);
    socket.on('connect', this.#onConnect);
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('error', this.#onError);
    socket.on('close', this.#onClose);
    this.#startTimers();
    const { signal } = this.#options;
    if (signal === undefined) return;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#cancels.push(() => signal.removeEventListener('abort', this.#onAbort));
  }

  #startTimers(): void {
    const { clock } = this.#target;
    const { timeoutMs } = this.#options;
    this.#cancels.push(clock.after(timeoutMs, this.#onTimeout));
    if (timeoutMs <= connectTimeoutMs) return;
    this.#cancels.push(
      clock.after(connectTimeoutMs, () => {
        if (this.#socket?.connecting === true) this.#onTimeout();
      }),
    );
  }

  readonly #onConnect = (): void => this.#send();

  readonly #onTimeout = (): void => {
    const { address, port } = this.#target;
    if (this.#socket?.connecting === true) {
      const detail = { address, port, cause: 'connect-timeout' };
      return this.#settle(fail('adb-server-unreachable', 'adb server does not answer', detail));
    }
    const service = this.#currentServiceName();
    const { timeoutMs } = this.#options;
    this.#settle(fail('timeout', `${service}: no answer within ${timeoutMs} ms`, { service, timeoutMs }));
  };

  readonly #onAbort = (): void => this.#settle(fail('aborted', `${this.#currentServiceName()}: aborted`));

  readonly #onError = (error: Error): void => this.#settle(faultFromSocketError(error, this.#target));

  readonly #onClose = (): void => {
    const isShutDown = this.#target.ledger.isClosed;
    if (isShutDown) return this.#settle(fail('shutting-down', 'the adb client was closed'));
    this.#onEnd();
  };

  readonly #onEnd = (): void => {
    if (this.#isSettled) return;
    if (this.#reader !== null) return this.#settle(this.#reader.finish());
    if (this.#head !== null) return this.#settle(fail('adb-protocol', 'the answer ended early'));
    const { address, port } = this.#target;
    const detail = { address, port, cause: 'closed-before-answer' };
    this.#settle(fail('adb-server-unreachable', 'adb server closed the connection without an answer', detail));
  };

  readonly #onData = (chunk: Buffer): void => {
    if (this.#reader !== null) return this.#feed(this.#reader, chunk);
    const head = this.#head === null ? chunk : Buffer.concat([this.#head, chunk]);
    this.#head = head;
    if (head.length < 4) return;
    const status = head.toString('latin1', 0, 4);
    if (status === 'OKAY') return this.#advance(head.subarray(4));
    if (status === 'FAIL') return this.#readRefusal(head);
    this.#settle(this.#faultFromJunk(status));
  };

  /** Strangers betray themselves with their first bytes; an adb server that goes wrong later is a protocol fault. */
  #faultFromJunk(status: string): Outcome<T> {
    const { address, port } = this.#target;
    const isFirst = this.#requestIndex === 0;
    return isFirst
      ? fail('adb-port-taken', 'something that is no adb server listens on this port', { address, port })
      : fail('adb-protocol', `unexpected status ${JSON.stringify(status)}`);
  }

  #readRefusal(head: Buffer): void {
    if (head.length < 8) return;
    const length = readHexLength(head, 4);
    if (length === null) return this.#settle(fail('adb-protocol', 'a length was expected after FAIL'));
    if (head.length < 8 + length) return;
    this.#settle(faultFromRefusal(head.toString('utf8', 8, 8 + length), this.#currentService()));
  }

  #advance(rest: Buffer): void {
    this.#head = null;
    this.#requestIndex += 1;
    if (this.#requestIndex < this.#requests.length) return this.#send();
    const next = this.#continuation?.(this.#requireSocket());
    if (next === undefined) return;
    if ('ok' in next) return this.#handOver(next, rest);
    this.#reader = next;
    if (rest.length > 0 || next.wantsNothing === true) this.#feed(next, rest);
  }

  #feed(reader: AnswerReader<T>, chunk: Buffer): void {
    const answer = reader.take(chunk);
    if (answer !== null) this.#settle(answer);
  }

  #send(): void {
    const request = this.#currentService();
    const length = Buffer.byteLength(request).toString(16).padStart(4, '0');
    this.#requireSocket().write(length + request);
  }

  #handOver(outcome: Outcome<T>, rest: Buffer): void {
    const socket = this.#requireSocket();
    socket.pause();
    if (rest.length > 0) socket.unshift(rest);
    this.#socket = null;
    this.#settle(outcome);
    socket.off('data', this.#onData);
    socket.off('end', this.#onEnd);
    socket.off('close', this.#onClose);
  }

  #settle(outcome: Outcome<T>): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    for (const cancel of this.#cancels) cancel();
    this.#socket?.destroy();
    this.#resolve(outcome);
  }

  #currentService(): string {
    return this.#requests[Math.min(this.#requestIndex, this.#requests.length - 1)] ?? '';
  }

  #currentServiceName(): string {
    return serviceName(this.#currentService());
  }

  #requireSocket(): Socket {
    if (this.#socket === null) throw new Error('the call has no socket');
    return this.#socket;
  }
}
