import { z } from 'zod';
import { alertSeveritySchema, alertKindSchema } from '../../../contract/alerts.ts';
import { webhookFailureSchema, webhookFormatSchema, type WebhookFailure } from '../../../contract/webhook.ts';
import type { Bindable, Statement, Store } from '../../../store/store.ts';
import type { Language } from '../alert-words.ts';
import type { WebhookMessage } from './webhook-message.ts';

type Row = Readonly<Record<string, Bindable>>;

const configSchema = z.object({
  isOn: z.number().transform((value) => value === 1),
  /** Null: none is set. Checked when it was stored. */
  url: z.string().nullable(),
  format: webhookFormatSchema,
  minSeverity: alertSeveritySchema,
  droppedCount: z.number(),
  refusedCount: z.number(),
  lastSuccessAt: z.number().nullable(),
  lastFailureAt: z.number().nullable(),
  lastFailure: z
    .string()
    .nullable()
    .transform((text): WebhookFailure | null => (text === null ? null : webhookFailureSchema.parse(JSON.parse(text)))),
});
export type WebhookConfig = z.output<typeof configSchema>;

const messageSchema = z.object({
  source: z.literal('jiqun'),
  eventId: z.string(),
  alertId: z.number().nullable(),
  event: z.enum(['raised', 'worsened', 'cleared', 'test']),
  kind: alertKindSchema.nullable(),
  severity: alertSeveritySchema.nullable(),
  at: z.string(),
  title: z.string(),
  text: z.string(),
  next: z.string(),
  phone: z.object({ number: z.number().nullable(), label: z.string() }).nullable(),
  host: z.string().nullable(),
});
const languageSchema = z.enum(['zh-CN', 'en']);

/** A message that no success reply was read for. */
export interface WaitingMessage {
  readonly entryId: number;
  readonly message: WebhookMessage;
  readonly language: Language;
}

/** Keeps the webhook's settings and what waits. Throws `StoreError` as the store does. */
export class OutboxStore {
  readonly #config: Statement<[], Row>;
  readonly #save: Statement<[Row], never>;
  readonly #add: Statement<[string, string, string, number], never>;
  readonly #next: Statement<[number], Row>;
  readonly #remove: Statement<[number], never>;
  readonly #removeAll: Statement<[], never>;
  readonly #dropOldest: Statement<[number, number], never>;
  readonly #count: Statement<[number], { waitingCount: number; waitingSinceAt: number | null }>;

  constructor(store: Store) {
    this.#config = store.prepare('SELECT * FROM alertWebhook');
    this.#save = store.prepare(`UPDATE alertWebhook SET isOn = @isOn, url = @url, format = @format,
      minSeverity = @minSeverity, droppedCount = @droppedCount, refusedCount = @refusedCount, lastSuccessAt = @lastSuccessAt,
      lastFailureAt = @lastFailureAt, lastFailure = @lastFailure`);
    this.#add = store.prepare('INSERT INTO alertOutbox (eventId, message, language, createdAt) VALUES (?, ?, ?, ?)');
    this.#next = store.prepare('SELECT * FROM alertOutbox WHERE entryId > ? ORDER BY entryId LIMIT 1');
    this.#remove = store.prepare('DELETE FROM alertOutbox WHERE entryId <= ?');
    this.#removeAll = store.prepare('DELETE FROM alertOutbox');
    this.#dropOldest = store.prepare(`DELETE FROM alertOutbox WHERE entryId IN
      (SELECT entryId FROM alertOutbox WHERE entryId > ? ORDER BY entryId LIMIT ?)`);
    this.#count = store.prepare(`SELECT count(*) AS waitingCount, min(createdAt) AS waitingSinceAt
      FROM alertOutbox WHERE entryId > ?`);
  }

  config(): WebhookConfig {
    return configSchema.parse(this.#config.get());
  }

  save(config: WebhookConfig): void {
    const { isOn, lastFailure, ...rest } = config;
    const failure = lastFailure === null ? null : JSON.stringify(lastFailure);
    this.#save.run({ ...rest, isOn: isOn ? 1 : 0, lastFailure: failure });
  }

  add(message: WebhookMessage, language: Language, createdAt: number): void {
    this.#add.run(message.eventId, JSON.stringify(message), language, createdAt);
  }

  /** The oldest message behind `afterId`. */
  next(afterId: number): WaitingMessage | null {
    const row = this.#next.get(afterId);
    if (row === undefined) return null;
    const stored: unknown = JSON.parse(String(row['message']));
    return {
      entryId: Number(row['entryId']),
      message: messageSchema.parse(stored),
      language: languageSchema.parse(row['language']),
    };
  }

  /** Everything up to and with that entry has arrived. */
  removeUpTo(entryId: number): void {
    this.#remove.run(entryId);
  }

  /** Answers how many there were. */
  clear(): number {
    return this.#removeAll.run().changes;
  }

  /** The oldest behind `afterId`, which is under way. Answers how many there were. */
  dropOldest(afterId: number, count: number): number {
    return this.#dropOldest.run(afterId, count).changes;
  }

  countAfter(entryId: number): { readonly waitingCount: number; readonly waitingSinceAt: number | null } {
    return this.#count.get(entryId) ?? { waitingCount: 0, waitingSinceAt: null };
  }
}
