import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { judgeImport, owners, tiers } from './layer-table.ts';
import { root } from './source-files.ts';

const restriction = z.tuple([z.literal('error'), z.object({ patterns: z.array(z.object({ regex: z.string() })) })]);
const configuration = z
  .object({
    overrides: z.array(z.object({ files: z.array(z.string()), rules: z.record(z.string(), z.unknown()) })),
  })
  .parse(JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')));

/** Whether the lint rules of `files` (an override's own pattern) refuse the import `specifier`. */
function isRefused(files: string, specifier: string): boolean {
  const override = configuration.overrides.find((entry) => entry.files.includes(files));
  const [, { patterns }] = restriction.parse(override?.rules['no-restricted-imports']);
  return patterns.some(({ regex }) => new RegExp(regex).test(specifier));
}

const layers = tiers.flat();
const folders = layers.filter((layer) => layer !== 'composition');
const places = [...folders.map((folder) => `${folder}/file.ts`), 'services.ts', 'dispatch.ts'];

test.each(folders)('lint refuses for electron/%s exactly what the layer table refuses', (folder) => {
  for (const place of places.filter((other) => !other.startsWith(`${folder}/`))) {
    const isAllowed = judgeImport(`electron/${folder}/file.ts`, `electron/${place}`) === null;
    expect([place, isRefused(`electron/${folder}/**`, `../${place}`)]).toEqual([place, !isAllowed]);
    expect(isRefused(`electron/${folder}/**`, `../../${place}`)).toBe(!isAllowed);
  }
  for (const [name, owner] of Object.entries(owners)) {
    expect([name, isRefused(`electron/${folder}/**`, name)]).toEqual([name, owner !== folder]);
  }
  expect(isRefused(`electron/${folder}/**`, '../../simulator/cli.ts')).toBe(true);
  expect(isRefused(`electron/${folder}/**`, './own.ts')).toBe(false);
});

test('lint keeps the renderer to the contract', () => {
  expect(isRefused('renderer/**', '../../electron/contract/desk.ts')).toBe(false);
  for (const specifier of ['../electron/devices/registry.ts', '../../electron/services.ts', 'electron', 'node:fs']) {
    expect([specifier, isRefused('renderer/**', specifier)]).toEqual([specifier, true]);
  }
});

test('lint keeps the simulator to itself', () => {
  expect(isRefused('simulator/**', '../world/world.ts')).toBe(false);
  for (const specifier of ['../electron/contract/outcome.ts', '../../renderer/main.tsx', '@devicefarmer/adbkit']) {
    expect([specifier, isRefused('simulator/**', specifier)]).toEqual([specifier, true]);
  }
});
