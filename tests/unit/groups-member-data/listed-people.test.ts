import { describe, expect, onTestFinished, test } from 'vitest';
import { ListStore } from '../../../electron/accounts/people/list-store.ts';
import type { PeopleList } from '../../../electron/contract/people-lists.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import { backUp, dropSister, openKept, person, placeOf, type Kept } from '../../support/groups/kept-members.ts';
import { filesHolding } from '../../support/groups/person-traces.ts';

function listsOf({ bench }: Kept): ListStore {
  return new ListStore(bench.store);
}

function put(kept: Kept, list: PeopleList, name: string, note = ''): void {
  listsOf(kept).add({ list, name, note, addedBy: '小王', addedAt: 1 });
}

describe('a person on the lists who is erased', () => {
  test('is no longer protected nor on the whitelist, and the receipt says so', async () => {
    const kept = openKept();
    put(kept, 'protected', person);
    put(kept, 'whitelist', person);
    put(kept, 'protected', '乙');
    expect(await kept.find()).toMatchObject({ listedCount: 2, changes: [{ place: 'people-lists', count: 2 }] });
    const receipt = await kept.erase();
    expect(
      listsOf(kept)
        .all()
        .map(({ name }) => name),
    ).toEqual(['乙']);
    expect(placeOf(receipt, 'people-lists')).toMatchObject({ removedCount: 2, keptCount: 0 });
    expect(placeOf(receipt, 'opt-outs')).toBeNull();
  });

  test('stays opted out without a name: whoever bears it again is found, and nobody reads it out', async () => {
    const kept = openKept();
    dropSister(kept);
    put(kept, 'opt-out', person, `${person} 来电`);
    expect(await kept.find()).toMatchObject({ listedCount: 1, kept: [{ place: 'opt-outs', keptCount: 1 }] });
    const receipt = await kept.erase();
    expect(listsOf(kept).all()).toMatchObject([{ list: 'opt-out', name: '', note: '', isErased: true }]);
    expect(listsOf(kept).find('opt-out', person)).not.toBeNull();
    expect(listsOf(kept).find('opt-out', ` ${person}`)).not.toBeNull();
    expect(listsOf(kept).find('opt-out', '乙')).toBeNull();
    expect(placeOf(receipt, 'opt-outs')).toMatchObject({ removedCount: 0, keptCount: 1 });
    expect(receipt.check).toMatchObject({ outcome: 'clean' });
    expect(filesHolding(kept.folder, person)).toEqual([]);
  });

  test('leaves no word of entries that were taken off before, nor in notes of others', async () => {
    const kept = openKept();
    put(kept, 'opt-out', person);
    const lists = listsOf(kept);
    lists.remove({ entryId: lists.all()[0]?.entryId ?? 0, by: '小王', at: 2, reason: `${person}要求` });
    put(kept, 'protected', '乙', `${person}的同事`);
    const receipt = await kept.erase();
    expect(JSON.stringify(kept.bench.store.prepare('SELECT * FROM listEntry').all())).not.toContain(person);
    expect(listsOf(kept).all()).toMatchObject([{ name: '乙', note: '•••的同事' }]);
    expect(placeOf(receipt, 'list-notes')).toMatchObject({ removedCount: 1 });
  });

  test('stays opted out in a backup that is brought back', async () => {
    const kept = openKept();
    put(kept, 'opt-out', person);
    put(kept, 'protected', person);
    const backup = backUp(kept);
    await kept.erase();
    const source = openReadOnly(backup);
    onTestFinished(() => source.dispose());
    const rows = source.prepare<[], { list: string; name: string; nameKey: string }>('SELECT * FROM listEntry').all();
    const own = kept.bench.store.prepare<[], { nameKey: string }>('SELECT nameKey FROM listEntry').all();
    expect(rows).toMatchObject([{ list: 'opt-out', name: '', nameKey: own[0]?.nameKey }]);
  });

  test('of a name of one character is taken off the lists all the same', async () => {
    const kept = openKept();
    put(kept, 'protected', '乙');
    const receipt = await kept.erase('乙');
    expect(listsOf(kept).all()).toEqual([]);
    expect(placeOf(receipt, 'people-lists')).toMatchObject({ removedCount: 1 });
  });
});
