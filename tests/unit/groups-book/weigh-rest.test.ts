import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { writeCrowd } from '../../support/groups/crowded-book.ts';
import { GroupBench } from '../../support/groups/group-bench.ts';

const groupCount = 120;

/** A desk of many groups of which only the rosters show which views are one. */
function openCrowd(): GroupBench {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-crowd-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  writeCrowd(dataFolder, { phoneCount: 6, groupCount, membersPerGroup: 40, readAt: Date.now() });
  const bench = new GroupBench({ file: databaseFileOf(dataFolder), phoneCount: 0 });
  onTestFinished(() => bench.store.dispose());
  return bench;
}

function countSure({ desk }: GroupBench): number {
  return desk.book.list().filter(({ strength, views }) => strength === 'certain' && views.length === 3).length;
}

function limitPages({ store }: GroupBench, pages: number): void {
  store.prepare(`PRAGMA max_page_count = ${pages}`).get();
}

test('what was too much for the start is joined a part at a time, and stored', () => {
  const bench = openCrowd();
  expect(bench.desk.book.unweighedCount()).toBeGreaterThan(0);
  const sure: number[] = [];
  for (const _ of bench.desk.weighRest()) if (countSure(bench) !== sure.at(-1)) sure.push(countSure(bench));
  expect(bench.desk.book.unweighedCount()).toBe(0);
  expect(sure.length).toBeGreaterThan(2);
  expect(sure.at(-1)).toBe(groupCount);
  expect(bench.desk.records.views().every(({ strength }) => strength === 'certain')).toBe(true);
});

test('what the store refuses while the rest is weighed is joined by the next change', () => {
  const bench = openCrowd();
  limitPages(bench, 1);
  for (const _ of bench.desk.weighRest());
  limitPages(bench, 2 ** 30);
  expect(countSure(bench)).toBe(0);
  bench.desk.change('', () => undefined);
  expect(countSure(bench)).toBe(groupCount);
});
