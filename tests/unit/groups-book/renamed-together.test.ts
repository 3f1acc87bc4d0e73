import { describe, expect, test } from 'vitest';
import { GroupBench } from '../../support/groups/group-bench.ts';

const [oldNames, newNames] = [
  ['晨跑群', '读书会', '瑜伽群'],
  ['杭州晨跑', '杭州读书', '杭州瑜伽'],
] as const;
const sizes = [12, 40, 90] as const;

/** Phones 1 and 2 list the same three groups, whose sizes alone say so; an operator has noted something of each. */
function openLikely(places: readonly [number, number] = [1, 2]): GroupBench {
  const bench = new GroupBench();
  for (const place of places) bench.list(place, oldNames);
  for (const place of places) readPages(bench, place, oldNames);
  bench.desk.change('', () => {
    for (const { groupId, name } of bench.desk.book.list()) {
      bench.desk.records.setFields(groupId, { city: `${name}的城市`, custodian: '小李', note: '' });
    }
  });
  expect(bench.desk.book.list().map(({ strength }) => strength)).toEqual(['likely', 'likely', 'likely']);
  bench.clock.jump(60_000);
  return bench;
}

/** What the pages of that phone's groups say: one size for each, by its place. */
function readPages(
  bench: GroupBench,
  place: number,
  names: readonly string[],
  counts: readonly number[] = sizes,
): void {
  for (const [at, name] of names.entries()) {
    bench.info(place, name, { role: place === 1 ? 'owner' : 'admin', memberCount: counts[at] ?? 0, presentName: name });
  }
}

/** A job renames all three through the first phone. */
function renameAll(bench: GroupBench): void {
  for (const [at, name] of oldNames.entries()) {
    const view = bench.group(name).views.find(({ phoneId }) => phoneId === 'phone-1');
    const origin = { source: 'renamed', by: '小王', verifiedBy: 'page', jobId: 7 } as const;
    expect(bench.desk.recordRenamed(newNames[at] ?? '', view?.groupViewId ?? 0, origin).ok).toBe(true);
  }
  bench.clock.jump(60_000);
}

function idsOf(bench: GroupBench, names: readonly string[]): readonly string[] {
  return names.map((name) => bench.group(name).groupId);
}

function citiesOf(bench: GroupBench, names: readonly string[]): readonly string[] {
  return names.map((name) => bench.group(name).city);
}

function openQuestions(bench: GroupBench): readonly string[] {
  return bench.desk.book.questions().map(({ evidence }) => evidence.reason);
}

const seenByBoth = newNames.map((name) => `${name}: 1 2`).toSorted();
const oldCities = oldNames.map((name) => `${name}的城市`);

describe('groups that are only likely one and were renamed together through one account', () => {
  test.each([[[1, 2] as const], [[2, 1] as const]])('stay themselves when the others’ lists tell (%s)', (places) => {
    const bench = openLikely(places);
    const ids = idsOf(bench, oldNames);
    renameAll(bench);
    bench.list(2, newNames);
    expect(bench.joined.map(sorted)).toEqual(seenByBoth);
    expect(idsOf(bench, newNames)).toEqual(ids);
    expect(citiesOf(bench, newNames)).toEqual(oldCities);
    expect(openQuestions(bench)).toEqual([]);
    bench.clock.jump(60_000);
    bench.list(1, newNames);
    for (const place of places) readPages(bench, place, newNames);
    expect(bench.joined.map(sorted)).toEqual(seenByBoth);
    expect(idsOf(bench, newNames)).toEqual(ids);
    expect(bench.group(newNames[0]).names.map(({ name, source, jobId }) => [name, source, jobId])).toEqual([
      [oldNames[0], 'read', null],
      [newNames[0], 'renamed', 7],
    ]);
  });

  test('stay themselves when the names before are given back', () => {
    const bench = openLikely();
    const ids = idsOf(bench, oldNames);
    renameAll(bench);
    bench.list(2, newNames);
    bench.clock.jump(60_000);
    for (const [at, name] of newNames.entries()) {
      const view = bench.group(name).views.find(({ phoneId }) => phoneId === 'phone-1');
      bench.desk.recordRenamed(oldNames[at] ?? '', view?.groupViewId ?? 0);
    }
    bench.clock.jump(60_000);
    bench.list(2, oldNames);
    expect(idsOf(bench, oldNames)).toEqual(ids);
    expect(bench.desk.book.list()).toHaveLength(3);
  });

  test('are told by a name although the account once listed another group of it, which is gone', () => {
    const bench = new GroupBench();
    bench.list(2, [newNames[0], oldNames[0]]);
    bench.list(1, [oldNames[0]]);
    bench.clock.jump(60_000);
    bench.list(2, [oldNames[0]]);
    for (const place of [1, 2]) readPages(bench, place, [oldNames[0]]);
    const { groupId } = bench.group(oldNames[0]);
    const past = bench.desk.book.list().find(({ name }) => name === newNames[0]);
    bench.clock.jump(60_000);
    const viewId = bench.group(oldNames[0]).views.find(({ phoneId }) => phoneId === 'phone-1')?.groupViewId ?? 0;
    bench.desk.recordRenamed(newNames[0], viewId);
    bench.clock.jump(60_000);
    bench.list(2, [newNames[0]]);
    expect(bench.desk.book.get(groupId)?.views.map(({ isListed }) => isListed)).toEqual([true, true]);
    expect(bench.desk.book.get(past?.groupId ?? '')?.views.map(({ isListed }) => isListed)).toEqual([false]);
  });
});

