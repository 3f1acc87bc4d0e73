import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { lastBackupAt } from '../../../electron/store/backup.ts';
import { DailyBackup } from '../../../electron/store/daily-backup.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const hour = 3_600_000;
const fruit = {
  version: 10,
  name: 'fruit',
  up: (exec: (sql: string) => void) => exec('CREATE TABLE fruit (name TEXT) STRICT'),
};

function keepBackups() {
  const clock = new ManualClock();
  const store = openTestStore([fruit], { clock });
  store.prepare<[string]>('INSERT INTO fruit VALUES (?)').run('梨');
  const workerFile = new URL('../../../electron/worker.ts', import.meta.url);
  // Its own clock: the limit of a task must not pass while a test moves the days on.
  const worker = new TaskWorker({ workerFile, file: store.file, clock: new ManualClock(), logger: silentLogger });
  const backup = new DailyBackup({ file: store.file, worker, clock, logger: silentLogger });
  onTestFinished(async () => {
    backup.dispose();
    await worker.dispose();
  });
  return { clock, store, backup };
}

function backupsOf(file: string): readonly string[] {
  return readdirSync(join(dirname(file), 'backups')).filter((name) => name.endsWith('.backup'));
}

test('a running console has a whole copy of its database soon after the start', async () => {
  const { clock, store } = keepBackups();
  await clock.advance(hour);
  await vi.waitFor(() => expect(lastBackupAt(store.file)).not.toBeNull(), 10_000);
  const file = join(dirname(store.file), 'backups', backupsOf(store.file)[0] ?? '');
  expect(openTestStore([fruit], { file }).prepare('SELECT name FROM fruit').all()).toEqual([{ name: '梨' }]);
});

test('a new copy is written once the last is a day old, not before', async () => {
  const { clock, store } = keepBackups();
  const startedAt = clock.now();
  await clock.advance(hour);
  await vi.waitFor(() => expect(lastBackupAt(store.file)).not.toBeNull(), 10_000);
  expect(lastBackupAt(store.file)).toBe(startedAt + 120_000);
  await clock.advance(22 * hour);
  expect(backupsOf(store.file)).toHaveLength(1);
  await clock.advance(2 * hour);
  await vi.waitFor(() => expect(backupsOf(store.file)).toHaveLength(2), 10_000);
});

test('a copy that cannot be written is told with its cause, tried again every hour, and told again once it is there', async () => {
  const { clock, store, backup } = keepBackups();
  const inTheWay = join(dirname(store.file), 'backups');
  writeFileSync(inTheWay, 'no folder');
  const told: string[] = [];
  backup.subscribe(() => told.push(backup.state().is));
  expect(backup.state()).toEqual({ is: 'unknown' });
  const failedAt = clock.now() + 120_000;
  await clock.advance(hour);
  await vi.waitFor(() => expect(told).toEqual(['failed']), 10_000);
  expect(backup.state()).toEqual({ is: 'failed', code: 'data-folder-unwritable', failedAt, lastAt: null });
  rmSync(inTheWay);
  await clock.advance(hour);
  await vi.waitFor(() => expect(told).toEqual(['failed', 'fresh']), 10_000);
  expect(lastBackupAt(store.file)).toBe(failedAt + hour);
});

test('a copy of less than a day ago is enough', async () => {
  const { clock, backup } = keepBackups();
  await clock.advance(hour);
  await vi.waitFor(() => expect(backup.state()).toEqual({ is: 'fresh' }), 10_000);
  await clock.advance(hour);
  expect(backup.state()).toEqual({ is: 'fresh' });
});

test('nothing is left running after the end', () => {
  const { clock, backup } = keepBackups();
  backup.dispose();
  expect(clock.pendingCount).toBe(0);
});
