import { describe, expect, test } from 'vitest';
import { DeskBench, wang } from '../../support/accounts/desk-bench.ts';

describe('lists of people', () => {
  test('hold a name once, however it is written, until it is taken off', async () => {
    const bench = new DeskBench();
    const entry = await bench.tell('lists.add', { list: 'whitelist', name: '李 四', note: '客服' });
    expect(await bench.tell('lists.add', { list: 'whitelist', name: '李　四', note: '' })).toEqual(entry);
    await bench.tell('lists.add', { list: 'protected', name: '李 四', note: '' });
    await bench.tell('lists.remove', { entryId: entry.entryId, reason: '离职', name: null });
    expect((await bench.tell('lists.all', {})).entries.map(({ list }) => list)).toEqual(['protected']);
    expect(JSON.stringify(bench.notes)).not.toMatch(/李|离职/u);
  });

  test('let nobody off the opt-outs but a supervisor who types the name', async () => {
    const bench = new DeskBench();
    const { entryId } = await bench.tell('lists.add', { list: 'opt-out', name: '李四', note: '不要打扰' });
    const removal = { entryId, reason: '本人来电要求', name: '李四' };
    bench.operator = wang;
    expect(await bench.call('lists.remove', removal)).toMatchObject({ error: { code: 'supervisor-required' } });
    bench.operator = { operatorId: 'op-2', name: '班组长', createdAt: 2 };
    for (const name of [null, '李五'])
      expect(await bench.call('lists.remove', { ...removal, name })).toMatchObject({
        error: { code: 'invalid-input', detail: { rule: 'entry-name' } },
      });
    await bench.tell('lists.remove', removal);
    expect((await bench.tell('lists.all', {})).entries).toEqual([]);
  });

  test('keep the reason of a removal with the entry', async () => {
    const bench = new DeskBench();
    const { entryId } = await bench.tell('lists.add', { list: 'protected', name: '李四', note: '' });
    await bench.tell('lists.remove', { entryId, reason: '离职', name: null });
    expect(bench.store.prepare('SELECT removedBy, removedReason FROM listEntry').all()).toEqual([
      { removedBy: '班组长', removedReason: '离职' },
    ]);
  });
});

const pasted = (text: string) => ({ kind: 'text', list: 'opt-out', text }) as const;
const file = (text: string) =>
  ({ kind: 'file', list: 'opt-out', content: Buffer.from(text, 'utf8').toString('base64') }) as const;

describe('an import', () => {
  test('takes a name a line, with a note behind a tab, and counts who is known', async () => {
    const bench = new DeskBench();
    await bench.tell('lists.add', { list: 'opt-out', name: '甲', note: '' });
    const source = pasted('甲\n\n乙\t投诉过\n丙');
    const { rows, fingerprint } = await bench.tell('lists.preview', { source });
    expect(rows.map(({ line, name, note, verdict }) => [line, name, note, verdict])).toEqual([
      [1, '甲', '', 'known'],
      [3, '乙', '投诉过', 'new'],
      [4, '丙', '', 'new'],
    ]);
    const imported = await bench.tell('lists.import', { source, fingerprint, onlyGoodRows: false });
    expect(imported).toEqual({ addedCount: 2, knownCount: 1, leftOutCount: 0 });
    expect((await bench.tell('lists.all', {})).entries).toHaveLength(3);
  });

  test('names every bad row with its line and what is wrong with it, and adds nothing until told to leave them out', async () => {
    const bench = new DeskBench();
    const rows = [
      '姓名,备注,名单',
      '甲,,白名单',
      ',没有名字,',
      `${'长'.repeat(81)},,`,
      '甲,再一次,白名单',
      '乙,,红名单',
      '\u202e丙,,',
    ];
    const source = file(rows.join('\r\n'));
    const plan = await bench.tell('lists.preview', { source });
    expect(plan.rows.map(({ line, problem }) => [line, problem?.code ?? null])).toEqual([
      [2, null],
      [3, 'no-name'],
      [4, 'name-too-long'],
      [5, 'twice'],
      [6, 'unknown-list'],
      [7, 'hidden-character'],
    ]);
    expect(plan.rows[0]).toMatchObject({ list: 'whitelist' });
    const { fingerprint } = plan;
    expect(await bench.call('lists.import', { source, fingerprint, onlyGoodRows: false })).toMatchObject({
      error: { code: 'csv-unreadable', detail: { rule: 'lists-rows-wrong', count: 5 } },
    });
    expect((await bench.tell('lists.all', {})).entries).toEqual([]);
    await bench.tell('lists.import', { source, fingerprint, onlyGoodRows: true });
    expect((await bench.tell('lists.all', {})).entries.map(({ name }) => name)).toEqual(['甲']);
  });

  test('is refused once it would do something else than what was shown', async () => {
    const bench = new DeskBench();
    const source = pasted('甲');
    const { fingerprint } = await bench.tell('lists.preview', { source });
    await bench.tell('lists.add', { list: 'opt-out', name: '甲', note: '' });
    expect(await bench.call('lists.import', { source, fingerprint, onlyGoodRows: false })).toMatchObject({
      error: { detail: { rule: 'lists-changed-since' } },
    });
  });

  test.each([
    ['a file without a column of names', '备注\n甲', 'lists-no-name-column'],
    ['an empty one', '姓名\n', 'lists-empty'],
    ['a column that stands twice', '姓名,名字\n甲,乙', 'lists-repeated-column'],
  ])('of %s is refused by name', async (_what, text, rule) => {
    const bench = new DeskBench();
    expect(await bench.call('lists.preview', { source: file(text) })).toMatchObject({
      error: { code: 'csv-unreadable', detail: { rule } },
    });
  });
});

describe('an export', () => {
  test('runs nothing in a spreadsheet, and is read back as it was', async () => {
    const bench = new DeskBench();
    await bench.tell('lists.add', { list: 'protected', name: '=HYPERLINK("x")', note: '+1' });
    await bench.tell('lists.export', { list: null, purpose: '交接', path: '/tmp/people.csv' });
    const text = bench.exported.get('/tmp/people.csv') ?? '';
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain("'+1");
    expect(bench.notes.at(-1)).toMatchObject({ action: 'lists.export', params: { purpose: '交接', count: 1 } });
    const other = new DeskBench();
    const { rows } = await other.tell('lists.preview', { source: file(text) });
    expect(rows).toMatchObject([{ list: 'protected', name: '=HYPERLINK("x")', note: '+1', verdict: 'new' }]);
  });
});