describe('groups that others renamed together', () => {
  test('are told by what their pages say, where no two of them are about as large', () => {
    const bench = openLikely();
    const ids = idsOf(bench, oldNames);
    for (const place of [2, 1]) bench.list(place, newNames);
    bench.clock.jump(60_000);
    for (const place of [2, 1]) readPages(bench, place, newNames);
    expect(bench.joined.map(sorted)).toEqual(seenByBoth);
    expect(idsOf(bench, newNames)).toEqual(ids);
    expect(citiesOf(bench, newNames)).toEqual(oldCities);
    expect(openQuestions(bench)).toEqual([]);
  });

  test('are asked about, one former group at a time, where two of them are about as large', () => {
    const bench = new GroupBench({ phoneCount: 1 });
    bench.list(1, oldNames.slice(0, 2));
    readPages(bench, 1, oldNames.slice(0, 2), [41, 40]);
    bench.clock.jump(60_000);
    bench.list(1, newNames.slice(0, 2));
    expect(openQuestions(bench)).toEqual([]);
    readPages(bench, 1, newNames.slice(0, 2), [42, 40]);
    expect(openQuestions(bench)).toEqual(['name-replaced', 'name-replaced']);
    answer(bench, newNames[1], oldNames[1], true);
    expect(openQuestions(bench)).toEqual(['name-replaced']);
    answer(bench, newNames[0], oldNames[0], true);
    expect(bench.joined).toEqual([`${newNames[0]}: 1`, `${newNames[1]}: 1`].toSorted());
    expect(openQuestions(bench)).toEqual([]);
  });

  test('are asked about by another former group where an operator says that the first is none', () => {
    const bench = new GroupBench({ phoneCount: 1 });
    bench.list(1, oldNames.slice(0, 2));
    readPages(bench, 1, oldNames.slice(0, 2), [41, 40]);
    bench.clock.jump(60_000);
    bench.list(1, [newNames[0]]);
    readPages(bench, 1, [newNames[0]], [41]);
    answer(bench, newNames[0], oldNames[0], false);
    answer(bench, newNames[0], oldNames[1], true);
    expect(bench.joined).toEqual([`${newNames[0]}: 1`, `${oldNames[0]}: 1`].toSorted());
  });

  test('and again before anybody read its page is told by that all the same', () => {
    const bench = new GroupBench({ phoneCount: 1 });
    bench.list(1, ['晨跑群']);
    readPages(bench, 1, ['晨跑群']);
    const [groupId] = idsOf(bench, ['晨跑群']);
    for (const name of ['夜跑群', '夜骑群']) {
      bench.clock.jump(60_000);
      bench.list(1, [name]);
    }
    readPages(bench, 1, ['夜骑群']);
    answer(bench, '夜骑群', '夜跑群', true);
    expect(bench.joined).toEqual(['夜骑群: 1']);
    expect(idsOf(bench, ['夜骑群'])).toEqual([groupId]);
  });
});

test('a list that broke off after the new names does not end what the next whole one tells', () => {
  const bench = openLikely();
  const ids = idsOf(bench, oldNames);
  renameAll(bench);
  bench.list(2, newNames.slice(0, 2), false);
  bench.clock.jump(60_000);
  bench.list(2, newNames);
  expect(bench.joined.map(sorted)).toEqual(seenByBoth);
  expect(idsOf(bench, newNames)).toEqual(ids);
  expect(openQuestions(bench)).toEqual([]);
});

test('a group that others renamed is told by its page although a list that broke off showed it first', () => {
  const bench = new GroupBench({ phoneCount: 1 });
  bench.list(1, oldNames);
  readPages(bench, 1, oldNames);
  const { groupId } = bench.group(oldNames[0]);
  bench.clock.jump(60_000);
  const list = [newNames[0], ...oldNames.slice(1)];
  bench.list(1, list.slice(0, 1), false);
  readPages(bench, 1, list.slice(0, 1));
  bench.clock.jump(60_000);
  bench.list(1, list);
  expect(bench.group(newNames[0])).toMatchObject({ groupId });
  expect(bench.group(newNames[0]).views).toMatchObject([{ memberCount: 12, isListed: true }]);
  expect(openQuestions(bench)).toEqual([]);
});

/** The operator's answer to the question about a view by that name and one by the other, through what the console does. */
function answer(bench: GroupBench, next: string, former: string, isSame: boolean): void {
  const views = bench.desk.book.list().flatMap((group) => group.views);
  const named = new Map(views.map(({ groupViewId, name }) => [groupViewId, name]));
  const question = bench.desk.book
    .questions()
    .find(({ leftViewId, rightViewId }) => named.get(leftViewId) === former && named.get(rightViewId) === next);
  if (question === undefined) throw new Error(`nobody asks whether ${next} was ${former}`);
  const { leftViewId, rightViewId } = question;
  bench.desk.change('', () => {
    bench.desk.decisions.decide({ leftViewId, rightViewId, isSame, by: '小王', at: 1 });
    bench.desk.decideSuccession(leftViewId, rightViewId, isSame);
  });
}

function sorted(line: string): string {
  const [name = '', places = ''] = line.split(': ');
  return `${name}: ${places.split(' ').toSorted().join(' ')}`;
}
