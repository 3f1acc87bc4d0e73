import { z } from 'zod';
import { identityQuestionSchema, phoneFactsSchema, type Phone, type PhoneFacts } from '../../contract/phones.ts';
import type { Statement, Store } from '../../store/store.ts';
import { unknownFacts, type BoundRoute, type PhoneRecord } from './phone-record.ts';

interface PhoneRow {
  readonly phoneId: string;
  readonly identityKey: string | null;
  readonly lastBootId: string | null;
  readonly number: number | null;
  readonly label: string;
  readonly tags: string;
  readonly note: string;
  readonly isVirtual: number;
  readonly isExpected: number;
  readonly isSetAside: number;
  readonly isEdited: number;
  readonly facts: string;
  readonly question: string | null;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number | null;
}

interface RouteRow extends BoundRoute {
  readonly phoneId: string;
}

type Values = Readonly<Record<string, string | number | null>>;

/** Keeps phones and their routes. Throws `StoreError` as the store does; callers choose `store.write`. */
export class PhoneStore {
  readonly #store: Store;
  readonly #phones: Statement<[], PhoneRow>;
  readonly #routes: Statement<[], RouteRow>;
  readonly #save: Statement<[Values], never>;
  readonly #saveRoute: Statement<[Values], never>;
  readonly #releaseNumber: Statement<[string], never>;
  readonly #dropRoutes: Statement<[string], never>;
  readonly #remove: Statement<[string], never>;

  constructor(store: Store) {
    this.#store = store;
    this.#phones = store.prepare('SELECT * FROM phone ORDER BY firstSeenAt, phoneId');
    this.#routes = store.prepare('SELECT * FROM phoneRoute ORDER BY seenAt');
    this.#save = store.prepare(`INSERT INTO phone (phoneId, identityKey, lastBootId, number, label, tags, note,
      isVirtual, isExpected, isSetAside, isEdited, facts, question, firstSeenAt, lastSeenAt)
      VALUES (@phoneId, @identityKey, @lastBootId, @number, @label, @tags, @note,
      @isVirtual, @isExpected, @isSetAside, @isEdited, @facts, @question, @firstSeenAt, @lastSeenAt)
      ON CONFLICT (phoneId) DO UPDATE SET identityKey = excluded.identityKey, lastBootId = excluded.lastBootId,
      number = excluded.number, label = excluded.label, tags = excluded.tags, note = excluded.note,
      isVirtual = excluded.isVirtual, isExpected = excluded.isExpected, isSetAside = excluded.isSetAside,
      isEdited = excluded.isEdited, facts = excluded.facts, question = excluded.question,
      lastSeenAt = excluded.lastSeenAt`);
    this.#saveRoute =
      store.prepare(`INSERT INTO phoneRoute (routeId, phoneId, hostId, serial, connection, portPath, boundBy, seenAt)
      VALUES (@routeId, @phoneId, @hostId, @serial, @connection, @portPath, @boundBy, @seenAt)
      ON CONFLICT (routeId) DO UPDATE SET phoneId = excluded.phoneId, boundBy = excluded.boundBy,
      connection = excluded.connection, seenAt = excluded.seenAt`);
    this.#releaseNumber = store.prepare('UPDATE phone SET number = NULL WHERE phoneId = ?');
    this.#dropRoutes = store.prepare('DELETE FROM phoneRoute WHERE phoneId = ?');
    this.#remove = store.prepare('DELETE FROM phone WHERE phoneId = ?');
  }

  /** All remembered phones, oldest first. */
  load(): PhoneRecord[] {
    const routes = new Map<string, BoundRoute[]>();
    for (const { phoneId, ...route } of this.#routes.all()) {
      const known = routes.get(phoneId);
      if (known === undefined) routes.set(phoneId, [route]);
      else known.push(route);
    }
    return this.#phones.all().map((row) => readRow(row, routes.get(row.phoneId) ?? []));
  }

  /** Numbers and routes may change hands among the records, in whatever order they come. */
  save(records: readonly PhoneRecord[]): void {
    this.#store.transaction(() => {
      for (const { phoneId } of records) this.#releaseNumber.run(phoneId);
      for (const record of records) this.#saveOne(record);
    });
  }

  /** Forgets the phone with its routes and events. */
  remove(phoneId: string): void {
    this.#remove.run(phoneId);
  }

  #saveOne(record: PhoneRecord): void {
    this.#save.run(writeRow(record));
    this.#dropRoutes.run(record.phoneId);
    for (const route of record.routes) this.#saveRoute.run({ ...route, phoneId: record.phoneId });
  }
}

function writeRow(record: PhoneRecord): Values {
  const { routes: _routes, ...columns } = record;
  return {
    ...columns,
    tags: JSON.stringify(record.tags),
    facts: JSON.stringify(record.facts),
    question: record.question === null ? null : JSON.stringify(record.question),
    isVirtual: Number(record.isVirtual),
    isExpected: Number(record.isExpected),
    isSetAside: Number(record.isSetAside),
    isEdited: Number(record.isEdited),
  };
}

function readRow(row: PhoneRow, routes: readonly BoundRoute[]): PhoneRecord {
  return {
    ...row,
    tags: z.array(z.string()).parse(JSON.parse(row.tags)),
    facts: readFacts(row.facts),
    question: readQuestion(row.question),
    isVirtual: row.isVirtual === 1,
    isExpected: row.isExpected === 1,
    isSetAside: row.isSetAside === 1,
    isEdited: row.isEdited === 1,
    routes,
  };
}

/** Facts are read from the phone again anyway: what an older release stored in another shape counts as unknown. */
function readFacts(text: string): PhoneFacts {
  const parsed = phoneFactsSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : unknownFacts;
}

function readQuestion(text: string | null): Phone['question'] {
  return text === null ? null : identityQuestionSchema.parse(JSON.parse(text));
}
