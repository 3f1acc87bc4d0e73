import { expect, test } from 'vitest';
import { findCycle, findViolations, judgeImport } from './layer-table.ts';
import { findImports } from './source-files.ts';

test.each([
  ['electron/devices/registry.ts', 'electron/adb/adb-server.ts'],
  ['electron/devices/health/verdicts.ts', 'electron/devices/identity.ts'],
  ['electron/groups/rename.ts', 'electron/accounts/gate.ts'],
  ['electron/services.ts', 'electron/dispatch.ts'],
  ['electron/app/window.ts', 'npm:electron'],
  ['electron/store/open-store.ts', 'npm:better-sqlite3'],
  ['renderer/stores/desk.ts', 'electron/contract/desk.ts'],
  ['tests/integration/adb/adb.test.ts', 'electron/adb/adb-server.ts'],
  ['tests/e2e/guards.test.ts', 'npm:electron'],
])('%s may import %s', (path, target) => {
  expect(judgeImport(path, target)).toBeNull();
});

test.each([
  ['electron/devices/registry.ts', 'electron/jobs/lane.ts', 'to the left only'],
  ['electron/contract/phones.ts', 'electron/runtime/clock.ts', 'to the left only'],
  ['electron/adb/adb-server.ts', 'electron/store/open-store.ts', 'to the left only'],
  ['electron/demo/demo.ts', 'electron/desk/desk.ts', 'to the left only'],
  ['electron/desk/desk.ts', 'electron/services.ts', 'to the left only'],
  ['electron/services.ts', 'electron/app/main.ts', 'to the left only'],
  ['electron/headless/main.ts', 'electron/app/main.ts', 'to the left only'],
  ['electron/devices/registry.ts', 'electron/helpers/list.ts', 'not in the layer table'],
  ['electron/headless/main.ts', 'npm:electron', 'only electron/app imports electron'],
  ['electron/app/main.ts', 'npm:better-sqlite3', 'only electron/store imports better-sqlite3'],
  ['electron/devices/registry.ts', 'npm:@devicefarmer/adbkit', 'only electron/adb imports'],
  ['simulator/cli.ts', 'npm:@devicefarmer/adbkit', 'only electron/adb imports'],
  ['renderer/main.tsx', 'npm:electron/main', 'only electron/app imports electron'],
  ['renderer/main.tsx', 'electron/devices/registry.ts', 'nothing of electron but the contract'],
  ['renderer/main.tsx', 'node:fs', 'no module of Node'],
  ['simulator/cli.ts', 'electron/contract/outcome.ts', 'simulator imports nothing of electron'],
  ['simulator/cli.ts', 'renderer/main.tsx', 'simulator imports nothing of renderer'],
  ['electron/demo/demo.ts', 'simulator/cli.ts', 'electron imports nothing of simulator'],
  ['electron/app/main.ts', 'tests/support/clock.ts', 'electron imports nothing of tests'],
])('%s may not import %s', (path, target, problem) => {
  expect(findViolations([{ path, imports: [target] }])).toEqual([expect.stringContaining(problem)]);
});

test('a cycle is found however long it is, and none where there is none', () => {
  const chain = [
    { path: 'a.ts', imports: ['b.ts', 'npm:zod'] },
    { path: 'b.ts', imports: ['c.ts'] },
    { path: 'c.ts', imports: [] },
  ];
  expect(findCycle(chain)).toBeNull();
  expect(findCycle([...chain, { path: 'd.ts', imports: ['d.ts'] }])).toEqual(['d.ts', 'd.ts']);
  const closed = [...chain.slice(0, 2), { path: 'c.ts', imports: ['a.ts'] }];
  expect(findCycle(closed)).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts']);
});

test('imports are read in every form, types and several lines included', () => {
  const text = `import { a } from './a.ts';
import type {
  B,
} from '../adb/b.ts';
import './side.ts';
export { c } from './c.ts';
const d = await import('zod');
/* import x from './comment.ts'; */
// import y from './comment.ts';
`;
  expect(findImports('electron/devices/x.ts', text)).toEqual([
    'electron/devices/a.ts',
    'electron/adb/b.ts',
    'electron/devices/c.ts',
    'electron/devices/side.ts',
    'npm:zod',
  ]);
});

test("the renderer's alias is the contract", () => {
  expect(findImports('renderer/x.ts', "import { a } from '@contract/desk.ts';")).toEqual(['electron/contract/desk.ts']);
});
