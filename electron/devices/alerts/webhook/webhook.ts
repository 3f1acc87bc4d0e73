import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../../contract/outcome.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { WebhookFailure, WebhookStatus } from '../../../contract/webhook.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { Disposable } from '../../../runtime/disposal.ts';
import { EventSource } from '../../../runtime/event-source.ts';
import type { Logger } from '../../../runtime/logger.ts';
import type { Store } from '../../../store/store.ts';
import type { AlertEvent, AlertEventRecorder } from '../alert-event.ts';
import { DeliveryLine } from './delivery-line.ts';
import { OutboxStore, type WebhookConfig } from './outbox-store.ts';
import { sendMessage } from './send-message.ts';
import { describeEvent, describeTest } from './webhook-message.ts';
import { WebhookStanding } from './webhook-standing.ts';

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

/**
 * Tells a receiver outside of alerts, in the order in which they happened. A message is kept in the database from the
 * transaction of its alert until a success reply to it was read to its end, over restarts, and tried again under the same
 * id. One that the receiver refuses three times is set aside until an operator settles it. The address appears in no log.
 */
export class Webhook implements AlertEventRecorder, Disposable {
  readonly #deps: WebhookDeps;
  readonly #outbox: OutboxStore;
  readonly #standing: WebhookStanding;
  readonly #line: DeliveryLine;
  readonly #changes: EventSource<null>;

  constructor(deps: WebhookDeps) {
    this.#deps = deps;
    this.#changes = new EventSource(deps.logger);
    this.#outbox = new OutboxStore(deps.store);
    this.#standing = new WebhookStanding(deps.store, this.#outbox);
    const onLeft = (): void => this.#changes.emit(null);
    this.#line = new DeliveryLine({ ...deps, outbox: this.#outbox, standing: this.#standing, onLeft });
  }

  /** Sends what an earlier run of the console left. */
  start(): void {
    void this.#line.wake();
  }

  /** @throws StoreError when the message cannot be kept: then the alert's change is not kept either. */
  record(event: AlertEvent): void {
    const { isOn, minSeverity } = this.#standing.config;
    // What tells that nothing gets through would wait behind it.
    if (event.alert.kind === 'webhook-stuck') return;
    if (!isOn || (minSeverity === 'bad' && event.alert.severity !== 'bad')) return;
    const { language } = this.#deps.settings();
    this.#outbox.add(describeEvent(event, randomUUID(), language), language, event.at);
    this.#line.dropOverflow();
    // Behind the transaction that is open now.
    queueMicrotask(() => void this.#line.wake());
  }

  status(): WebhookStatus {
    const { url, ...config } = this.#standing.config;
    return { ...config, ...this.#line.counts(), host: url === null ? null : new URL(url).host };
  }

  /** Takes new settings, which `also` notes in the same transaction; a switch to off gives up everything that is kept. */
  change(patch: WebhookPatch, also: (givenUp: number) => void): Outcome<null> {
    const changed = this.#standing.change(patch, ({ isOn }) => also(isOn ? 0 : this.#outbox.clear()));
    if (!changed.ok) return changed;
    this.#changes.emit(null);
    this.#line.restart();
    return changed;
  }

  /** Lets what was set aside wait again, or gives it up; `also` notes it in the same transaction. */
  settleRefused(act: 'resend' | 'discard', also: (count: number) => void): Outcome<null> {
    const { store, clock } = this.#deps;
    const written = store.write(() => {
      also(act === 'resend' ? this.#outbox.requeueRefused(clock.now()) : this.#outbox.removeRefused());
      return null;
    });
    if (!written.ok) return written;
    this.#changes.emit(null);
    void this.#line.wake();
    return written;
  }

  /** Told when a message left the queue or was settled, or the settings changed. */
  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** One message now, past whatever waits. */
  async test(signal: AbortSignal): Promise<{ failure: WebhookFailure | null; durationMs: number }> {
    const { clock, machineClock, logger, settings } = this.#deps;
    const { language } = settings();
    const startedMs = machineClock.monotonic();
    const message = describeTest(randomUUID(), clock.now(), language);
    const to = this.#standing.config;
    const { failure } = await sendMessage(message, { to, language, clock: machineClock, signal });
    const now = clock.now();
    if (failure !== null) logger.warn('webhook-failed', { ...failure, tries: 1 });
    this.#standing.note(
      failure === null ? { lastSuccessAt: now, lastFailure: null } : { lastFailureAt: now, lastFailure: failure },
    );
    return { failure, durationMs: Math.round(machineClock.monotonic() - startedMs) };
  }

  dispose(): void {
    this.#line.dispose();
    this.#standing.close();
  }
}
