import { expect, test } from 'vitest';
import { electronArguments, parseStartFlags } from '../../../scripts/launch/flags.mjs';

const plain = {
  isFallback: false,
  isRootOnLinux: false,
  isVirtualDisplay: false,
  displayFlags: [],
  adbPath: '/usr/bin/adb',
  root: '/project',
};

test('everything but help is passed on to the console', () => {
  const flags = parseStartFlags(['--phones', '20', '--data=/d', '--once', '--help']);
  expect(flags).toEqual({
    adbPath: null,
    isOnce: true,
    isHelp: true,
    forApp: ['--phones', '20', '--data=/d', '--once'],
  });
});

test('adb is read in both forms and the last one wins', () => {
  expect(parseStartFlags(['--adb', '/a/adb']).adbPath).toBe('/a/adb');
  expect(parseStartFlags(['--adb', '/a/adb', '--adb=/b/adb']).adbPath).toBe('/b/adb');
});

test.each([[['--adb']], [['--adb', '--once']], [['--adb=']]])('adb without a path is refused: %s', (argv) => {
  expect(() => parseStartFlags(argv)).toThrow('--adb needs a value');
});

test('the official Electron runs the project folder, the fallback what is staged in it', () => {
  const flags = parseStartFlags(['--phones', '3']);
  expect(electronArguments({ ...plain, flags })).toEqual(['/project', '--adb=/usr/bin/adb', '--phones', '3']);
  const fallback = electronArguments({ ...plain, flags, isFallback: true });
  expect(fallback).toEqual(['--fallback-runtime', '--adb=/usr/bin/adb', '--phones', '3']);
});

test('the sandbox is given up only for root on Linux', () => {
  const flags = parseStartFlags([]);
  expect(electronArguments({ ...plain, flags })).not.toContain('--no-sandbox');
  expect(electronArguments({ ...plain, flags, isRootOnLinux: true })).toContain('--no-sandbox');
});

test('a window that nobody sees reports when it is ready', () => {
  expect(electronArguments({ ...plain, flags: parseStartFlags([]) })).not.toContain('--report-ready');
  expect(electronArguments({ ...plain, flags: parseStartFlags([]), isVirtualDisplay: true })).toContain(
    '--report-ready',
  );
});

test('the adb that the operator names is not replaced by the one found', () => {
  const flags = parseStartFlags(['--adb', '/own/adb']);
  expect(electronArguments({ ...plain, flags, adbPath: '/own/adb' })).toEqual(['/project', '--adb', '/own/adb']);
});
