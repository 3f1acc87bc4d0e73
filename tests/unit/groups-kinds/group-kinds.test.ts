import { describe, expect, test } from 'vitest';
import { fail } from '../../../electron/contract/outcome.ts';
import { valueOf } from '../../support/device-layer.ts';
import { affix, itemOf, openDesk, planOf } from './kinds-desk.ts';
import { createPaperContext } from './paper-playbooks.ts';

const { signal } = new AbortController();

describe('reading lists', () => {
  test('plans one row for each phone, once', async () => {
    const { readList } = openDesk();
    const rows = await planOf(readList, { phoneIds: ['phone-1', 'phone-1', 'phone-2'] });
    expect(rows.map(({ phoneId, verdict }) => `${phoneId} ${verdict}`)).toEqual(['phone-1 ready', 'phone-2 ready']);
  });

  test('notes whose account it is and what it lists', async () => {
    const { readList, playbooks, bench } = openDesk();
    const [row] = await planOf(readList, { phoneIds: ['phone-3'] });
    playbooks.answer('read-own-identity', { values: { nickname: '小店', messengerId: 'desk_account_9' } });
    playbooks.answer('read-group-list', {
      lists: { groups: { items: ['读书会'], statedCount: 2, isComplete: false } },
    });
    expect(await readList.run(itemOf(row), createPaperContext())).toMatchObject({ state: 'done', after: '1/2' });
    expect(bench.joined).toContain('读书会: 3');
    expect(valueOf(bench.accounts.onPhone('phone-3')).nickname).toBe('小店');
  });

  test('that ended before the list stores nothing of it', async () => {
    const { readList, playbooks, bench } = openDesk();
    const [row] = await planOf(readList, { phoneIds: ['phone-3'] });
    playbooks.answer('read-own-identity', { state: 'failed', code: 'unknown-screen' });
    expect(await readList.run(itemOf(row), createPaperContext())).toMatchObject({
      state: 'failed',
      code: 'unknown-screen',
    });
    expect(bench.desk.views.read('phone-3').readAt).toBeNull();
    expect(playbooks.acts).toEqual(['read-own-identity']);
  });
});

