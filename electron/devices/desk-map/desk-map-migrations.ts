import type { Migration } from '../../store/migration.ts';

/** Hubs that the operator named or set up, and the phones that he placed. */
export const deskMapMigrations: readonly Migration[] = [
  {
    version: 120,
    name: 'desk map',
    up(exec) {
      exec(`CREATE TABLE deskHub (
        hubId TEXT PRIMARY KEY,
        hostId TEXT NOT NULL,
        path TEXT,
        name TEXT NOT NULL,
        portCount INTEGER CHECK (portCount BETWEEN 1 AND 64),
        addedAt INTEGER NOT NULL) STRICT`);
      exec(`CREATE TABLE deskPlace (
        phoneId TEXT PRIMARY KEY,
        hubId TEXT NOT NULL REFERENCES deskHub ON DELETE CASCADE,
        port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 64),
        UNIQUE (hubId, port)) STRICT`);
    },
  },
];
