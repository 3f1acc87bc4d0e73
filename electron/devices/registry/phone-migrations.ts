import type { Migration } from '../../store/migration.ts';

/** Phones, the routes they are remembered by, and what happened to each phone. */
export const phoneMigrations: readonly Migration[] = [
  {
    version: 40,
    name: 'phones',
    up(exec) {
      exec(`CREATE TABLE phone (
        phoneId TEXT PRIMARY KEY,
        identityKey TEXT,
        lastBootId TEXT,
        number INTEGER UNIQUE CHECK (number BETWEEN 1 AND 9999),
        label TEXT NOT NULL,
        tags TEXT NOT NULL CHECK (json_valid(tags)),
        note TEXT NOT NULL,
        isVirtual INTEGER NOT NULL,
        isExpected INTEGER NOT NULL,
        isSetAside INTEGER NOT NULL,
        isEdited INTEGER NOT NULL,
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        question TEXT CHECK (question IS NULL OR json_valid(question)),
        firstSeenAt INTEGER NOT NULL,
        lastSeenAt INTEGER) STRICT`);
      exec(`CREATE TABLE phoneRoute (
        routeId TEXT PRIMARY KEY,
        phoneId TEXT NOT NULL REFERENCES phone ON DELETE CASCADE,
        hostId TEXT NOT NULL,
        serial TEXT NOT NULL,
        connection TEXT NOT NULL CHECK (connection IN ('usb', 'tcp', 'unknown')),
        portPath TEXT,
        boundBy TEXT NOT NULL CHECK (boundBy IN ('observed', 'operator')),
        seenAt INTEGER NOT NULL) STRICT`);
      exec('CREATE INDEX phoneRouteByPhone ON phoneRoute (phoneId)');
    },
  },
  {
    version: 41,
    name: 'phone events',
    up(exec) {
      exec(`CREATE TABLE phoneEvent (
        eventId INTEGER PRIMARY KEY AUTOINCREMENT,
        phoneId TEXT NOT NULL REFERENCES phone ON DELETE CASCADE,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        params TEXT NOT NULL CHECK (json_valid(params))) STRICT`);
      exec('CREATE INDEX phoneEventByPhone ON phoneEvent (phoneId, eventId)');
    },
  },
];
