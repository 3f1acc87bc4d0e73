import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { memberDataKeptDays } from '../../../electron/contract/member-data.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import { valueOf } from '../../support/device-layer.ts';
import { allMembers } from '../../support/groups/group-bench.ts';
import { backUp, dropSister, openKept, person, placeOf, writePicture } from '../../support/groups/kept-members.ts';
import { filesHolding, writeJob } from '../../support/groups/person-traces.ts';

const signal = new AbortController().signal;
const dayMs = 86_400_000;
const keptMs = memberDataKeptDays * dayMs;

describe('members that were not seen for the kept time', () => {
  test('are removed with their roster, and a receipt says how many', async () => {
    const { bench, data, roster, state } = openKept();
    bench.clock.jump(keptMs + 1);
    const receipt = valueOf(await data.handlers['memberData.purge']({}, signal));
    expect(receipt).toMatchObject({ kind: 'purge', operatorName: '小王', rosterCount: 1, cellCount: 3 });
    expect(roster()).toBeNull();
    expect(await state()).toMatchObject({ rosterCount: 0, cellCount: 0, oldestReadAt: null, receipts: [receipt] });
  });

  test('stand in the backups until those give way, and the receipt says by when', async () => {
    const kept = openKept();
    kept.bench.clock.jump(keptMs + 1);
    backUp(kept);
    const receipt = valueOf(await kept.data.handlers['memberData.purge']({}, signal));
    expect(placeOf(receipt, 'rosters')).toMatchObject({ removedCount: 3, keptCount: 0 });
    const goneByAt = kept.bench.clock.now() + 7 * dayMs;
    expect(placeOf(receipt, 'backups')).toMatchObject({ removedCount: 0, keptCount: 1, goneByAt });
  });

  test('stay up to that day', async () => {
    const { bench, data, roster } = openKept();
    bench.clock.jump(keptMs);
    expect(valueOf(await data.handlers['memberData.purge']({}, signal))).toMatchObject({ rosterCount: 0, places: [] });
    expect(roster()).toMatchObject({ cellCount: 3 });
  });

  test('are removed by the console itself within a day, under nobody’s name', async () => {
    const { bench, roster, state } = openKept();
    bench.clock.jump(keptMs + 1);
    await bench.clock.advance(dayMs);
    expect(roster()).toBeNull();
    expect((await state()).receipts).toMatchObject([{ kind: 'purge', operatorName: null }]);
  });

  test('leave no line where there was nothing to remove', async () => {
    const { bench, state } = openKept();
    await bench.clock.advance(3 * dayMs);
    expect((await state()).receipts).toEqual([]);
  });
});

describe('a person', () => {
  test('is looked for by the whole name', async () => {
    const { find } = openKept();
    expect(await find()).toMatchObject({ rosterCount: 1, cellCount: 1, changes: [], pictureCount: 0 });
    expect(await find('%')).toMatchObject({ cellCount: 0, changes: [] });
  });

  test('is erased from every roster, which is partial from then on; a longer name is somebody else', async () => {
    const { erase, roster, bench } = openKept();
    const receipt = await erase();
    expect(receipt).toMatchObject({ kind: 'erase', rosterCount: 1, cellCount: 1 });
    expect(placeOf(receipt, 'rosters')).toMatchObject({ removedCount: 1 });
    expect(placeOf(receipt, 'longer-names')).toMatchObject({ keptCount: 1 });
    expect(roster()).toMatchObject({ cellCount: 2, isComplete: false, why: 'erased' });
    expect(bench.store.prepare<[string]>('SELECT * FROM rosterCell WHERE name = ?').all(person)).toEqual([]);
  });

  test('is named neither by the receipt nor by the audit log', async () => {
    const { erase, bench, state } = openKept();
    await erase();
    expect(JSON.stringify([bench.notes, await state()])).not.toContain(person);
    expect(bench.notes.at(-1)).toMatchObject({ action: 'memberData.erase', params: { rosterCount: 1, cellCount: 1 } });
  });

  test('stands in no byte of any file afterwards, free pages, log and backups included', async () => {
    const kept = openKept();
    dropSister(kept);
    // Earlier readings leave the name in pages that nothing refers to.
    for (let round = 0; round < 3; round++) {
      const members = allMembers([person, ...Array.from({ length: 400 }, (_, index) => `${person}${index}`)]);
      kept.bench.info(1, '读书会', { role: 'owner', members, mayKeepMembers: true });
      kept.bench.info(1, '读书会', { role: 'owner', members: allMembers(['乙']), mayKeepMembers: true });
    }
    backUp(kept);
    writeJob(kept.bench.store, [
      { groupId: null, accountId: 'a', name: `${person}、乙`, line: `看到 ${person}`, evidenceId: 'e1' },
    ]);
    backUp(kept, kept.bench.clock.now() + dayMs);
    expect(filesHolding(kept.folder, person).length).toBeGreaterThan(2);
    const receipt = await kept.erase();
    expect(filesHolding(kept.folder, person)).toEqual([]);
    expect(receipt.check).toMatchObject({ outcome: 'clean', foundIn: [] });
    expect(receipt.check.searchedCount).toBeGreaterThan(2);
    expect(placeOf(receipt, 'backups')).toEqual({ place: 'backups', removedCount: 2, keptCount: 0, goneByAt: null });
  });

  test('leaves backups that can still be restored', async () => {
    const kept = openKept();
    const backup = backUp(kept);
    await kept.erase();
    const source = openReadOnly(backup);
    onTestFinished(() => source.dispose());
    const names = source.prepare<[], { name: string }>('SELECT name FROM rosterCell ORDER BY position').all();
    expect(names.map(({ name }) => name)).toEqual(['乙', `${person}的妹妹`]);
    expect(source.prepare<[], { why: string }>('SELECT why FROM roster').all()).toEqual([{ why: 'erased' }]);
  });

  test('stays in backups of an older release, and the receipt says by when those are gone', async () => {
    const kept = openKept();
    const at = kept.bench.clock.now();
    const name = `jiqun.db-${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}-v171.backup`;
    const old = join(kept.folder, 'backups', name);
    mkdirSync(dirname(old), { recursive: true });
    writeFileSync(old, `of older tables: ${person}`);
    const receipt = await kept.erase();
    expect(placeOf(receipt, 'backups')).toMatchObject({ removedCount: 0, keptCount: 1, goneByAt: at + 7 * dayMs });
    expect(receipt.check.outcome).toBe('found');
    expect(receipt.check.foundIn).toContain(`backups/${name}`);
  });

  test('is told to be found where a file of the folder still names them', async () => {
    const kept = openKept();
    dropSister(kept);
    writeFileSync(join(kept.folder, 'jiqun.db.damaged-20260101T000000000Z'), Buffer.from(`x${person}`, 'utf16le'));
    const receipt = await kept.erase();
    expect(receipt.check).toMatchObject({ outcome: 'found', foundIn: ['jiqun.db.damaged-20260101T000000000Z'] });
  });

  test('with a name that any file may hold by chance is told to be not provable', async () => {
    const { erase } = openKept();
    expect((await erase('乙')).check).toMatchObject({ outcome: 'too-short' });
  });

  test('keeps every backup in the receipt while those could not be gone through', async () => {
    const kept = openKept({ isWorkerSlow: true });
    backUp(kept);
    const receipt = await kept.erase();
    expect(receipt.check.outcome).toBe('not-done');
    expect(placeOf(receipt, 'backups')).toMatchObject({ removedCount: 0, keptCount: 1 });
    expect((await kept.state()).receipts[0]).toEqual(receipt);
  });
});

