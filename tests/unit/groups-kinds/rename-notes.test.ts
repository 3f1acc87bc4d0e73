import { describe, expect, test } from 'vitest';
import { planRestore } from '../../../electron/groups/rename/restore-names.ts';
import { valueOf } from '../../support/device-layer.ts';
import { affix, itemOf, openDesk, planOf } from './kinds-desk.ts';
import { createPaperContext } from './paper-playbooks.ts';

describe('renaming', () => {
  test('notes the new name in every view once the phone shows it', async () => {
    const { rename, groupId, playbooks, bench } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state: 'done', verifiedBy: 'page' });
    expect(await rename.run(itemOf(row), createPaperContext())).toMatchObject({ state: 'done', after: '新晨跑群' });
    expect(bench.joined).toEqual(['新晨跑群: 1 2']);
    expect(bench.group('新晨跑群').names.at(-1)).toMatchObject({
      source: 'renamed',
      by: '小王',
      verifiedBy: 'page',
      jobId: 1,
    });
  });

  test.each<[string, string, boolean, boolean]>([
    ['after a job that gave a group its name, by what the page read', '读书会', true, true],
    ['not where another one had given it that name', '读书会', false, false],
    ['not where only a guess joins the views of the group', '晨跑群', true, false],
  ])('says that the ledger knows it as done %s', async (_what, name, isOurs, isKnown) => {
    const { rename, playbooks, bench } = openDesk();
    bench.list(3, ['读书会']);
    const [row] = await planOf(rename, { groupIds: [bench.group(name).groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state: isOurs ? 'done' : 'skipped', verifiedBy: 'page' });
    await rename.run(itemOf(row), createPaperContext());
    await rename.run(itemOf(row), createPaperContext());
    expect(playbooks.goalsKnown).toEqual([false, isKnown]);
  });

  test.each(['run', 'verify'] as const)(
    'says to a %s that the ledger may know it as done after a commit that nobody read back',
    async (purpose) => {
      const { rename, groupId, playbooks } = openDesk();
      const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
      await rename[purpose](itemOf(row), createPaperContext());
      await rename[purpose](itemOf(row), { ...createPaperContext(), isMarked: true });
      expect(playbooks.goalsKnown).toEqual([false, true]);
    },
  );

  test('says to a look that another job gave that name', async () => {
    const { rename, playbooks, bench } = openDesk();
    bench.list(3, ['读书会']);
    const [row] = await planOf(rename, { groupIds: [bench.group('读书会').groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state: 'done', verifiedBy: 'page' });
    await rename.run(itemOf(row), createPaperContext());
    await rename.verify(itemOf(row), createPaperContext());
    expect(playbooks.goalsKnown).toEqual([false, true]);
  });

  test.each([
    ['no name of ours where no commit of ours was noted', false, { source: 'read', by: null, jobId: null }],
    ['a name of ours after one', true, { source: 'renamed', by: '小王', jobId: 1 }],
  ])('that a look finds done is %s', async (_what, isMarked, origin) => {
    const { rename, groupId, playbooks, bench } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state: 'done', verifiedBy: 'page' });
    await rename.verify(itemOf(row), { ...createPaperContext(), isMarked });
    expect(bench.group('新晨跑群').names.at(-1)).toMatchObject(origin);
  });

  test('of a group that was called so already is no name of ours', async () => {
    const { rename, groupId, playbooks, bench } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state: 'skipped', code: 'already-so', verifiedBy: 'page' });
    await rename.run(itemOf(row), createPaperContext());
    expect(bench.group('新晨跑群').names.at(-1)).toMatchObject({ source: 'read', by: null, jobId: null });
  });

  test('that a second plan of it found done can be taken back: it was one renaming', async () => {
    const { rename, groupId, playbooks, bench } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state: 'done', verifiedBy: 'page' });
    await rename.run(itemOf(row), createPaperContext());
    playbooks.answer('rename-group', { state: 'skipped', code: 'already-so', verifiedBy: 'page' });
    await rename.run(itemOf(row), createPaperContext());
    await rename.verify(itemOf(row), createPaperContext());
    expect(bench.group('新晨跑群').names).toHaveLength(2);
    const back = planRestore([{ groupId, before: '晨跑群', after: '新晨跑群' }]);
    expect(await planOf(rename, { groupIds: [groupId], rule: back, via: {} })).toMatchObject([
      { verdict: 'ready', before: '新晨跑群', after: '晨跑群' },
    ]);
  });

  test('that a person saw done is known as done: the book has the name, and taking it back finds it', async () => {
    const { rename, groupId, bench } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    expect(rename.reviewed?.(itemOf(row), { isDone: true })).toMatchObject({ ok: true });
    expect(bench.joined).toEqual(['新晨跑群: 1 2']);
    const named = { source: 'renamed', by: '小王', verifiedBy: 'operator', jobId: 1 };
    expect(bench.group('新晨跑群').names.at(-1)).toMatchObject(named);
  });

  test('that a person saw undone, or that somebody gave another name since, changes no name here', async () => {
    const { rename, groupId, bench } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    rename.reviewed?.(itemOf(row), { isDone: false });
    expect(bench.joined).toEqual(['晨跑群: 1 2']);
    valueOf(bench.desk.recordRenamed('别人起的名', row?.subject.groupViewId ?? 0));
    rename.reviewed?.(itemOf(row), { isDone: true });
    expect(bench.joined).toEqual(['别人起的名: 1 2']);
  });
});
