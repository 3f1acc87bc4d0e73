import { expect, test } from 'vitest';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { checkSettings, readStored } from '../../../electron/settings/settings-rules.ts';

test('the defaults keep every rule', () => {
  expect(checkSettings(defaultSettings)).toEqual({ ok: true, value: defaultSettings });
});

test('a bad temperature equal to the warning one is allowed', () => {
  expect(checkSettings({ ...defaultSettings, batteryWarnCelsius: 50, batteryBadCelsius: 50 }).ok).toBe(true);
});

test('a bad temperature below the warning one is refused and names the field and the limit', () => {
  expect(checkSettings({ ...defaultSettings, batteryWarnCelsius: 51, batteryBadCelsius: 50 })).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', detail: { field: 'batteryBadCelsius', minimum: 51 } },
  });
});

test('stored values replace the defaults', () => {
  const { settings, dropped } = readStored(
    new Map<string, unknown>([
      ['theme', 'dark'],
      ['pollIntervalMs', 30_000],
    ]),
  );
  expect(settings).toEqual({ ...defaultSettings, theme: 'dark', pollIntervalMs: 30_000 });
  expect(dropped).toEqual([]);
});

test.each([
  ['a key of another release', 'mirrorQuality', 3],
  ['a value that is not allowed', 'theme', 'pink'],
  ['a value of another type', 'pollIntervalMs', 'often'],
  ['a number out of range', 'batteryLowPercent', 400],
  ['a key that every object has', 'constructor', 'x'],
])('%s is passed over and named', (_what, key, value) => {
  expect(readStored(new Map([[key, value]]))).toEqual({ settings: defaultSettings, dropped: [key] });
});

test('stored temperatures that contradict each other fall back together', () => {
  const stored = new Map<string, unknown>([
    ['batteryWarnCelsius', 60],
    ['batteryBadCelsius', 40],
    ['language', 'en'],
  ]);
  expect(readStored(stored)).toEqual({
    settings: { ...defaultSettings, language: 'en' },
    dropped: ['batteryWarnCelsius', 'batteryBadCelsius'],
  });
});
