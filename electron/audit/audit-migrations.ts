import type { Migration } from '../store/migration.ts';

/** Lines can be added and nothing else: the triggers refuse change, removal and replacement. */
export const auditMigrations: readonly Migration[] = [
  {
    version: 20,
    name: 'audit log',
    up(exec) {
      exec(`CREATE TABLE auditLine (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        operatorId TEXT,
        operatorName TEXT,
        action TEXT NOT NULL,
        subject TEXT,
        params TEXT NOT NULL CHECK (json_valid(params)),
        hash TEXT NOT NULL) STRICT`);
      exec(`CREATE TRIGGER auditLineStays BEFORE DELETE ON auditLine
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`);
      exec(`CREATE TRIGGER auditLineKeeps BEFORE UPDATE ON auditLine
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`);
      exec(`CREATE TRIGGER auditLineIsNew BEFORE INSERT ON auditLine
        WHEN EXISTS (SELECT 1 FROM auditLine WHERE seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`);
    },
  },
];
