import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import type { Logger } from '../../../electron/runtime/logger.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { settingsMigrations } from '../../../electron/settings/settings-migrations.ts';
import { SettingsService, type SettingsOptions } from '../../../electron/settings/settings.ts';
import { StoreError } from '../../../electron/store/store-error.ts';
import type { Store } from '../../../electron/store/store.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

interface Setup {
  readonly store?: Store;
  readonly logger?: Logger;
  readonly record?: SettingsOptions['record'];
}

function createSettings({ store, logger, record }: Setup = {}): SettingsService {
  return new SettingsService({
    store: store ?? openTestStore(settingsMigrations),
    logger: logger ?? silentLogger,
    record: record ?? (() => undefined),
  });
}

function refuse(): never {
  throw new StoreError({ code: 'disk-full', message: 'no room' }, null);
}

test('a new desk has the defaults', () => {
  expect(createSettings().current()).toEqual(defaultSettings);
});

test('migration 10 stores one JSON value per key and refuses anything else', () => {
  const store = openTestStore(settingsMigrations);
  const insert = store.prepare<[string, string]>('INSERT INTO setting VALUES (?, ?)');
  insert.run('theme', '"dark"');
  expect(() => insert.run('theme', '"light"')).toThrow('UNIQUE');
  expect(() => insert.run('language', 'not json')).toThrow('CHECK');
});

test('a change is there after a restart', () => {
  const file = join(makeTempFolder(), 'jiqun.db');
  const first = openTestStore(settingsMigrations, { file });
  expect(createSettings({ store: first }).update({ theme: 'dark', adbPath: '/opt/adb' }).ok).toBe(true);
  first.dispose();
  const second = openTestStore(settingsMigrations, { file });
  expect(createSettings({ store: second }).current()).toEqual({
    ...defaultSettings,
    theme: 'dark',
    adbPath: '/opt/adb',
  });
});

test('a setting goes back to null and stays so', () => {
  const store = openTestStore(settingsMigrations);
  const settings = createSettings({ store });
  settings.update({ lockPolicy: 'none' });
  settings.update({ lockPolicy: null });
  expect(createSettings({ store }).current().lockPolicy).toBeNull();
});

test('a change is told once, with all settings', () => {
  const settings = createSettings();
  const listener = vi.fn();
  settings.subscribe(listener);
  settings.update({ language: 'en' });
  expect(listener.mock.calls).toEqual([[{ ...defaultSettings, language: 'en' }]]);
});

test('a patch that changes nothing is neither told nor recorded', () => {
  const record = vi.fn();
  const settings = createSettings({ record });
  const listener = vi.fn();
  settings.subscribe(listener);
  expect(settings.update({ language: defaultSettings.language })).toEqual({ ok: true, value: defaultSettings });
  expect(listener).not.toHaveBeenCalled();
  expect(record).not.toHaveBeenCalled();
});

test('a patch that breaks a rule between fields changes nothing', () => {
  const settings = createSettings();
  expect(settings.update({ batteryWarnCelsius: 60 })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  expect(settings.current()).toEqual(defaultSettings);
});

test('both fields of a rule can be moved together', () => {
  expect(createSettings().update({ batteryWarnCelsius: 60, batteryBadCelsius: 65 }).ok).toBe(true);
});

test('what the desk is judged by is recorded, what it looks like is not', () => {
  const record = vi.fn();
  createSettings({ record }).update({
    theme: 'dark',
    batteryLowPercent: 30,
    pollIntervalMs: defaultSettings.pollIntervalMs,
  });
  expect(record.mock.calls).toEqual([[{ batteryLowPercent: 30 }]]);
  createSettings({ record }).update({ language: 'en' });
  expect(record).toHaveBeenCalledOnce();
});

test('a change that cannot be recorded does not happen', () => {
  const store = openTestStore(settingsMigrations);
  const settings = createSettings({ store, record: refuse });
  expect(settings.update({ theme: 'dark', batteryLowPercent: 30 })).toMatchObject({
    ok: false,
    error: { code: 'disk-full' },
  });
  expect(settings.current().theme).toBe('system');
  expect(createSettings({ store }).current().theme).toBe('system');
});

test('a stored key of another release is logged and left in the database', () => {
  const store = openTestStore(settingsMigrations);
  store.prepare<[string, string]>('INSERT INTO setting VALUES (?, ?)').run('mirrorQuality', '3');
  const logger = new RecordingLogger();
  createSettings({ store, logger });
  expect(logger.of('setting-dropped')).toEqual([{ key: 'mirrorQuality' }]);
  expect(store.prepare('SELECT key FROM setting').all()).toEqual([{ key: 'mirrorQuality' }]);
});
