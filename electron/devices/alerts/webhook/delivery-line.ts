import { webhookRefusedLimit, webhookWaitingLimit, type WebhookFailure } from '../../../contract/webhook.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { Disposable } from '../../../runtime/disposal.ts';
import type { Logger } from '../../../runtime/logger.ts';
import type { OutboxCounts, OutboxStore, WaitingMessage, WebhookConfig } from './outbox-store.ts';
import { sendMessage } from './send-message.ts';
import { retryDelay } from './webhook-reply.ts';
import type { WebhookStanding } from './webhook-standing.ts';

export interface DeliveryLineDeps {
  readonly outbox: OutboxStore;
  readonly standing: WebhookStanding;
  /** The desk's time: when something was delivered. */
  readonly clock: Clock;
  /** Timeouts and retries. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  /** A message left the line. */
  readonly onLeft: () => void;
}

/** Refusals of one message after which it is set aside. */
const refusalLimit = 3;
/** Robots take twenty messages a minute and shut out who sends more. */
const robotGapMs = 3_100;

/**
 * Sends what waits, one message after the other, oldest first. The next one goes only once the one before it has arrived
 * or was set aside; a failed one is tried again (1 s … 5 min, or when the receiver asks for it).
 */
export class DeliveryLine implements Disposable {
  readonly #deps: DeliveryLineDeps;
  /** Everything up to this entry has arrived or was set aside, also when the database could not be told yet. */
  #doneUpTo = 0;
  #underWay = 0;
  #failureCount = 0;
  /** Refusals of the oldest message. */
  #refusalCount = 0;
  /** In the machine's time. */
  #notBeforeAt = 0;
  #isSending = false;
  #cancelTimer: (() => void) | null = null;
  #attempt = new AbortController();
  #isDisposed = false;

  constructor(deps: DeliveryLineDeps) {
    this.#deps = deps;
  }

  /** Something may wait; whoever sends already goes on by itself. */
  async wake(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let head = this.#head(); head !== null; head = this.#head()) await this.#deliver(head);
    } finally {
      this.#isSending = false;
    }
  }

  /** Gives up the try that is under way and forgets what failed: the settings are others. */
  restart(): void {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.#failureCount = 0;
    this.#refusalCount = 0;
    this.#notBeforeAt = 0;
    void this.wake();
  }

  counts(): OutboxCounts & { readonly nextAttemptAt: number | null } {
    const { outbox, clock, machineClock } = this.#deps;
    const counted = outbox.countAfter(this.#doneUpTo);
    const waitMs = this.#notBeforeAt - machineClock.now();
    const nextAttemptAt = counted.waitingCount > 0 && waitMs > 0 ? clock.now() + waitMs : null;
    return { ...counted, nextAttemptAt };
  }

  /** Inside the transaction that adds a message: gives up the oldest that are too many. @throws StoreError */
  dropOverflow(): void {
    const { outbox, standing, logger } = this.#deps;
    const tooMany = outbox.countAfter(this.#doneUpTo).waitingCount - webhookWaitingLimit;
    if (tooMany <= 0) return;
    const count = outbox.dropOldest(Math.max(this.#doneUpTo, this.#underWay), tooMany);
    standing.addDropped(count);
    logger.warn('webhook-messages-dropped', { count, limit: webhookWaitingLimit });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelTimer?.();
    this.#attempt.abort();
  }

  /** What is to be sent now; null when nothing is, or not yet. */
  #head(): WaitingMessage | null {
    const { outbox, standing, machineClock } = this.#deps;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#isDisposed || !standing.config.isOn) return null;
    const head = outbox.next(this.#doneUpTo);
    const waitMs = this.#notBeforeAt - machineClock.now();
    if (head === null || waitMs <= 0) return head;
    this.#cancelTimer = machineClock.after(waitMs, () => void this.wake());
    return null;
  }

  async #deliver(waiting: WaitingMessage): Promise<void> {
    const { standing, machineClock, clock, logger } = this.#deps;
    const { signal } = this.#attempt;
    const { entryId, message, language } = waiting;
    const to = standing.config;
    this.#underWay = entryId;
    const verdict = await sendMessage(message, { to, language, clock: machineClock, signal });
    const { failure, retryAfterMs, isRefusal } = verdict;
    this.#underWay = 0;
    if (failure === null) return this.#arrived(entryId, to);
    // Given up by the operator's change or the console's end: no fault of the receiver.
    if (signal.aborted) return;
    this.#failureCount += 1;
    if (isRefusal) this.#refusalCount += 1;
    if (this.#refusalCount >= refusalLimit) return this.#setAside(waiting, failure, to);
    this.#waitFor(Math.max(retryDelay(this.#failureCount), retryAfterMs ?? 0));
    logger.warn('webhook-failed', { ...failure, tries: this.#failureCount });
    standing.note({ lastFailureAt: clock.now(), lastFailure: failure });
  }

  #arrived(entryId: number, to: WebhookConfig): void {
    const { outbox, clock } = this.#deps;
    const outcome = { lastSuccessAt: clock.now(), lastFailure: null };
    this.#leave(entryId, to, outcome, () => outbox.removeUpTo(entryId));
  }

  /** The receiver does not take this one; the next must not wait behind it. It is kept for the operator to decide. */
  #setAside({ entryId, message }: WaitingMessage, failure: WebhookFailure, to: WebhookConfig): void {
    const { outbox, standing, clock, logger } = this.#deps;
    logger.warn('webhook-message-refused', { eventId: message.eventId, ...failure, tries: this.#failureCount });
    const now = clock.now();
    this.#leave(entryId, to, { lastFailureAt: now, lastFailure: failure }, () => {
      const givenUp = outbox.setAside(entryId, now, webhookRefusedLimit);
      if (givenUp > 0) standing.addDropped(givenUp);
      outbox.removeUpTo(entryId);
    });
  }

  #leave(entryId: number, { format }: WebhookConfig, outcome: Partial<WebhookConfig>, store: () => void): void {
    this.#doneUpTo = entryId;
    this.#failureCount = 0;
    this.#refusalCount = 0;
    this.#waitFor(format === 'json' ? 0 : robotGapMs);
    this.#deps.standing.note(outcome, store);
    this.#deps.onLeft();
  }

  #waitFor(durationMs: number): void {
    this.#notBeforeAt = this.#deps.machineClock.now() + durationMs;
  }
}
