import { swellCheckSchema, type SwellCheck } from '../../contract/battery-care.ts';
import type { Migration } from '../../store/migration.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { FullSpan } from './care-rules.ts';

export const batteryCareMigrations: readonly Migration[] = [
  {
    version: 133,
    name: 'battery care',
    up(exec) {
      exec(`CREATE TABLE swellCheck (
        swellCheckId INTEGER PRIMARY KEY AUTOINCREMENT,
        phoneId TEXT NOT NULL,
        at INTEGER NOT NULL,
        operatorName TEXT NOT NULL,
        result TEXT NOT NULL CHECK (result IN ('ok', 'swollen', 'removed')),
        note TEXT NOT NULL) STRICT`);
      exec('CREATE INDEX swellCheckByPhone ON swellCheck (phoneId, swellCheckId)');
      exec(`CREATE TABLE fullBattery (
        phoneId TEXT PRIMARY KEY,
        fullSinceAt INTEGER NOT NULL) STRICT`);
      exec(`CREATE TABLE chargeLimit (
        phoneId TEXT PRIMARY KEY,
        isLimited INTEGER NOT NULL,
        readAt INTEGER NOT NULL) STRICT`);
    },
  },
  {
    version: 135,
    name: 'what of batteries is not known',
    up(exec) {
      // Until when it was read as full was not kept: what went before cannot be told any more.
      exec('DELETE FROM fullBattery');
      exec('ALTER TABLE fullBattery ADD COLUMN lastReadAt INTEGER NOT NULL DEFAULT 0');
      exec('ALTER TABLE chargeLimit RENAME TO chargeLimitBefore');
      exec(`CREATE TABLE chargeLimit (
        phoneId TEXT PRIMARY KEY,
        isLimited INTEGER,
        readAt INTEGER NOT NULL) STRICT`);
      exec('INSERT INTO chargeLimit SELECT phoneId, isLimited, readAt FROM chargeLimitBefore');
      exec('DROP TABLE chargeLimitBefore');
    },
  },
];

type Values = Readonly<Record<string, string | number | null>>;
type ByPhone<T> = ReadonlyMap<string, T>;
type Limit = { readonly isLimited: boolean | null; readonly readAt: number };

interface CheckRow {
  readonly swellCheckId: number;
  readonly phoneId: string;
  readonly at: number;
  readonly operatorName: string;
  readonly result: string;
  readonly note: string;
}

const columns = 'swellCheckId, phoneId, at, operatorName, result, note';

/** Keeps sign-offs, since when batteries are full, and charge limits as read. Throws `StoreError` as the store does. */
export class CareStore {
  readonly #dropForgotten: readonly Statement<[], never>[];
  readonly #lastChecks: Statement<[], CheckRow>;
  readonly #checksOf: Statement<[string], CheckRow>;
  readonly #addCheck: Statement<[Values], never>;
  readonly #full: Statement<[], { phoneId: string } & FullSpan>;
  readonly #setFull: Statement<[Values], never>;
  readonly #clearFull: Statement<[string], never>;
  readonly #limits: Statement<[], { phoneId: string; isLimited: number | null; readAt: number }>;
  readonly #setLimit: Statement<[Values], never>;

  constructor(store: Store) {
    this.#dropForgotten = ['swellCheck', 'fullBattery', 'chargeLimit'].map((table) =>
      store.prepare(`DELETE FROM ${table} WHERE phoneId NOT IN (SELECT phoneId FROM phone)`),
    );
    this.#lastChecks = store.prepare(`SELECT ${columns} FROM swellCheck WHERE swellCheckId IN
      (SELECT max(swellCheckId) FROM swellCheck GROUP BY phoneId)`);
    this.#checksOf = store.prepare(
      `SELECT ${columns} FROM swellCheck WHERE phoneId = ? ORDER BY swellCheckId DESC LIMIT 200`,
    );
    this.#addCheck = store.prepare(`INSERT INTO swellCheck (phoneId, at, operatorName, result, note)
      VALUES (@phoneId, @at, @operatorName, @result, @note)`);
    this.#full = store.prepare('SELECT phoneId, fullSinceAt, lastReadAt FROM fullBattery');
    this.#setFull = store.prepare(`INSERT INTO fullBattery VALUES (@phoneId, @fullSinceAt, @lastReadAt)
      ON CONFLICT DO UPDATE SET fullSinceAt = excluded.fullSinceAt, lastReadAt = excluded.lastReadAt`);
    this.#clearFull = store.prepare('DELETE FROM fullBattery WHERE phoneId = ?');
    this.#limits = store.prepare('SELECT phoneId, isLimited, readAt FROM chargeLimit');
    this.#setLimit = store.prepare(`INSERT INTO chargeLimit VALUES (@phoneId, @isLimited, @readAt)
      ON CONFLICT DO UPDATE SET isLimited = excluded.isLimited, readAt = excluded.readAt`);
  }

  /** Drops what was kept of phones that were forgotten since. A phone itself may be stored a moment after its care. */
  dropForgotten(): void {
    for (const drop of this.#dropForgotten) drop.run();
  }

  /** The newest sign-off of every phone. */
  lastChecks(): ByPhone<SwellCheck> {
    return new Map(this.#lastChecks.all().map((row) => [row.phoneId, readCheck(row)]));
  }

  /** Newest first. */
  checksOf(phoneId: string): SwellCheck[] {
    return this.#checksOf.all(phoneId).map(readCheck);
  }

  addCheck(phoneId: string, check: Omit<SwellCheck, 'swellCheckId'>): void {
    this.#addCheck.run({ phoneId, ...check });
  }

  fullSpans(): ByPhone<FullSpan> {
    return new Map(this.#full.all().map(({ phoneId, ...span }) => [phoneId, span]));
  }

  setFull(phoneId: string, { fullSinceAt, lastReadAt }: FullSpan): void {
    this.#setFull.run({ phoneId, fullSinceAt, lastReadAt });
  }

  clearFull(phoneId: string): void {
    this.#clearFull.run(phoneId);
  }

  limits(): ByPhone<Limit> {
    return new Map(
      this.#limits
        .all()
        .map(({ phoneId, isLimited, readAt }) => [
          phoneId,
          { isLimited: isLimited === null ? null : isLimited === 1, readAt },
        ]),
    );
  }

  setLimit(phoneId: string, { isLimited, readAt }: Limit): void {
    this.#setLimit.run({ phoneId, isLimited: isLimited === null ? null : Number(isLimited), readAt });
  }
}

function readCheck({ phoneId: _phoneId, ...row }: CheckRow): SwellCheck {
  return swellCheckSchema.parse(row);
}
