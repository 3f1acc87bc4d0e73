import type { Migration } from '../../store/migration.ts';

/**
 * A roster sync reads lists first and the groups on them then. The second job is planned once, also when the console ends between both:
 * `followedAt` is written before it is.
 */
export const syncMigrations: readonly Migration[] = [
  {
    version: 214,
    name: 'roster syncs by schedule',
    up(exec) {
      exec(`CREATE TABLE rosterSync (
        runId INTEGER PRIMARY KEY,
        scheduleId INTEGER NOT NULL,
        title TEXT NOT NULL,
        orderedBy TEXT NOT NULL,
        phoneIds TEXT NOT NULL CHECK (json_valid(phoneIds)),
        listJobId INTEGER NOT NULL,
        endAt INTEGER NOT NULL,
        followedAt INTEGER) STRICT`);
      exec('CREATE INDEX rosterSyncOpen ON rosterSync (runId) WHERE followedAt IS NULL');
    },
  },
];
