import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adbPlaces, findAdb, readAdbVersion } from '../../../scripts/bootstrap/adb.mjs';
import { nodeEnvironment } from '../../../scripts/launch/environment.mjs';
import { findProgram, readHidden, readMachine, type Machine } from '../../../scripts/bootstrap/machine.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-machine-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, script: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function machine(env: Record<string, string>): Machine {
  return { ...readMachine({ env }), platform: 'linux', runtimeFolder: join(folder, '.runtime') };
}

test('only what can be hidden may be named in JIQUN_HIDE', () => {
  expect([...readHidden('adb, xvfb,')]).toEqual(['adb', 'xvfb']);
  expect(() => readHidden('abd')).toThrow('abd');
});

test('a program is found on the PATH only when it may be run', () => {
  program('bin/tool', '');
  writeFileSync(join(folder, 'bin', 'text'), '');
  expect(findProgram(machine({ PATH: join(folder, 'bin') }), 'tool')).toBe(join(folder, 'bin', 'tool'));
  expect(findProgram(machine({ PATH: join(folder, 'bin') }), 'text')).toBeNull();
});

test('the adb that the operator names is the only one asked', async () => {
  program('bin/adb', 'echo "Android Debug Bridge version 1.0.41"');
  const named = program('own/adb', 'echo "Version 35.0.2-12147458"');
  const found = await findAdb(machine({ PATH: join(folder, 'bin'), JIQUN_ADB: named }));
  expect(found).toEqual({ isFound: true, version: '35.0.2-12147458', detail: named });
  const wrong = await findAdb(machine({ PATH: join(folder, 'bin'), JIQUN_ADB: join(folder, 'none') }));
  expect(wrong).toMatchObject({ isFound: false, problem: { en: `${join(folder, 'none')} is not adb` } });
});

test('adb is looked for on the PATH, then in the Android SDK', () => {
  const onPath = program('bin/adb', '');
  const places = adbPlaces(machine({ PATH: join(folder, 'bin'), ANDROID_HOME: join(folder, 'sdk') }));
  const inSdk = join(folder, 'sdk', 'platform-tools', 'adb');
  expect(places).toContain(inSdk);
  expect(places.indexOf(onPath)).toBeLessThan(places.indexOf(inSdk));
});

test('Node is told where to keep what it strips of types, inside of the project', async () => {
  const here = machine({ PATH: join(folder, 'bin') });
  expect((await nodeEnvironment(here))['NODE_COMPILE_CACHE']).toBe(join(here.runtimeFolder, 'compiled'));
});

test('a hidden adb is not found on the PATH', async () => {
  program('bin/adb', 'echo "Android Debug Bridge version 1.0.41"');
  const hidden = machine({ PATH: join(folder, 'bin'), JIQUN_HIDE: 'adb' });
  expect((await findAdb(hidden)).isFound).toBe(false);
});

test('a program called adb that fails is not taken for one', async () => {
  program('bin/adb', 'exit 1');
  const found = await findAdb(machine({ PATH: join(folder, 'bin'), HOME: folder }));
  expect(found.isFound && found.detail === join(folder, 'bin', 'adb')).toBe(false);
});

test('both forms of the version that adb prints are read', () => {
  expect(readAdbVersion('Android Debug Bridge version 1.0.41\nVersion 28.0.2-debian\n')).toBe('28.0.2-debian');
  expect(readAdbVersion('Android Debug Bridge version 1.0.39\nRevision 1:8.1.0')).toBe('1.0.39');
});