describe('reading groups', () => {
  test('plans one row for each view, and members through one of them, only where they may be read', async () => {
    const { readInfo, bench, groupId } = openDesk();
    bench.list(3, ['读书会']);
    const other = bench.group('读书会').groupId;
    const rows = await planOf(readInfo, { groupIds: [groupId, other], withMembers: true });
    expect(rows.map(({ name, subject }) => `${name} ${String(subject.withMembers)}`)).toEqual([
      '晨跑群 true',
      '晨跑群 false',
      '读书会 false',
    ]);
  });

  test('reads the members of a group that is marked as the company’s', async () => {
    const { readInfo, bench } = openDesk();
    bench.list(3, ['读书会']);
    const { groupId } = bench.group('读书会');
    bench.desk.change('', () => bench.desk.records.setCompanyRun(groupId, { reason: '门店', by: '小王', at: 1 }));
    expect(await planOf(readInfo, { groupIds: [groupId], withMembers: true })).toMatchObject([
      { subject: { withMembers: true } },
    ]);
  });

  test('keeps no member of a group in which the account turns out to be nobody', async () => {
    const { readInfo, playbooks, bench } = openDesk();
    bench.list(3, ['读书会']);
    const { groupId } = bench.group('读书会');
    const [row] = await planOf(readInfo, { groupIds: [groupId], withMembers: false });
    playbooks.answer('read-group', {
      values: { memberCount: '2', role: 'member' },
      lists: { members: { items: ['甲', '乙'], statedCount: 2, isComplete: true } },
    });
    expect(await readInfo.run(itemOf(row), createPaperContext())).toMatchObject({ state: 'done' });
    expect(bench.group('读书会').views[0]).toMatchObject({ memberCount: 2, role: 'member' });
    expect(bench.desk.rosters.get(bench.group('读书会').views[0]?.groupViewId ?? 0)).toBeNull();
  });

  test('takes in what a view says, also when its group became another one since the plan', async () => {
    const { readInfo, playbooks, bench, groupId } = openDesk();
    const [row] = await planOf(readInfo, { groupIds: [groupId], withMembers: false });
    playbooks.answer('read-group', { values: { memberCount: 77, role: 'admin' } });
    await readInfo.run({ ...itemOf(row), groupId: 'a group that is no more' }, createPaperContext());
    expect(bench.group('晨跑群').views[0]).toMatchObject({ memberCount: 77, role: 'admin' });
  });

  test('takes in what a view says that turned out to be another one under a new name since the plan', async () => {
    const { readInfo, playbooks, bench } = openDesk();
    bench.list(3, ['读书会']);
    bench.info(3, '读书会', { role: 'owner', memberCount: 40 });
    const { groupId } = bench.group('读书会');
    bench.clock.jump(1_000);
    bench.list(3, ['共读会']);
    const [row] = await planOf(readInfo, { groupIds: [bench.group('共读会').groupId], withMembers: false });
    bench.info(3, '共读会', { role: 'owner', memberCount: 40 });
    expect(bench.group('共读会').groupId).toBe(groupId);
    playbooks.answer('read-group', { values: { memberCount: 41, role: 'owner' } });
    await readInfo.run(itemOf(row), createPaperContext());
    expect(bench.group('共读会').views).toMatchObject([{ memberCount: 41 }]);
  });

  test('keeps what the account is called in the group, also when a later look does not see it', async () => {
    const { readInfo, playbooks, bench, groupId } = openDesk();
    const [row] = await planOf(readInfo, { groupIds: [groupId], withMembers: false });
    for (const values of [
      { role: 'member', ownAlias: ' 三楼小陈 ' },
      { role: 'member', ownAlias: '' },
    ]) {
      playbooks.answer('read-group', { values });
      await readInfo.run(itemOf(row), createPaperContext());
      expect(bench.group('晨跑群').views[0]).toMatchObject({ ownAlias: '三楼小陈' });
    }
  });

  test('tells a remark from the group’s own name, by which it is renamed', async () => {
    const { readInfo, rename, playbooks, bench } = openDesk();
    bench.list(3, ['我的书会']);
    const { groupId } = bench.group('我的书会');
    const [row] = await planOf(readInfo, { groupIds: [groupId], withMembers: false });
    playbooks.answer('read-group', { values: { memberCount: 9, role: 'owner', presentName: '读书会' } });
    await readInfo.run(itemOf(row), createPaperContext());
    expect(bench.group('读书会').groupId).toBe(groupId);
    const [planned] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} }, bench.clock.now());
    expect(planned).toMatchObject({ before: '读书会', after: '新读书会', subject: { listedAs: '我的书会' } });
  });

  test('takes a count that is no number as not read', async () => {
    const { readInfo, playbooks, bench, groupId } = openDesk();
    const [row] = await planOf(readInfo, { groupIds: [groupId], withMembers: false });
    playbooks.answer('read-group', { values: { memberCount: '很多', role: 'boss' } });
    await readInfo.run(itemOf(row), createPaperContext());
    expect(bench.group('晨跑群').views[0]).toMatchObject({ memberCount: null, role: null });
  });
});

test('with a broken playbook nothing is planned, and the answer says where it is broken', async () => {
  const { readList, readInfo, rename, playbooks, groupId } = openDesk();
  playbooks.problem = fail('playbook-missing', 'broken', { file: 'wechat/rename-group.yaml', line: 7 }).error;
  const now = { now: 1, signal };
  const refused = { error: { code: 'playbook-missing', detail: { file: 'wechat/rename-group.yaml', line: 7 } } };
  expect(await readList.plan({ phoneIds: ['phone-1'] }, now)).toMatchObject(refused);
  expect(await readInfo.plan({ groupIds: [groupId], withMembers: false }, now)).toMatchObject(refused);
  expect(await rename.plan({ groupIds: [groupId], rule: affix, via: {} }, now)).toMatchObject(refused);
});

