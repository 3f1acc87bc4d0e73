import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSourceStamp } from '../../../scripts/launch/build.mjs';
import { findExternals, followDependencies, readExternals } from '../../../scripts/stage/externals.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jiqun-staging-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(place: string, content: string | object): void {
  const file = join(root, place);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

test('packages that a built file imports are found in every form', () => {
  const source = `import{a}from"better-sqlite3";import"zod/v4";const c=await import('@napi-rs/canvas');
    const d=require("bindings");export*from"./chunk.js";import fs from"node:fs";import p from"path";import e from"electron"`;
  expect([...findExternals(source)].toSorted()).toEqual(['@napi-rs/canvas', 'better-sqlite3', 'bindings', 'zod']);
});

test('only dependencies of the project are staged', async () => {
  write('package.json', { dependencies: { zod: '4.0.0' } });
  write('out/main/main.js', 'import "zod"; const text = \'from "somewhere"\';');
  expect(await readExternals(root, [join(root, 'out', 'main')])).toEqual(['zod']);
});

test('dependencies are followed through nested folders, optional ones only where installed', async () => {
  write('node_modules/a/package.json', {
    version: '1.0.0',
    dependencies: { b: '^1' },
    optionalDependencies: { 'a-linux': '1', 'a-mac': '1' },
  });
  write('node_modules/a-linux/package.json', { version: '1.0.1' });
  write('node_modules/b/package.json', { version: '9.0.0' });
  write('node_modules/a/node_modules/b/package.json', { version: '1.5.0', dependencies: { c: '1' } });
  write('node_modules/c/package.json', { version: '3.0.0' });
  const found = await followDependencies(root, ['a']);
  expect(Object.fromEntries(found)).toEqual({
    'node_modules/a': '1.0.0',
    'node_modules/a-linux': '1.0.1',
    'node_modules/a/node_modules/b': '1.5.0',
    'node_modules/c': '3.0.0',
  });
});

test('a dependency that is not installed is an error', async () => {
  write('node_modules/a/package.json', { version: '1.0.0', dependencies: { gone: '1' } });
  await expect(followDependencies(root, ['a'])).rejects.toThrow('gone is not installed');
});

test('the source stamp changes when a source is changed, added or removed, and only then', async () => {
  write('electron/main.ts', 'one');
  const first = await readSourceStamp(root);
  expect(await readSourceStamp(root)).toBe(first);
  write('electron/other.ts', 'two');
  const second = await readSourceStamp(root);
  expect(second).not.toBe(first);
  write('electron/main.ts', 'ONE');
  utimesSync(join(root, 'electron/main.ts'), 1, 1);
  const third = await readSourceStamp(root);
  expect(third).not.toBe(second);
  rmSync(join(root, 'electron/other.ts'));
  expect(await readSourceStamp(root)).not.toBe(third);
});
