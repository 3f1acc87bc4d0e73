import { z } from 'zod';
import { alertSchema } from '../../contract/alerts.ts';
import type { ProcedureInput } from '../../contract/procedures.ts';
import type { Bindable, Statement, Store } from '../../store/store.ts';
import type { AlertRecord } from './alert-record.ts';
import { keyOf } from './finding.ts';

type Row = Readonly<Record<string, Bindable>>;

/** Ended alerts that are kept: at ten a day, more than five years. */
export const keptEnded = 20_000;
const trimEvery = 200;

const columns = `alertId, kind, severity, subject, subjectNumber, subjectName, textCode, params, raisedAt, unknownSinceAt,
  acknowledgedAt, acknowledgedBy, snoozedUntilAt, isTold, endedAt, ending`;

/** Keeps alerts and the phones' snoozes. Throws `StoreError` as the store does. */
export class AlertStore {
  readonly #active: Statement<[], Row>;
  readonly #insert: Statement<[Row], never>;
  readonly #update: Statement<[Row], never>;
  readonly #page: Statement<[Row], Row>;
  readonly #trim: Statement<[number], never>;
  readonly #snoozes: Statement<[], { phoneId: string; untilAt: number }>;
  readonly #snooze: Statement<[string, number], never>;
  readonly #wake: Statement<[string], never>;

  constructor(store: Store) {
    this.#active = store.prepare(`SELECT ${columns} FROM alert WHERE endedAt IS NULL ORDER BY alertId`);
    this.#insert = store.prepare(`INSERT INTO alert (alertKey, phoneId, kind, severity, subject, subjectNumber,
        subjectName, textCode, params, raisedAt, unknownSinceAt, acknowledgedAt, acknowledgedBy, snoozedUntilAt, isTold,
        endedAt, ending)
      VALUES (@alertKey, @phoneId, @kind, @severity, @subject, @subjectNumber, @subjectName, @textCode, @params,
        @raisedAt, @unknownSinceAt, @acknowledgedAt, @acknowledgedBy, @snoozedUntilAt, @isTold, @endedAt, @ending)`);
    this.#update = store.prepare(`UPDATE alert SET severity = @severity, textCode = @textCode, params = @params,
        unknownSinceAt = @unknownSinceAt, acknowledgedAt = @acknowledgedAt, acknowledgedBy = @acknowledgedBy,
        snoozedUntilAt = @snoozedUntilAt, isTold = @isTold, endedAt = @endedAt, ending = @ending
      WHERE alertId = @alertId`);
    this.#page = store.prepare(`SELECT ${columns} FROM alert
      WHERE alertId < @beforeId AND (@kind IS NULL OR kind = @kind) AND (@severity IS NULL OR severity = @severity)
        AND (@phoneId IS NULL OR phoneId = @phoneId)
      ORDER BY alertId DESC LIMIT @limit`);
    this.#trim = store.prepare(`DELETE FROM alert WHERE endedAt IS NOT NULL AND alertId <=
      (SELECT alertId FROM alert WHERE endedAt IS NOT NULL ORDER BY alertId DESC LIMIT 1 OFFSET ?)`);
    this.#snoozes = store.prepare('SELECT phoneId, untilAt FROM alertPhoneSnooze');
    this.#snooze = store.prepare(`INSERT INTO alertPhoneSnooze (phoneId, untilAt) VALUES (?, ?)
      ON CONFLICT (phoneId) DO UPDATE SET untilAt = excluded.untilAt`);
    this.#wake = store.prepare('DELETE FROM alertPhoneSnooze WHERE phoneId = ?');
  }

  /** Oldest first. */
  active(): AlertRecord[] {
    return this.#active.all().map(readRow);
  }

  /** Answers the alert's id. */
  add(record: Omit<AlertRecord, 'alertId'>): number {
    const phoneId = record.subject.type === 'phone' ? record.subject.phoneId : null;
    const { lastRowId } = this.#insert.run({ ...toRow(record), alertKey: keyOf(record), phoneId });
    if (lastRowId % trimEvery === 0) this.#trim.run(keptEnded);
    return lastRowId;
  }

  save(record: AlertRecord): void {
    this.#update.run({ ...toRow(record), alertId: record.alertId });
  }

  /** Newest first; one more than asked for when there are more. */
  page({ beforeId, limit, kind, severity, phoneId }: ProcedureInput<'alerts.page'>): AlertRecord[] {
    const before = beforeId ?? Number.MAX_SAFE_INTEGER;
    return this.#page.all({ beforeId: before, limit: limit + 1, kind, severity, phoneId }).map(readRow);
  }

  phoneSnoozes(): Map<string, number> {
    return new Map(this.#snoozes.all().map(({ phoneId, untilAt }) => [phoneId, untilAt]));
  }

  /** Null ends the phone's snooze. */
  snoozePhone(phoneId: string, untilAt: number | null): void {
    if (untilAt === null) this.#wake.run(phoneId);
    else this.#snooze.run(phoneId, untilAt);
  }
}

function toRow(record: Omit<AlertRecord, 'alertId'>): Row {
  const { subject, params, isTold, raisedAt, ...rest } = record;
  return {
    ...rest,
    raisedAt,
    subject: JSON.stringify(subject),
    params: JSON.stringify(params),
    isTold: isTold ? 1 : 0,
  };
}

const recordSchema = alertSchema.extend({ isTold: z.boolean() });

function readRow(row: Row): AlertRecord {
  const subject: unknown = JSON.parse(String(row['subject']));
  const params: unknown = JSON.parse(String(row['params']));
  return recordSchema.parse({ ...row, subject, params, isTold: row['isTold'] === 1 });
}
