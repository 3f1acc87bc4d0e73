import { accountMigrations } from './accounts/account-migrations.ts';
import { custodyMigrations } from './accounts/custody/custody-store.ts';
import { doubtMigrations } from './accounts/store/doubt-store.ts';
import { recordMigrations } from './accounts/record-migrations.ts';
import { growthMigrations } from './accounts/growth-migrations.ts';
import { peopleMigrations } from './accounts/people/people-migrations.ts';
import { reminderMigrations } from './accounts/desk/reminder-migrations.ts';
import { operatorMigrations } from './accounts/operator-migrations.ts';
import { phoneWordMigrations } from './accounts/true-time/phone-word-store.ts';
import { trueTimeMigrations } from './accounts/true-time/time-mark-store.ts';
import { auditMigrations } from './audit/audit-migrations.ts';
import { automationMigrations } from './automation/automation-migrations.ts';
import type { Outcome } from './contract/outcome.ts';
import { demoMigrations } from './demo/demo-store.ts';
import { deviceMigrations } from './devices/devices.ts';
import { healthDeskMigrations } from './devices/health-desk.ts';
import { bookMigrations } from './groups/book/book-migrations.ts';
import { groupMigrations } from './groups/group-migrations.ts';
import { memberDataMigrations } from './groups/member-data/member-data-migrations.ts';
import { syncMigrations } from './groups/sync/sync-migrations.ts';
import { jobMigrations } from './jobs/store/job-migrations.ts';
import type { DisposalStack } from './runtime/disposal.ts';
import { scheduleMigrations } from './schedules/schedule-migrations.ts';
import { settingsMigrations } from './settings/settings-migrations.ts';
import { databaseFileOf, lockDataFolder, type LockOptions } from './store/data-folder.ts';
import type { Migration } from './store/migration.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

/** Every rung of every feature; the ladder is one. */
export const migrations: readonly Migration[] = [
  ...settingsMigrations,
  ...auditMigrations,
  ...operatorMigrations,
  ...deviceMigrations,
  ...groupMigrations,
  ...demoMigrations,
  ...healthDeskMigrations,
  ...jobMigrations,
  ...bookMigrations,
  ...memberDataMigrations,
  ...accountMigrations,
  ...growthMigrations,
  ...recordMigrations,
  ...doubtMigrations,
  ...peopleMigrations,
  ...trueTimeMigrations,
  ...phoneWordMigrations,
  ...custodyMigrations,
  ...automationMigrations,
  ...scheduleMigrations,
  ...reminderMigrations,
  ...syncMigrations,
];

/** Locks the data folder and opens its database; `life` closes both. Fails as `lockDataFolder` and `openStore` do. */
export function openDatabase(options: LockOptions, life: DisposalStack): Outcome<Store> {
  const locked = lockDataFolder(options);
  if (!locked.ok) return locked;
  life.use(locked.value);
  const { folder, clock, logger } = options;
  const opened = openStore({ file: databaseFileOf(folder), migrations, clock, logger });
  if (opened.ok) life.use(opened.value);
  return opened;
}
