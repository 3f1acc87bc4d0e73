import { randomBytes } from 'node:crypto';
import type { Migration } from '../../store/migration.ts';
import type { Store } from '../../store/store.ts';

export const maskingMigrations: readonly Migration[] = [
  {
    version: 130,
    name: 'salt of masks',
    up(exec) {
      exec(`CREATE TABLE maskingSalt (
        onlyId INTEGER PRIMARY KEY CHECK (onlyId = 1),
        salt TEXT NOT NULL) STRICT`);
    },
  },
];

const saltBytes = 32;

/**
 * The salt of this data folder's masks, made at the first call: the same phone gets the same mask in every export from
 * here. It never leaves the database.
 * @throws StoreError when it cannot be stored
 */
export function readMaskingSalt(store: Store): string {
  const salt = randomBytes(saltBytes).toString('hex');
  store.prepare<[string]>('INSERT INTO maskingSalt VALUES (1, ?) ON CONFLICT DO NOTHING').run(salt);
  return store.prepare<[], { salt: string }>('SELECT salt FROM maskingSalt').get()?.salt ?? salt;
}
