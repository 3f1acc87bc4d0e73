import type { Migration } from '../store/migration.ts';

/** Some account is on that phone by the book, or was. */
const hadAccount = (phoneId: string): string => `(
  EXISTS (SELECT 1 FROM account WHERE phoneId = ${phoneId})
  OR EXISTS (SELECT 1 FROM accountMove WHERE ${phoneId} IN (fromPhoneId, toPhoneId)))`;

/** Its label, else what its model is called. */
const nameIn = (label: string, ...models: readonly string[]): string =>
  `coalesce(${[`nullif(${label}, '')`, ...models, "''"].join(', ')})`;

/** Phones that were removed before anybody noted their names: the audit log has them. */
const formerlyRemoved = `INSERT OR REPLACE INTO removedPhone (phoneId, number, name)
  SELECT subject, json_extract(params, '$.number'),
    ${nameIn("json_extract(params, '$.label')", "json_extract(params, '$.model')")}
  FROM auditLine WHERE action = 'phones.forget' AND subject IS NOT NULL
    AND subject NOT IN (SELECT phoneId FROM phone) AND ${hadAccount('subject')}
  ORDER BY seq`;

const noteRemoval = `CREATE TRIGGER phoneWithAccountRemoved AFTER DELETE ON phone WHEN ${hadAccount('OLD.phoneId')}
  BEGIN
    INSERT OR REPLACE INTO removedPhone (phoneId, number, name) VALUES (OLD.phoneId, OLD.number,
      ${nameIn('OLD.label', "json_extract(OLD.facts, '$.marketName')", "json_extract(OLD.facts, '$.model')")});
  END`;

/** What the records of accounts hold beyond what their standing follows from. */
export const recordMigrations: readonly Migration[] = [
  {
    version: 266,
    name: 'notes of ticks',
    up(exec) {
      exec('ALTER TABLE taskTick ADD COLUMN note TEXT');
    },
  },
  {
    version: 267,
    name: 'names of phones that had accounts and were removed',
    up(exec) {
      exec('CREATE TABLE removedPhone (phoneId TEXT PRIMARY KEY, number INTEGER, name TEXT NOT NULL) STRICT');
      exec(formerlyRemoved);
      exec(noteRemoval);
    },
  },
];
