import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../electron/database.ts';
import { ViewRecords } from '../../../electron/groups/book/view-records.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { GroupBench } from '../../support/groups/group-bench.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const names = ['晨跑群', '读书会', '团购群', '老乡群', '车友会'];

function open(): GroupBench {
  const bench = new GroupBench();
  onTestFinished(() => bench.store.dispose());
  return bench;
}

/** As a connection reads them that has read nothing before. */
function readAnew({ store }: GroupBench): unknown {
  return new ViewRecords(store).all();
}

/** One statement on a table of views, past everything that knows of views. */
function write({ store }: GroupBench, sql: string, ...values: (string | number)[]): void {
  store.prepare<(string | number)[]>(sql).run(...values);
}

test('only views in which something was written are other objects', () => {
  const bench = open();
  bench.list(1, names);
  const records = new ViewRecords(bench.store);
  const before = records.all();
  expect(records.all()).toBe(before);
  const touched = before[2]?.groupViewId ?? 0;
  write(bench, "UPDATE groupViewFact SET presentName = '别名' WHERE groupViewId = ?", touched);
  const after = records.all();
  expect(after.map((view, at) => view === before[at])).toEqual([true, true, false, true, true]);
  expect(after).toEqual(readAnew(bench));
});

test('a list that is read again says anew of each view of the phone whether it is listed', () => {
  const bench = open();
  bench.list(1, names);
  const records = new ViewRecords(bench.store);
  expect(records.all().every(({ isListed }) => isListed)).toBe(true);
  write(bench, 'UPDATE groupListing SET wholeAt = wholeAt + 1');
  expect(records.all().some(({ isListed }) => isListed)).toBe(false);
  write(bench, 'DELETE FROM groupListing');
  expect(records.all().every(({ isListed }) => isListed)).toBe(true);
  write(bench, 'DELETE FROM groupReading');
  expect(records.all().some(({ isListed }) => isListed)).toBe(false);
});

test('what another connection wrote is read as well', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-views-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'views.db');
  const bench = new GroupBench({ file });
  onTestFinished(() => bench.store.dispose());
  bench.list(1, names);
  const records = new ViewRecords(bench.store);
  const [first] = records.all();
  const other = openTestStore(migrations, { file });
  onTestFinished(() => other.dispose());
  other.prepare<[number]>("UPDATE groupView SET name = '别处改的' WHERE groupViewId = ?").run(first?.groupViewId ?? 0);
  expect(records.all()[0]?.name).toBe('别处改的');
});

test('a write that ignores or replaces is noted like any other', () => {
  const bench = open();
  bench.list(1, names);
  const records = new ViewRecords(bench.store);
  const [first] = records.all();
  const id = first?.groupViewId ?? 0;
  for (const how of ['IGNORE', 'REPLACE', 'FAIL']) {
    write(bench, `UPDATE OR ${how} groupView SET name = ? WHERE groupViewId = ?`, `改名${how}`, id);
    expect(records.all()[0]?.name).toBe(`改名${how}`);
  }
});

test('after any row of lists, pages, renamings and failed changes it is what a fresh reading finds', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const bench = open();
    const random = new SeededRandom(seed);
    for (let step = 0; step < 25; step += 1) {
      bench.clock.jump(1_000);
      act(bench, random, step);
      expect(bench.desk.records.views()).toEqual(readAnew(bench));
    }
  }
});

function act(bench: GroupBench, random: SeededRandom, step: number): void {
  const views = bench.desk.records.views();
  const view = views[random.between(0, Math.max(0, views.length - 1))];
  const kind = view === undefined ? 0 : random.between(0, 4);
  if (view === undefined || kind === 0) {
    bench.list(
      random.between(1, 3),
      names.filter(() => random.next() < 0.7),
      random.next() < 0.8,
    );
  } else if (kind === 1) {
    bench.desk.recordRenamed(`新名${step}`, view.groupViewId);
  } else if (kind === 2) {
    write(bench, 'UPDATE groupViewFact SET memberCount = ? WHERE groupViewId = ?', step, view.groupViewId);
  } else if (kind === 3) {
    write(bench, 'DELETE FROM groupView WHERE groupViewId = ?', view.groupViewId);
    bench.desk.change('', () => undefined);
  } else {
    expect(() =>
      bench.store.transaction(() => {
        write(bench, "UPDATE groupView SET name = '没有的名' WHERE groupViewId = ?", view.groupViewId);
        bench.desk.records.views();
        throw new Error('taken back');
      }),
    ).toThrow('taken back');
    bench.desk.records.forgetViews();
  }
}
