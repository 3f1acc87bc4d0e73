import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { provideAll, type Prerequisite } from '../../../scripts/bootstrap/bootstrap.mjs';
import { placeOf } from '../../../scripts/bootstrap/electron-fallback.mjs';
import { nodePackages } from '../../../scripts/bootstrap/node-runtime.mjs';
import { Progress } from '../../../scripts/bootstrap/progress.mjs';
import { replaceFolder } from '../../../scripts/bootstrap/temporary-folder.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-bootstrap-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

interface Fake {
  readonly prerequisite: Prerequisite;
  readonly provided: () => number;
}

function fake(name: string, options: { isHere?: boolean; fails?: boolean; isOptional?: boolean } = {}): Fake {
  const { isHere = false, fails = false, isOptional = false } = options;
  let isFound = isHere;
  let count = 0;
  const text = { zh: name, en: name };
  const prerequisite: Prerequisite = {
    id: name,
    name: text,
    isOptional,
    find: async () =>
      isFound
        ? { isFound: true, version: '1', detail: name }
        : { isFound: false, problem: text, remedy: { zh: `装 ${name}`, en: `install ${name}` } },
    provide: async () => {
      count += 1;
      if (fails) throw new Error('no network');
      isFound = true;
    },
  };
  return { prerequisite, provided: () => count };
}

function quiet(lines: string[] = []): Progress {
  return new Progress((line) => lines.push(line));
}

test('what is there is skipped and what is missing is provided', async () => {
  const here = fake('here', { isHere: true });
  const missing = fake('missing');
  expect(await provideAll([here.prerequisite, missing.prerequisite], quiet())).toBe(true);
  expect([here.provided(), missing.provided()]).toEqual([0, 1]);
});

test('a needed one that cannot be provided ends the start with reason and remedy', async () => {
  const lines: string[] = [];
  const next = fake('next');
  const isReady = await provideAll([fake('electron', { fails: true }).prerequisite, next.prerequisite], quiet(lines));
  expect(isReady).toBe(false);
  expect(lines.join('\n')).toContain('no network. install electron');
  expect(next.provided()).toBe(0);
});

test('an optional one that cannot be provided is told and the start goes on', async () => {
  const lines: string[] = [];
  const next = fake('next');
  const optional = fake('adb', { fails: true, isOptional: true });
  expect(await provideAll([optional.prerequisite, next.prerequisite], quiet(lines))).toBe(true);
  expect(lines.join('\n')).toContain('install adb');
  expect(next.provided()).toBe(1);
});

test('a folder is replaced only when it is complete', async () => {
  const target = join(folder, 'node');
  await replaceFolder(target, async (draft) => writeFileSync(join(draft, 'version'), '1'));
  const failing = replaceFolder(target, async (draft) => {
    writeFileSync(join(draft, 'version'), '2');
    throw new Error('cut off');
  });
  await expect(failing).rejects.toThrow('cut off');
  expect(readFileSync(join(target, 'version'), 'utf8')).toBe('1');
  expect(readdirSync(folder)).toEqual(['node']);
});

test('of the fallback archive the program that it came with is left out, its database driver kept', () => {
  expect(placeOf('Cypress/Cypress')).toBe(join('dist', 'Cypress'));
  expect(placeOf('Cypress/locales/zh-CN.pak')).toBe(join('dist', 'locales/zh-CN.pak'));
  expect(placeOf('Cypress/resources/app/package.json')).toBeNull();
  expect(placeOf('Cypress/resources/app.asar')).toBeNull();
  const native = 'Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node';
  expect(placeOf(native)).toBe(join('native', 'better_sqlite3.node'));
});

test('every Node that may be fetched is pinned and new enough', () => {
  for (const { version, integrity } of Object.values(nodePackages)) {
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(22);
    expect(integrity).toMatch(/^sha512-[\w+/]{86}==$/u);
  }
});
