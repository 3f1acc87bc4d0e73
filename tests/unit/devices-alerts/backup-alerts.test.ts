import { expect, onTestFinished, test } from 'vitest';
import { createBackupAlerts } from '../../../electron/devices/alerts/backup-alerts.ts';
import type { Alerts } from '../../../electron/devices/alerts/alerts.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { BackupState } from '../../../electron/store/daily-backup.ts';
import { AlertDesk } from '../../support/alert-desk.ts';

const dayMs = 24 * 3_600_000;

class SetBackup {
  readonly #changes = new EventSource<void>(silentLogger);
  #state: BackupState = { is: 'unknown' };

  state(): BackupState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  set(state: BackupState): void {
    this.#state = state;
    this.#changes.emit();
  }

  fail(code: Extract<BackupState, { is: 'failed' }>['code'], ageMs: number | null): void {
    const failedAt = 100 * dayMs;
    this.set({ is: 'failed', code, failedAt, lastAt: ageMs === null ? null : failedAt - ageMs });
  }
}

function start(desk: AlertDesk, backup: SetBackup): Alerts {
  const alerts = desk.start({ sources: [createBackupAlerts([backup], desk.clock)] });
  onTestFinished(() => alerts.dispose());
  return alerts;
}

test('a backup that was not written is one alert of the desk, however often it is tried, until one is written', () => {
  const desk = new AlertDesk();
  const backup = new SetBackup();
  const alerts = start(desk, backup);
  backup.fail('disk-full', dayMs);
  backup.fail('disk-full', dayMs);
  expect(alerts.list()).toMatchObject([
    { kind: 'backup-failed', subject: { type: 'desk' }, severity: 'warn', textCode: 'disk-full' },
  ]);
  backup.set({ is: 'fresh' });
  expect(alerts.list()).toEqual([]);
  expect(desk.told()).toEqual(['backup-failed raised', 'backup-failed ended']);
});

test('it gets worse once the last copy is three days old', () => {
  const desk = new AlertDesk();
  const backup = new SetBackup();
  const alerts = start(desk, backup);
  backup.fail('data-folder-unwritable', dayMs);
  backup.fail('data-folder-unwritable', 3 * dayMs);
  expect(alerts.list()).toMatchObject([{ severity: 'bad', textCode: 'unwritable' }]);
  expect(desk.told()).toEqual(['backup-failed raised', 'backup-failed worsened']);
});

test.each([
  ['disk-full', null, 'bad', 'disk-full'],
  ['database-corrupt', dayMs, 'bad', 'damaged'],
  ['timeout', dayMs, 'warn', 'slow'],
  ['internal', dayMs, 'warn', 'failed'],
] as const)('%s with a last copy of %s ms ago reads %s, %s', (code, ageMs, severity, textCode) => {
  const desk = new AlertDesk();
  const backup = new SetBackup();
  const alerts = start(desk, backup);
  backup.fail(code, ageMs);
  expect(alerts.list()).toMatchObject([{ severity, textCode }]);
});

test('after a restart it stays until it is known whether there is a copy now', () => {
  const desk = new AlertDesk();
  const before = new SetBackup();
  const first = start(desk, before);
  before.fail('disk-full', dayMs);
  first.dispose();
  const after = new SetBackup();
  const second = start(desk, after);
  expect(second.list()).toMatchObject([{ kind: 'backup-failed', unknownSinceAt: desk.clock.now() }]);
  after.set({ is: 'fresh' });
  expect(second.list()).toEqual([]);
});

test('a console whose backups are well raises none', () => {
  const desk = new AlertDesk();
  const backup = new SetBackup();
  const alerts = start(desk, backup);
  alerts.reviewAll();
  backup.set({ is: 'fresh' });
  expect(desk.told()).toEqual([]);
});

test('of two databases it tells the worse, and ends once both have their copy', () => {
  const desk = new AlertDesk();
  const [first, second] = [new SetBackup(), new SetBackup()];
  const alerts = desk.start({ sources: [createBackupAlerts([first, second], desk.clock)] });
  onTestFinished(() => alerts.dispose());
  first.fail('timeout', dayMs);
  second.fail('disk-full', null);
  expect(alerts.list()).toMatchObject([{ severity: 'bad', textCode: 'disk-full' }]);
  second.set({ is: 'fresh' });
  expect(alerts.list()).toMatchObject([{ textCode: 'slow' }]);
  first.set({ is: 'fresh' });
  expect(alerts.list()).toEqual([]);
  expect(desk.told()).toEqual(['backup-failed raised', 'backup-failed worsened', 'backup-failed ended']);
});