describe('the pictures of a person', () => {
  test('of their groups, of lists through accounts that see those, and of texts that name them are deleted', async () => {
    const kept = openKept();
    const { bench, pictures } = kept;
    const group = bench.group('晨跑群');
    const other = bench.group('读书会');
    const accountId = group.views[0]?.accountId ?? '';
    const ids = ['in-group', 'list', 'named', 'other-group', 'other-account'];
    const paths = new Map(ids.map((id) => [id, writePicture(kept, id)]));
    writeJob(bench.store, [
      { groupId: group.groupId, accountId, name: '晨跑群', evidenceId: 'in-group' },
      { groupId: null, accountId, name: '手机 1', evidenceId: 'list' },
      { groupId: other.groupId, accountId, name: '读书会', line: `成员 ${person}`, evidenceId: 'named' },
      { groupId: other.groupId, accountId, name: '读书会', evidenceId: 'other-group' },
      { groupId: null, accountId: 'elsewhere', name: '手机 9', evidenceId: 'other-account' },
    ]);
    expect(await kept.find()).toMatchObject({ pictureCount: 3 });
    const receipt = await kept.erase();
    const left = ids.filter((id) => readdirSync(dirname(paths.get(id) ?? '')).includes(`${id}.webp`));
    expect(left).toEqual(['other-group', 'other-account']);
    expect(placeOf(receipt, 'pictures')).toEqual({ place: 'pictures', removedCount: 3, keptCount: 0, goneByAt: null });
    const goneByAt = bench.clock.now() + 90 * dayMs;
    expect(placeOf(receipt, 'other-pictures')).toMatchObject({ keptCount: 2, goneByAt });
    expect(await pictures.read('in-group')).toMatchObject({
      error: { code: 'evidence-erased', detail: { receiptId: receipt.receiptId } },
    });
    expect(await pictures.read('other-group')).toMatchObject({ ok: true });
  });

  test('go with those that belong to no attempt, which might show anybody', async () => {
    const kept = openKept();
    writePicture(kept, 'loose');
    expect(placeOf(await kept.erase(), 'pictures')).toMatchObject({ removedCount: 1 });
    expect(await kept.pictures.read('loose')).toMatchObject({ error: { code: 'evidence-erased' } });
  });

  test('of nobody known stay', async () => {
    const kept = openKept();
    writePicture(kept, 'loose');
    expect(placeOf(await kept.erase('没有这个人'), 'pictures')).toBeNull();
    expect(await kept.pictures.read('loose')).toMatchObject({ ok: true });
  });
});

test('migration 171, a receipt is of a purge or an erasure', () => {
  const { bench } = openKept();
  const insert = bench.store.prepare(
    "INSERT INTO memberDataReceipt (kind, at, rosterCount, cellCount) VALUES ('x', 1, 1, 1)",
  );
  expect(() => insert.run()).toThrow(/CHECK/);
});

test('migration 179, a receipt of an older release reads as one that tells no place', async () => {
  const { bench, state } = openKept();
  bench.store
    .prepare(
      "INSERT INTO memberDataReceipt (kind, at, operatorName, rosterCount, cellCount) VALUES ('erase', 1, '小王', 1, 1)",
    )
    .run();
  expect((await state()).receipts).toMatchObject([{ places: [], check: { outcome: 'not-done' } }]);
});

test('migration 199, a picture is erased once, under one receipt', () => {
  const { bench } = openKept();
  const insert = bench.store.prepare("INSERT INTO evidenceErased VALUES ('e', 1, 1)");
  insert.run();
  expect(() => insert.run()).toThrow(/UNIQUE/);
});

test('this search sees a name that is there', () => {
  const { folder } = openKept();
  writeFileSync(join(folder, 'plain.txt'), person);
  expect(filesHolding(folder, person)).toContain('plain.txt');
  expect(readFileSync(join(folder, 'plain.txt'), 'utf8')).toBe(person);
});
