import { randomUUID } from 'node:crypto';
import type { Settings } from '../../../contract/settings.ts';
import {
  webhookWaitingLimit,
  type WebhookFailure,
  type WebhookFormat,
  type WebhookStatus,
} from '../../../contract/webhook.ts';
import type { Outcome } from '../../../contract/outcome.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { Disposable } from '../../../runtime/disposal.ts';
import { EventSource } from '../../../runtime/event-source.ts';
import type { Logger } from '../../../runtime/logger.ts';
import type { Store } from '../../../store/store.ts';
import type { AlertEvent, AlertEventRecorder } from '../alert-event.ts';
import { OutboxStore, type WaitingMessage, type WebhookConfig } from './outbox-store.ts';
import { describeEvent, describeTest, shapeBody, type WebhookMessage } from './webhook-message.ts';
import { postMessage, type PostResult } from './webhook-post.ts';
import { judgeReply, retryDelay, type ReplyVerdict } from './webhook-reply.ts';

export interface WebhookDeps {
  readonly store: Store;
  /** The desk's time: when something happened. */
  readonly clock: Clock;
  /** Timeouts and retries. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly settings: () => Settings;
}

/** Without `url` the address stays. */
type WebhookPatch = Pick<WebhookConfig, 'isOn' | 'format' | 'minSeverity'> & { readonly url?: string };

/** How long a receiver may take for its whole reply. */
export const replyTimeoutMs = 10_000;
/** Refusals for good after which a message is set aside. */
const refusalLimit = 3;
/** Robots take twenty messages a minute and shut out who sends more. */
const robotGapMs = 3_100;

/**
 * Tells a receiver outside of alerts, one message after the other in the order in which they happened. A message is kept
 * in the database from the transaction of its alert until a success reply to it was read to its end, over restarts, and
 * tried again (1 s … 5 min, or when the receiver asks for it) under the same id. A message that
 * the receiver refuses for good three times is set aside and counted. The address appears in no log.
 */
export class Webhook implements AlertEventRecorder, Disposable {
  readonly #deps: WebhookDeps;
  readonly #outbox: OutboxStore;
  #config: WebhookConfig;
  /** Everything up to this entry has arrived or was set aside, also when the database could not be told yet. */
  #doneUpTo = 0;
  #underWay = 0;
  #failureCount = 0;
  /** Refusals for good of the oldest message. */
  #refusalCount = 0;
  /** In the machine's time. */
  #notBeforeAt = 0;
  #isPumping = false;
  #cancelTimer: (() => void) | null = null;
  #attempt = new AbortController();
  #isDisposed = false;
  readonly #changes: EventSource<null>;

  constructor(deps: WebhookDeps) {
    this.#deps = deps;
    this.#changes = new EventSource(deps.logger);
    this.#outbox = new OutboxStore(deps.store);
    this.#config = this.#outbox.config();
  }

  /** Sends what an earlier run of the console left. */
  start(): void {
    void this.#pump();
  }

  /** @throws StoreError when the message cannot be kept: then the alert's change is not kept either. */
  record(event: AlertEvent): void {
    const { isOn, minSeverity } = this.#config;
    // What tells that nothing gets through would wait behind it.
    if (event.alert.kind === 'webhook-stuck') return;
    if (!isOn || (minSeverity === 'bad' && event.alert.severity !== 'bad')) return;
    const { language } = this.#deps.settings();
    this.#outbox.add(describeEvent(event, randomUUID(), language), language, event.at);
    this.#dropOverflow();
    // Behind the transaction that is open now.
    queueMicrotask(() => void this.#pump());
  }

  status(): WebhookStatus {
    const { clock, machineClock } = this.#deps;
    const { url, ...config } = this.#config;
    const counted = this.#outbox.countAfter(this.#doneUpTo);
    const waitMs = this.#notBeforeAt - machineClock.now();
    const nextAttemptAt = counted.waitingCount > 0 && waitMs > 0 ? clock.now() + waitMs : null;
    return { ...config, ...counted, host: url === null ? null : new URL(url).host, nextAttemptAt };
  }

  /** Takes new settings, which `also` notes in the same transaction; a switch to off gives up what waits. */
  change(patch: WebhookPatch, also: (givenUp: number) => void): Outcome<null> {
    const next = { ...this.#config, ...patch };
    const written = this.#deps.store.write(() => {
      this.#outbox.save(next);
      also(next.isOn ? 0 : this.#outbox.clear());
      return null;
    });
    if (!written.ok) return written;
    this.#config = next;
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.#failureCount = 0;
    this.#refusalCount = 0;
    this.#notBeforeAt = 0;
    this.#changes.emit(null);
    void this.#pump();
    return written;
  }

