import type { Migration } from '../../store/migration.ts';

/** Only other machines' servers are stored: this machine's comes from the configuration, 演示 from its process. */
export const hostMigrations: readonly Migration[] = [
  {
    version: 60,
    name: 'adb hosts',
    up(exec) {
      exec(`CREATE TABLE adbHost (
        hostId TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
        addedAt INTEGER NOT NULL,
        UNIQUE (address, port)) STRICT`);
    },
  },
];
