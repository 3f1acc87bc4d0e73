import { describe, expect, onTestFinished, test } from 'vitest';
import { memberDataKeptDays } from '../../../electron/contract/member-data.ts';
import { MemberData } from '../../../electron/groups/member-data/member-data.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { valueOf } from '../../support/device-layer.ts';
import { allMembers, GroupBench } from '../../support/groups/group-bench.ts';

const signal = new AbortController().signal;
const dayMs = 86_400_000;
const keptMs = memberDataKeptDays * dayMs;

/** 晨跑群 with a roster of three, one of them 甲. */
function openKept() {
  const bench = new GroupBench();
  bench.list(1, ['晨跑群', '读书会']);
  bench.info(1, '晨跑群', { role: 'owner', members: allMembers(['甲', '乙', '甲甲']), mayKeepMembers: true });
  const { store, desk, audit, clock } = bench;
  const data = new MemberData({ store, desk, audit, clock, logger: silentLogger, operatorName: () => '小王' });
  onTestFinished(() => data.dispose());
  const roster = () => desk.rosters.get(bench.group('晨跑群').views[0]?.groupViewId ?? 0);
  const state = async () => valueOf(await data.handlers['memberData.state']({}, signal));
  return { bench, data, roster, state };
}

describe('members that were not seen for the kept time', () => {
  test('are removed with their roster, and a receipt says how many', async () => {
    const { bench, data, roster, state } = openKept();
    bench.clock.jump(keptMs + 1);
    const receipt = valueOf(await data.handlers['memberData.purge']({}, signal));
    expect(receipt).toMatchObject({ kind: 'purge', operatorName: '小王', rosterCount: 1, cellCount: 3 });
    expect(roster()).toBeNull();
    expect(await state()).toMatchObject({ rosterCount: 0, cellCount: 0, oldestReadAt: null, receipts: [receipt] });
  });

  test('stay up to that day', async () => {
    const { bench, data, roster } = openKept();
    bench.clock.jump(keptMs);
    expect(valueOf(await data.handlers['memberData.purge']({}, signal))).toMatchObject({ rosterCount: 0 });
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
    const { data } = openKept();
    expect(valueOf(await data.handlers['memberData.find']({ name: '甲' }, signal))).toEqual({
      rosterCount: 1,
      cellCount: 1,
    });
    expect(valueOf(await data.handlers['memberData.find']({ name: '%' }, signal))).toMatchObject({ cellCount: 0 });
  });

  test('is erased from every roster, which is partial from then on', async () => {
    const { data, roster, bench } = openKept();
    const receipt = valueOf(await data.handlers['memberData.erase']({ name: '甲', isConfirmed: true }, signal));
    expect(receipt).toMatchObject({ kind: 'erase', rosterCount: 1, cellCount: 1 });
    expect(roster()).toMatchObject({ cellCount: 2, isComplete: false, why: 'erased' });
    expect(bench.store.prepare("SELECT * FROM rosterCell WHERE name = '甲'").all()).toEqual([]);
  });

  test('is named neither by the receipt nor by the audit log', async () => {
    const { data, bench, state } = openKept();
    await data.handlers['memberData.erase']({ name: '甲', isConfirmed: true }, signal);
    expect(JSON.stringify([bench.notes, await state()])).not.toContain('甲');
    expect(bench.notes.at(-1)).toMatchObject({ action: 'memberData.erase', params: { rosterCount: 1, cellCount: 1 } });
  });
});

test('migration 171, a receipt is of a purge or an erasure', () => {
  const { bench } = openKept();
  const insert = bench.store.prepare(
    "INSERT INTO memberDataReceipt (kind, at, rosterCount, cellCount) VALUES ('x', 1, 1, 1)",
  );
  expect(() => insert.run()).toThrow(/CHECK/);
});
