import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMachine, type Machine } from '../../../scripts/bootstrap/machine.mjs';
import { compiledFolder, keepCompiled, pruneCompiled } from '../../../scripts/launch/compiled.mjs';
import { nodeEnvironment } from '../../../scripts/launch/environment.mjs';

const now = Date.UTC(2026, 5, 1);
const dayMs = 24 * 3_600_000;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-compiled-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Something that Node kept so many days ago. */
function keep(version: string, name: string, days: number): string {
  const file = join(folder, version, name);
  mkdirSync(join(folder, version), { recursive: true });
  writeFileSync(file, name);
  const at = (now - days * dayMs) / 1_000;
  utimesSync(file, at, at);
  return file;
}

/** With the Node that runs this test, also where the whole suite was told to find none on the machine. */
function machine(): Machine {
  return { ...readMachine({ env: process.env }), hidden: new Set(), runtimeFolder: join(folder, '.runtime') };
}

test('what was kept a month ago goes, with the folder of a Node that is no longer used', async () => {
  const old = keep('v22', 'a', 40);
  const stale = keep('v24', 'b', 31);
  const used = keep('v24', 'c', 29);
  expect(await pruneCompiled(folder, now)).toBe(1);
  expect([old, stale, used, join(folder, 'v22')].map((path) => existsSync(path))).toEqual([false, false, true, false]);
});

test('where nothing was kept yet there is nothing to remove', async () => {
  expect(await pruneCompiled(join(folder, 'none'), now)).toBe(0);
});

test('on a fresh machine the store’s threads find their files stripped before the first of them starts', async () => {
  const here = machine();
  await keepCompiled(here, await nodeEnvironment(here));
  expect(await pruneCompiled(compiledFolder(here), Date.now())).toBeGreaterThan(20);
}, 60_000);
