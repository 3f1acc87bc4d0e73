import type { Readable, Writable } from 'node:stream';
import { fail, type Fault, type Outcome } from '../contract/outcome.ts';
import { requestMaxLength, type EventName } from '../contract/procedures.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Services } from '../services.ts';
import { parseLine, type LineMessage, type RequestId } from './line-message.ts';
import { LineReader, type ReadLine } from './line-reader.ts';

export interface LineSessionOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly services: Pick<Services, 'dispatch' | 'subscribe'>;
  readonly logger: Logger;
}

/** Room for the envelope around the largest request. */
const lineMaxLength = requestMaxLength + 1024;
/** A reader this far behind loses events until it has caught up; the gap in the versions tells it. */
const unreadMaxBytes = 8 * 1024 * 1024;

/**
 * One conversation in JSON lines: every request line is answered by exactly one line with its id, in the order in
 * which the answers come; events travel in between. No input makes it throw or stop.
 */
export class LineSession implements Disposable {
  /** Settles when the input has ended and every call of it was answered, or when the other side is gone. */
  readonly ended: Promise<void>;
  readonly #options: LineSessionOptions;
  readonly #reader = new LineReader(lineMaxLength);
  readonly #calls = new Map<RequestId, { readonly abort: AbortController; readonly answered: Promise<void> }>();
  readonly #subscriptions = new Map<EventName, () => void>();
  #isBehind = false;

  constructor(options: LineSessionOptions) {
    this.#options = options;
    this.ended = this.#listen();
  }

  /** Ends the subscriptions and aborts the calls under way; each is still answered. */
  async dispose(): Promise<void> {
    for (const stop of this.#subscriptions.values()) stop();
    this.#subscriptions.clear();
    for (const { abort } of this.#calls.values()) abort.abort();
    await this.#settle();
  }

  #listen(): Promise<void> {
    const { input, output, logger } = this.#options;
    return new Promise((resolve) => {
      input.on('data', (bytes: Buffer) => this.#receive(this.#reader.push(bytes)));
      input.once('end', () => {
        this.#receive(this.#reader.end());
        void this.#settle().then(resolve);
      });
      input.once('error', (failure) => {
        logger.error('input-broken', {}, failure);
        resolve();
      });
      output.once('error', (failure) => {
        logger.warn('output-gone', { reason: failure.message });
        resolve();
      });
    });
  }

  async #settle(): Promise<void> {
    await Promise.allSettled([...this.#calls.values()].map(({ answered }) => answered));
  }

  #receive(lines: readonly ReadLine[]): void {
    for (const line of lines) {
      if (line.kind === 'too-long')
        this.#answer(null, fail('payload-too-large', 'the line is too long', { limit: lineMaxLength }));
      else this.#handle(line.text);
    }
  }

  #handle(text: string): void {
    const { id, message } = parseLine(text);
    if (message.ok) this.#obey(message.value);
    else this.#answer(id, message);
  }

  #obey(message: LineMessage): void {
    if ('call' in message) return this.#call(message.id, message.call, message.input ?? {});
    if ('cancel' in message) return this.#calls.get(message.cancel)?.abort.abort();
    if ('subscribe' in message) this.#subscribe(message.subscribe);
    else this.#unsubscribe(message.unsubscribe);
    if (message.id !== undefined) this.#answer(message.id, { ok: true, value: null });
  }

  #call(id: RequestId, name: string, input: unknown): void {
    if (this.#calls.has(id)) {
      return this.#answer(
        id,
        fail('invalid-input', 'a call with this id is under way', { field: 'id', rule: 'unique' }),
      );
    }
    const abort = new AbortController();
    this.#calls.set(id, { abort, answered: this.#run(id, { name, input }, abort.signal) });
  }

  async #run(id: RequestId, call: { name: string; input: unknown }, signal: AbortSignal): Promise<void> {
    const outcome = await this.#options.services.dispatch(call.name, call.input, signal);
    this.#calls.delete(id);
    this.#answer(id, outcome);
  }

  #subscribe(event: EventName): void {
    if (this.#subscriptions.has(event)) return;
    const stop = this.#options.services.subscribe(event, (payload) => this.#tell({ event, payload }));
    this.#subscriptions.set(event, stop);
  }

  #unsubscribe(event: EventName): void {
    this.#subscriptions.get(event)?.();
    this.#subscriptions.delete(event);
  }

  #tell(event: { readonly event: EventName; readonly payload: unknown }): void {
    const { output, logger } = this.#options;
    const isBehind = output.writableLength > unreadMaxBytes;
    if (isBehind && !this.#isBehind) logger.warn('reader-behind', { unreadBytes: output.writableLength });
    this.#isBehind = isBehind;
    if (!isBehind) this.#write(event);
  }

  #answer(id: RequestId | null, outcome: Outcome<unknown> | { readonly ok: false; readonly error: Fault }): void {
    this.#write({ id, ...outcome });
  }

  #write(message: object): void {
    const { output } = this.#options;
    if (output.writable) output.write(`${JSON.stringify(message)}\n`);
  }
}
