import type { Migration } from '../../store/migration.ts';

/**
 * `phonePreparation`: the last checklist of each phone, as JSON in the shape of the contract. No reference to `phone`: a
 * phone is stored a moment after it is seen, and one that never told who it is not at all.
 */
export const preparationMigrations: readonly Migration[] = [
  {
    version: 110,
    name: 'phone preparation',
    up(exec) {
      exec(`CREATE TABLE phonePreparation (
        phoneId TEXT PRIMARY KEY,
        checkedAt INTEGER NOT NULL,
        checklist TEXT NOT NULL) STRICT`);
    },
  },
];
