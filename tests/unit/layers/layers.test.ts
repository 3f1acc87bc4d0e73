import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCycle, findViolations, longestFile } from './layer-table.ts';
import { listSourceFiles, readSource, root } from './source-files.ts';

const product = ['electron', 'renderer', 'simulator'];
const sources = listSourceFiles([...product, 'scripts', 'tests']).map(readSource);

test('all sources are looked at', () => {
  for (const folder of product) expect(sources.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true);
  expect(sources.some(({ imports }) => imports.includes('electron/contract/outcome.ts'))).toBe(true);
});

test('imports go to the left only, and each side keeps to itself', () => {
  expect(findViolations(sources)).toEqual([]);
});

test('no import leads back to where it came from', () => {
  expect(findCycle(sources)).toBeNull();
});

test(`no source file is longer than ${longestFile} lines`, () => {
  const lengths = sources.map(
    ({ path }) => [path, readFileSync(join(root, path), 'utf8').split('\n').length - 1] as const,
  );
  expect(lengths.filter(([, lines]) => lines > longestFile)).toEqual([]);
});

test(`no style sheet is longer than ${longestFile} lines`, () => {
  const folder = join(root, 'renderer/styles');
  const lengths = readdirSync(folder).map((name) => {
    return [name, readFileSync(join(folder, name), 'utf8').split('\n').length - 1] as const;
  });
  expect(lengths.length).toBeGreaterThan(20);
  expect(lengths.filter(([, lines]) => lines > longestFile)).toEqual([]);
});