  /** Told when a message left the queue, or the settings changed. */
  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** One message now, past whatever waits. */
  async test(signal: AbortSignal): Promise<{ failure: WebhookFailure | null; durationMs: number }> {
    const { clock, machineClock, settings } = this.#deps;
    const { language } = settings();
    const startedMs = machineClock.monotonic();
    const message = describeTest(randomUUID(), clock.now(), language);
    const { failure } = await this.#send(message, shapeBody(message, this.#config.format, language), signal);
    this.#note(failure);
    return { failure, durationMs: Math.round(machineClock.monotonic() - startedMs) };
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelTimer?.();
    this.#attempt.abort();
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      for (let head = this.#head(); head !== null; head = this.#head()) await this.#deliver(head);
    } finally {
      this.#isPumping = false;
    }
  }

  /** What is to be sent now; null when nothing is, or not yet. */
  #head(): WaitingMessage | null {
    const { machineClock } = this.#deps;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#isDisposed || !this.#config.isOn) return null;
    const head = this.#outbox.next(this.#doneUpTo);
    const waitMs = this.#notBeforeAt - machineClock.now();
    if (head === null || waitMs <= 0) return head;
    this.#cancelTimer = machineClock.after(waitMs, () => void this.#pump());
    return null;
  }

  async #deliver({ entryId, message, language }: WaitingMessage): Promise<void> {
    const { signal } = this.#attempt;
    const { format } = this.#config;
    this.#underWay = entryId;
    const verdict = await this.#send(message, shapeBody(message, format, language), signal);
    const { failure, retryAfterMs, isRefusedForGood } = verdict;
    this.#underWay = 0;
    if (failure === null) return this.#arrived(entryId, format);
    // Given up by the operator's change or the console's end: no fault of the receiver.
    if (signal.aborted) return;
    this.#failureCount += 1;
    if (isRefusedForGood) this.#refusalCount += 1;
    if (this.#refusalCount >= refusalLimit) return this.#setAside(entryId, message, failure);
    this.#waitFor(Math.max(retryDelay(this.#failureCount), retryAfterMs ?? 0));
    this.#note(failure);
  }

  #arrived(entryId: number, format: WebhookFormat): void {
    this.#leave(entryId, format, { lastSuccessAt: this.#deps.clock.now(), lastFailure: null });
  }

  /** The receiver will never take this one; the next must not wait behind it. */
  #setAside(entryId: number, { eventId }: WebhookMessage, failure: WebhookFailure): void {
    const { clock, logger } = this.#deps;
    logger.warn('webhook-message-refused', { eventId, ...failure, tries: this.#failureCount });
    const refusedCount = this.#config.refusedCount + 1;
    this.#leave(entryId, this.#config.format, { refusedCount, lastFailureAt: clock.now(), lastFailure: failure });
  }

  #leave(entryId: number, format: WebhookFormat, outcome: Partial<WebhookConfig>): void {
    this.#doneUpTo = entryId;
    this.#failureCount = 0;
    this.#refusalCount = 0;
    this.#waitFor(format === 'json' ? 0 : robotGapMs);
    this.#keep(outcome, () => this.#outbox.removeUpTo(entryId));
    this.#changes.emit(null);
  }

  #waitFor(durationMs: number): void {
    this.#notBeforeAt = this.#deps.machineClock.now() + durationMs;
  }

  async #send(message: WebhookMessage, body: string, signal: AbortSignal): Promise<ReplyVerdict> {
    const { machineClock } = this.#deps;
    const { url, format } = this.#config;
    const { eventId } = message;
    const result: PostResult =
      url === null
        ? { isAnswered: false, code: 'unknown-host' }
        : await postMessage({
            url: new URL(url),
            body,
            eventId,
            timeoutMs: replyTimeoutMs,
            clock: machineClock,
            signal,
          });
    return judgeReply(result, format, machineClock.now());
  }

  #note(failure: WebhookFailure | null): void {
    const { clock, logger } = this.#deps;
    const now = clock.now();
    if (failure === null) return this.#keep({ lastSuccessAt: now, lastFailure: null });
    logger.warn('webhook-failed', { ...failure, tries: this.#failureCount });
    this.#keep({ lastFailureAt: now, lastFailure: failure });
  }

  /** A disk that is full keeps the outcome from being stored, never a message from being sent. */
  #keep(outcome: Partial<WebhookConfig>, also?: () => void): void {
    this.#config = { ...this.#config, ...outcome };
    if (this.#isDisposed) return;
    this.#deps.store.write(() => {
      this.#outbox.save(this.#config);
      also?.();
    });
  }

  #dropOverflow(): void {
    const tooMany = this.#outbox.countAfter(this.#doneUpTo).waitingCount - webhookWaitingLimit;
    if (tooMany <= 0) return;
    const count = this.#outbox.dropOldest(Math.max(this.#doneUpTo, this.#underWay), tooMany);
    this.#config = { ...this.#config, droppedCount: this.#config.droppedCount + count };
    this.#outbox.save(this.#config);
    this.#deps.logger.warn('webhook-messages-dropped', { count, limit: webhookWaitingLimit });
  }
}
