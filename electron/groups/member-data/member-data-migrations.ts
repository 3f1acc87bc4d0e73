import type { Migration } from '../../store/migration.ts';

/** `places` and `checked`: what became of each place that may hold a person, and what a search of all files found (JSON). */
export const memberDataMigrations: readonly Migration[] = [
  {
    version: 179,
    name: 'receipts that tell every place',
    up(exec) {
      exec(`ALTER TABLE memberDataReceipt ADD COLUMN places TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(places))`);
      exec(`ALTER TABLE memberDataReceipt ADD COLUMN checked TEXT NOT NULL
        DEFAULT '{"outcome":"not-done","searchedCount":0,"foundIn":[]}' CHECK (json_valid(checked))`);
    },
  },
];
