import { z } from 'zod';
import { phoneEventKinds, textParamsSchema, type PhoneEventKind, type TextParams } from '../../contract/phones.ts';
import type { ProcedureOutput } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Statement, Store } from '../../store/store.ts';

type EventPage = ProcedureOutput<'phones.events'>;

interface PendingEvent {
  readonly phoneId: string;
  readonly at: number;
  readonly kind: PhoneEventKind;
  readonly params: TextParams;
  /** On the machine's clock. */
  readonly notedMs: number;
}

interface EventRow {
  readonly eventId: number;
  readonly at: number;
  readonly kind: string;
  readonly params: string;
}

/** A new phone's row is written a moment after its first events. */
const waitForPhoneMs = 5_000;
/** Newest events that are kept of each phone. */
const keptPerPhone = 500;
const writeAfterMs = 500;
const rowSchema = z.object({ kind: z.enum(phoneEventKinds), params: textParamsSchema });

/**
 * What happened to each phone. Written in batches, half a second behind; a page shows what is not written yet. Events
 * of a row that was never remembered go with it.
 */
export class EventLog implements Disposable {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #machineClock: Clock;
  readonly #logger: Logger;
  readonly #insert: Statement<[Readonly<Record<string, string | number>>], never>;
  readonly #trim: Statement<[string, string, number], never>;
  readonly #page: Statement<[string, number, number], EventRow>;
  #pending: PendingEvent[] = [];
  #cancelWrite: (() => void) | null = null;
  #isDisposed = false;

  constructor(deps: { store: Store; clock: Clock; machineClock: Clock; logger: Logger }) {
    const { store, clock, machineClock, logger } = deps;
    this.#store = store;
    this.#clock = clock;
    this.#machineClock = machineClock;
    this.#logger = logger;
    this.#insert = store.prepare(`INSERT INTO phoneEvent (phoneId, at, kind, params)
      SELECT @phoneId, @at, @kind, @params WHERE EXISTS (SELECT 1 FROM phone WHERE phoneId = @phoneId)`);
    this.#trim = store.prepare(`DELETE FROM phoneEvent WHERE phoneId = ? AND eventId <=
      (SELECT eventId FROM phoneEvent WHERE phoneId = ? ORDER BY eventId DESC LIMIT 1 OFFSET ?)`);
    this.#page = store.prepare(`SELECT eventId, at, kind, params FROM phoneEvent
      WHERE phoneId = ? AND eventId < ? ORDER BY eventId DESC LIMIT ?`);
  }

  note(phoneId: string, kind: PhoneEventKind, params: TextParams = {}): void {
    if (this.#isDisposed) return;
    const notedMs = this.#machineClock.monotonic();
    this.#pending.push({ phoneId, at: this.#clock.now(), kind, params, notedMs });
    this.#cancelWrite ??= this.#machineClock.after(writeAfterMs, () => this.#write());
  }

  /** Newest first. */
  page(phoneId: string, beforeId: number | null, limit: number): EventPage {
    this.#write();
    const rows = this.#page.all(phoneId, beforeId ?? Number.MAX_SAFE_INTEGER, limit + 1);
    return { events: rows.slice(0, limit).map(readEvent), hasMore: rows.length > limit };
  }

  /** Writes what is pending; what is noted later is dropped. */
  dispose(): void {
    this.#isDisposed = true;
    this.#write();
  }

  #write(): void {
    this.#cancelWrite?.();
    this.#cancelWrite = null;
    const events = this.#pending;
    if (events.length === 0) return;
    this.#pending = [];
    const early: PendingEvent[] = [];
    const written = this.#store.write(() => {
      for (const event of events) {
        const { notedMs, ...row } = event;
        const inserted = this.#insert.run({ ...row, params: JSON.stringify(event.params) });
        if (inserted.changes === 0 && this.#machineClock.monotonic() - notedMs < waitForPhoneMs) early.push(event);
      }
      for (const phoneId of new Set(events.map((event) => event.phoneId))) {
        this.#trim.run(phoneId, phoneId, keptPerPhone);
      }
    });
    if (early.length > 0 && !this.#isDisposed) {
      this.#pending = early;
      this.#cancelWrite = this.#machineClock.after(writeAfterMs, () => this.#write());
    }
    if (!written.ok) this.#logger.warn('phone-events-lost', { count: events.length, code: written.error.code });
  }
}

function readEvent(row: EventRow): EventPage['events'][number] {
  const stored: unknown = JSON.parse(row.params);
  const { kind, params } = rowSchema.parse({ kind: row.kind, params: stored });
  return { eventId: row.eventId, at: row.at, kind, params };
}
