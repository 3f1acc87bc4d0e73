import { z } from 'zod';
import { alertEndings, alertKindSchema, alertSeveritySchema } from '../../../contract/alerts.ts';
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
  ending: z.enum(alertEndings).nullable().default(null),
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

/** How much is kept, and since when the oldest that waits does. */
export interface OutboxCounts {
  readonly waitingCount: number;
  readonly waitingSinceAt: number | null;
  readonly refusedCount: number;
}

/**
 * Keeps the webhook's settings, what waits, and what was refused and set aside. A message is behind another by its entry.
 * Throws `StoreError` as the store does.
 */
export class OutboxStore {
  readonly #config: Statement<[], Row>;
  readonly #save: Statement<[Row], never>;
  readonly #add: Statement<[string, string, string, number], never>;
  readonly #next: Statement<[number], Row>;
  readonly #remove: Statement<[number], never>;
  readonly #removeAll: Statement<[], never>;
  readonly #dropOldest: Statement<[number, number], never>;
  readonly #count: Statement<[number], OutboxCounts>;
  readonly #refuse: Statement<[number, number], never>;
  readonly #trimRefused: Statement<[number], never>;
  readonly #refused: Statement<[], { eventId: string; message: string; language: string }>;
  readonly #removeRefused: Statement<[], never>;

  constructor(store: Store) {
    this.#config = store.prepare('SELECT * FROM alertWebhook');
    this.#save = store.prepare(`UPDATE alertWebhook SET isOn = @isOn, url = @url, format = @format,
      minSeverity = @minSeverity, droppedCount = @droppedCount, lastSuccessAt = @lastSuccessAt,
      lastFailureAt = @lastFailureAt, lastFailure = @lastFailure`);
    this.#add = store.prepare('INSERT INTO alertOutbox (eventId, message, language, createdAt) VALUES (?, ?, ?, ?)');
    this.#next = store.prepare(
      'SELECT * FROM alertOutbox WHERE entryId > ? AND refusedAt IS NULL ORDER BY entryId LIMIT 1',
    );
    this.#remove = store.prepare('DELETE FROM alertOutbox WHERE entryId <= ? AND refusedAt IS NULL');
    this.#removeAll = store.prepare('DELETE FROM alertOutbox');
    this.#dropOldest = store.prepare(`DELETE FROM alertOutbox WHERE entryId IN
      (SELECT entryId FROM alertOutbox WHERE entryId > ? AND refusedAt IS NULL ORDER BY entryId LIMIT ?)`);
    this.#count = store.prepare(`SELECT count(*) FILTER (WHERE refusedAt IS NULL) AS waitingCount,
      min(createdAt) FILTER (WHERE refusedAt IS NULL) AS waitingSinceAt,
      count(refusedAt) AS refusedCount FROM alertOutbox WHERE entryId > ? OR refusedAt IS NOT NULL`);
    this.#refuse = store.prepare('UPDATE alertOutbox SET refusedAt = ? WHERE entryId = ?');
    this.#trimRefused = store.prepare(`DELETE FROM alertOutbox WHERE refusedAt IS NOT NULL AND entryId <=
      (SELECT entryId FROM alertOutbox WHERE refusedAt IS NOT NULL ORDER BY entryId DESC LIMIT 1 OFFSET ?)`);
    this.#refused = store.prepare(
      'SELECT eventId, message, language FROM alertOutbox WHERE refusedAt IS NOT NULL ORDER BY entryId',
    );
    this.#removeRefused = store.prepare('DELETE FROM alertOutbox WHERE refusedAt IS NOT NULL');
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

  /** The oldest message behind `afterId` that waits. */
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

  /** Everything up to and with that entry has arrived, but for what was set aside. */
  removeUpTo(entryId: number): void {
    this.#remove.run(entryId);
  }

  /** What waits and what was set aside. Answers how many there were. */
  clear(): number {
    return this.#removeAll.run().changes;
  }

  /** The oldest behind `afterId`, which is under way. Answers how many there were. */
  dropOldest(afterId: number, count: number): number {
    return this.#dropOldest.run(afterId, count).changes;
  }

  /** Of what waits, only what is behind that entry counts. */
  countAfter(entryId: number): OutboxCounts {
    return this.#count.get(entryId) ?? { waitingCount: 0, waitingSinceAt: null, refusedCount: 0 };
  }

  /** Sets a message aside; of the refused, only `limit` are kept. Answers how many were given up. */
  setAside(entryId: number, at: number, limit: number): number {
    this.#refuse.run(at, entryId);
    return this.#trimRefused.run(limit).changes;
  }

  /** What was set aside waits again, as new entries behind everything else and from now on. Answers how many there were. */
  requeueRefused(now: number): number {
    const refused = this.#refused.all();
    this.#removeRefused.run();
    for (const { eventId, message, language } of refused) this.#add.run(eventId, message, language, now);
    return refused.length;
  }

  /** Answers how many there were. */
  removeRefused(): number {
    return this.#removeRefused.run().changes;
  }
}
