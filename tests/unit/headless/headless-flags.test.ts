import { expect, test } from 'vitest';
import { readHeadlessFlags } from '../../../electron/headless/headless-flags.ts';

test('a data folder is enough; everything else has a default', () => {
  expect(readHeadlessFlags(['--data', '/desk'])).toMatchObject({
    kind: 'run',
    isVerbose: false,
    config: { dataFolder: '/desk', owner: 'headless', localAdbPort: 5037, isLocalServerStarted: true, phones: null },
  });
});

test('every flag reaches the configuration', () => {
  const argv = ['--data', '/d', '--adb-port', '5999', '--adb', '/x/adb', '--phones', '0', '--language', 'en'];
  const switches = ['--no-adb-start', '--no-recovery', '--end-own-adb', '--verbose'];
  expect(readHeadlessFlags([...argv, ...switches])).toMatchObject({
    isVerbose: true,
    config: {
      localAdbPort: 5999,
      adbPath: '/x/adb',
      phones: 0,
      language: 'en',
      isLocalServerStarted: false,
      isRecoveryEnabled: false,
      stopsOwnAdbServer: true,
    },
  });
});

test('the clock file is named by its whole path', () => {
  expect(readHeadlessFlags(['--data', '/d', '--clock', '/desk.json'])).toMatchObject({
    config: { clockFile: '/desk.json' },
  });
  expect(readHeadlessFlags(['--data', '/d'])).toMatchObject({ config: { clockFile: null } });
});

test.each([
  ['a clock without its file', ['--data', '/d', '--clock', '']],
  ['no data folder', []],
  ['an unknown flag', ['--data', '/d', '--colour', 'red']],
  ['a flag without its value', ['--data']],
  ['a port that is no number', ['--data', '/d', '--adb-port', 'usb']],
  ['a port out of range', ['--data', '/d', '--adb-port', '70000']],
  ['too many phones', ['--data', '/d', '--phones', '201']],
  ['an unknown language', ['--data', '/d', '--language', 'fr']],
])('%s is refused with the usage', (_what, argv) => {
  const flags = readHeadlessFlags(argv);
  expect(flags.kind === 'refused' && flags.message).toContain('--data DIR');
});

test('restoring the backup needs only the folder', () => {
  expect(readHeadlessFlags(['--data', '/d', '--restore-backup'])).toEqual({ kind: 'restore', dataFolder: '/d' });
  expect(readHeadlessFlags(['--data', '/d', '--reset-supervisor-pin'])).toEqual({
    kind: 'reset-pin',
    dataFolder: '/d',
  });
});

test('help is an answer, not a refusal', () => {
  expect(readHeadlessFlags(['--help'])).toMatchObject({ kind: 'help' });
});

test('what is wrong is named by its flag', () => {
  const flags = readHeadlessFlags(['--data', 'd', '--adb-port', '99999']);
  expect(flags.kind === 'refused' && flags.message.startsWith('--adb-port: ')).toBe(true);
  const missing = readHeadlessFlags([]);
  expect(missing.kind === 'refused' && missing.message.startsWith('--data: ')).toBe(true);
});