describe('renaming', () => {
  test('plans one row for a group, however many accounts see it, through its owner', async () => {
    const { rename, groupId, bench } = openDesk();
    expect(
      await planOf(rename, { groupIds: [groupId, groupId], rule: affix, via: {} }, bench.clock.now()),
    ).toMatchObject([{ phoneId: 'phone-1', before: '晨跑群', after: '新晨跑群', verdict: 'ready', code: null }]);
  });

  test.each([
    ['a forbidden word', { ...affix, prefix: '返利' }, { verdict: 'blocked', code: 'forbidden-word' }],
    ['a name too long', { ...affix, prefix: '长'.repeat(40) }, { verdict: 'blocked', code: 'too-long' }],
    ['the name that it has', { ...affix, prefix: '' }, { verdict: 'skipped', code: 'already-so' }],
  ])('plans nothing to be done for %s, and says why', async (_what, rule, wanted) => {
    const { rename, groupId } = openDesk();
    expect(await planOf(rename, { groupIds: [groupId], rule, via: {} })).toMatchObject([wanted]);
  });

  test('refuses a template with a token that there is not, and plans no row', async () => {
    const { rename, groupId } = openDesk();
    const numbering = { start: 1, step: 1, padding: 2, order: 'name' as const };
    const rule = { kind: 'template' as const, template: '{店名}群', theme: '', numbering };
    expect(await rename.plan({ groupIds: [groupId], rule, via: {} }, { now: 1, signal })).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'name-token', token: '店名' } },
    });
  });

  test('goes through another account where the operator picked it, and through the fittest where that one is gone', async () => {
    const { rename, groupId, bench } = openDesk();
    const other = bench.group('晨跑群').views.find(({ phoneId }) => phoneId === 'phone-2');
    const via = { [groupId]: other?.groupViewId ?? 0 };
    expect(await planOf(rename, { groupIds: [groupId], rule: affix, via })).toMatchObject([{ phoneId: 'phone-2' }]);
    expect(await planOf(rename, { groupIds: [groupId], rule: affix, via: { [groupId]: 999 } })).toMatchObject([
      { phoneId: 'phone-1' },
    ]);
  });

  test('of a group that no phone lists any more is a blocked row, not a row less', async () => {
    const { rename, groupId, bench } = openDesk();
    bench.clock.jump(1_000);
    bench.list(1, []);
    bench.list(2, []);
    expect(await planOf(rename, { groupIds: [groupId], rule: affix, via: {} })).toMatchObject([
      { groupId, verdict: 'blocked', code: 'no-account' },
    ]);
  });

  test.each([
    ['goes by its own name, which the act changes', '晨跑群', undefined],
    ['goes by a remark, which it keeps', '周六晨跑', '周六晨跑'],
  ])('a group that an account lists %s', async (_what, listedAs, told) => {
    const { rename, groupId, playbooks } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    if (row === undefined) throw new Error('nothing was planned');
    playbooks.answer('rename-group', { state: 'done', verifiedBy: 'page' });
    await rename.verify({ ...itemOf(row), subject: { ...row.subject, listedAs } }, createPaperContext());
    expect(playbooks.variables.map((variables) => variables['listedAs'])).toEqual([told]);
  });

  test('to a name that a job which is not over gives another group is refused, and names the job', async () => {
    const { rename, groupId, openRenames, bench } = openDesk();
    bench.list(3, ['读书会']);
    const [view] = bench.group('读书会').views;
    openRenames.push({
      groupViewId: view?.groupViewId ?? 0,
      before: '读书会',
      after: '新 晨跑群',
      jobTitle: '换主题',
    });
    expect(await planOf(rename, { groupIds: [groupId], rule: affix, via: {} })).toMatchObject([
      { verdict: 'blocked', code: 'duplicate-of-job', detail: { job: '换主题', other: '读书会' } },
    ]);
  });

  test('of a group that a job which is not over renames is refused, whichever view that job goes through', async () => {
    const { rename, groupId, openRenames, bench } = openDesk();
    const view = bench.group('晨跑群').views.find(({ phoneId }) => phoneId === 'phone-2');
    openRenames.push({ groupViewId: view?.groupViewId ?? 0, before: '晨跑群', after: '夜跑群', jobTitle: '换主题' });
    expect(await planOf(rename, { groupIds: [groupId], rule: affix, via: {} })).toMatchObject([
      { verdict: 'blocked', code: 'rename-open', detail: { job: '换主题', target: '夜跑群' } },
    ]);
  });

  test('two groups to one name has one key, so that never both are under way', async () => {
    const { rename, groupId, bench } = openDesk();
    bench.list(3, ['读书会']);
    const other = bench.group('读书会').groupId;
    const keyOf = async (id: string, name: string): Promise<string | undefined> => {
      const rule = { kind: 'table' as const, names: { [id]: name } };
      return (await planOf(rename, { groupIds: [id], rule, via: {} }))[0]?.itemKey;
    };
    expect(await keyOf(groupId, 'VIP 群')).toBe(await keyOf(other, 'ＶＩＰ群'));
  });

  test('of a group whose account lists another one of that name is refused', async () => {
    const { rename, bench } = openDesk();
    bench.list(3, ['团购群', '团购群']);
    const twin = bench.desk.book.list().find(({ name }) => name === '团购群');
    const groupIds = [twin?.groupId ?? ''];
    expect(await planOf(rename, { groupIds, rule: affix, via: {} })).toMatchObject([
      { verdict: 'blocked', code: 'name-shared', detail: { name: '团购群' } },
    ]);
  });

  test('does nothing on the phone once another group has the name', async () => {
    const { rename, groupId, playbooks, bench } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    bench.list(3, ['新晨跑群']);
    expect(await rename.run(itemOf(row), createPaperContext())).toMatchObject({
      state: 'failed',
      code: 'duplicate-of-group',
      detail: { other: '新晨跑群' },
    });
    expect(playbooks.acts).toEqual([]);
  });

  test('is free to give the name of a group that is gone, and is told so; not while its list was not read to its end', async () => {
    const { rename, groupId, playbooks, bench } = openDesk();
    bench.list(3, ['新晨跑群']);
    await bench.clock.advance(1);
    bench.list(3, [], false);
    const rowOf = async () => (await planOf(rename, { groupIds: [groupId], rule: affix, via: {} }))[0];
    expect(await rowOf()).toMatchObject({ verdict: 'blocked', code: 'duplicate-of-group' });
    await bench.clock.advance(1);
    bench.list(3, []);
    const row = await rowOf();
    expect(row).toMatchObject({ verdict: 'ready' });
    playbooks.answer('rename-group', { state: 'done', verifiedBy: 'page' });
    expect(await rename.run(itemOf(row), createPaperContext())).toMatchObject({ state: 'done', after: '新晨跑群' });
  });

  test.each(['failed', 'unknown'] as const)('that ends %s changes no name here', async (state) => {
    const { rename, groupId, playbooks, bench } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state, code: 'unknown-screen', values: { presentName: '晨跑群' } });
    expect(await rename.run(itemOf(row), createPaperContext())).toMatchObject({ state, after: '晨跑群' });
    expect(bench.joined).toEqual(['晨跑群: 1 2']);
  });

  test('is looked at, not done again, by verify', async () => {
    const { rename, groupId, playbooks } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state: 'done', verifiedBy: 'page' });
    await rename.verify(itemOf(row), createPaperContext());
    expect(playbooks.purposes).toEqual(['verify']);
  });

  test('that the platform warned of lets the account rest for a day', async () => {
    const { rename, groupId, playbooks } = openDesk();
    const [row] = await planOf(rename, { groupIds: [groupId], rule: affix, via: {} });
    playbooks.answer('rename-group', { state: 'failed', code: 'too-frequent', cooldown: true });
    expect(await rename.run(itemOf(row), createPaperContext())).toMatchObject({ cooldownMs: 86_400_000 });
  });
});
