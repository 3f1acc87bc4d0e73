import { array, assert, constantFrom, integer, oneof, property, record, shuffledSubarray, tuple } from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { RowIds } from '../../../electron/accounts/gate/row-ids.ts';
import { UsageIndex, type CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import { actionIds, type ActionId } from '../../../electron/accounts/plans/plan.ts';

const megabyte = 1_048_576;

function act(changes: Partial<CountedAct> = {}): CountedAct {
  const plain = { source: 'job', rowId: 1, accountId: 'a1', action: 'group_rename', groupId: 'g1' } as const;
  return { ...plain, at: 1_000, amount: 1, ...changes };
}

function indexOf(acts: readonly CountedAct[]): UsageIndex {
  const index = new UsageIndex();
  for (const each of acts) index.add(each);
  return index;
}

const manyActs = array(
  record({
    source: constantFrom('job' as const, 'hand' as const),
    accountId: constantFrom('a1', 'a2'),
    action: constantFrom<ActionId>('group_rename', 'group_join'),
    groupId: constantFrom('g1', 'g2', null),
    at: integer({ min: 0, max: 50 }),
    amount: integer({ min: 0, max: 3 }),
  }),
  { maxLength: 40 },
).map((acts) => acts.map((each, rowId) => ({ ...each, rowId })));

describe('the index of counted acts', () => {
  test('counts each row once, in whatever order and however often rows come', () => {
    const cases = manyActs.chain((acts) =>
      tuple(...[acts, acts, acts].map((all) => shuffledSubarray(all, { minLength: 0 }))).map((parts) => ({
        acts,
        added: [...parts.flat(), ...acts.toReversed()],
      })),
    );
    assert(
      property(cases, integer({ min: 0, max: 51 }), ({ acts, added }, from) => {
        const index = indexOf(added);
        const wanted = acts.filter(({ accountId, action }) => accountId === 'a1' && action === 'group_rename');
        const inTime = wanted.filter(({ at }) => at >= from);
        expect(index.ofAccount('a1', 'group_rename').count).toBe(wanted.length);
        expect(index.ofAccount('a1', 'group_rename').sumSince(from)).toBe(
          inTime.reduce((sum, { amount }) => sum + amount, 0),
        );
      }),
    );
  });

  test('says whether a row is new to it', () => {
    const index = new UsageIndex();
    expect([index.add(act()), index.add(act())]).toEqual([true, false]);
  });

  test('takes rows of one number from a job and from a hand log for two', () => {
    const index = indexOf([act({ source: 'job' }), act({ source: 'hand' })]);
    expect(index.ofAccount('a1', 'group_rename').count).toBe(2);
  });

  test('counts what a group bore over all accounts', () => {
    const index = indexOf([act({ rowId: 1, accountId: 'a1' }), act({ rowId: 2, accountId: 'a2' })]);
    expect(index.ofGroup('g1', 'group_rename').count).toBe(2);
  });

  test('counts an act that costs its account nothing as one of its group', () => {
    const index = indexOf([act({ action: 'group_message_campaign', amount: 0 })]);
    expect(index.ofGroup('g1', 'group_message_campaign').sumSince(0)).toBe(1);
  });

  test('counts every person of an act for its group', () => {
    const index = indexOf([act({ action: 'group_invite_people', amount: 4 })]);
    expect(index.ofGroup('g1', 'group_invite_people').sumSince(0)).toBe(4);
  });

  test('knows nothing of an account that did nothing', () => {
    expect(indexOf([]).ofAccount('a1', 'group_rename').lastAt).toBeNull();
  });

  test.each([
    ['no time', { at: Number.NaN }],
    ['a negative amount', { amount: -1 }],
    ['half an amount', { amount: 0.5 }],
    ['no number of a row', { rowId: -1 }],
  ])('refuses a row with %s, so that it is never lost in silence', (_what, changes) => {
    expect(() => new UsageIndex().add(act(changes))).toThrow(RangeError);
  });

  test('takes the row after a refused one of the same number', () => {
    const index = new UsageIndex();
    expect(() => index.add(act({ at: Number.NaN }))).toThrow(RangeError);
    expect(index.add(act())).toBe(true);
  });

  test('holds 10 000 rows of each of 200 accounts in less than 100 MB', { timeout: 60_000 }, () => {
    const before = usedHeap();
    const index = new UsageIndex();
    for (let rowId = 0; rowId < 2_000_000; rowId++) {
      const action = actionIds[rowId % actionIds.length] ?? 'group_rename';
      const accountId = `a${rowId % 200}`;
      const groupId = action.startsWith('group_') ? `g${rowId % 600}` : null;
      index.add(
        act({ rowId, accountId, action, groupId, at: 1_700_000_000_000 + rowId * 1_000, amount: 1 + (rowId % 3) }),
      );
    }
    const usedMb = (usedHeap() - before) / megabyte;
    expect(index.ofAccount('a0', 'group_rename').count).toBeGreaterThan(700);
    expect(usedMb).toBeLessThan(100);
  });
});

describe('the numbers of rows that were seen', () => {
  test('are told from all others', () => {
    assert(
      property(array(oneof(integer({ min: 0, max: 70 }), integer({ min: 0, max: 9_000 }))), (ids) => {
        const rows = new RowIds();
        const isNew = ids.map((id) => rows.add(id));
        expect(isNew).toEqual(ids.map((id, place) => ids.indexOf(id) === place));
      }),
    );
  });

  test('may be as large as numbers get', () => {
    const rows = new RowIds();
    expect([rows.add(Number.MAX_SAFE_INTEGER), rows.add(Number.MAX_SAFE_INTEGER)]).toEqual([true, false]);
  });
});

/** Heap and buffers in use after everything that nobody needs has been cleared away. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}
