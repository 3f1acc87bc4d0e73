import type { Migration } from '../../store/migration.ts';

/**
 * Why an entry was taken off, and what is left of an entry whose person was erased: `nameKey` is then a hash of the name by the
 * desk's own secret, and `name` and `note` are empty.
 */
export const peopleMigrations: readonly Migration[] = [
  {
    version: 210,
    name: 'lists of people that outlast an erasure',
    up(exec) {
      exec('ALTER TABLE listEntry ADD COLUMN removedReason TEXT');
      exec('CREATE TABLE listSecret (secret BLOB NOT NULL) STRICT');
      exec('INSERT INTO listSecret VALUES (randomblob(32))');
    },
  },
];
