import { describe, expect, it } from 'vitest';
import { PaperPhone, type PaperPhoneOptions } from '../../support/automation/paper-phone.ts';
import { rename } from '../../support/automation/paper-renaming.ts';
import { paperRow, type PaperView } from '../../support/automation/paper-views.ts';
import { messengerApp, shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';

async function roleOn(options: PaperPhoneOptions): Promise<string | number | undefined> {
  const playbook = shippedPlaybooks.find(messengerApp, 'read-group');
  if (playbook === null) throw new Error('the playbook has problems');
  const { name = '家长群', remark = name } = options;
  const read = await rename(new PaperPhone({ ...options, name }), { playbook, variables: { groupName: remark } });
  expect(read).toMatchObject({ state: 'done', values: { memberCount: 38, presentName: name } });
  return read.values['role'];
}

function roleOf(name: string, infoRows: readonly string[], infoViews: readonly PaperView[] = []) {
  return roleOn({ name, infoRows, infoViews, manageRows: ['群主管理权转让'] });
}

/** What answers a tap, with a label inside. */
function tile(text: string, [left, top, right, bottom]: NonNullable<PaperView['box']>): PaperView {
  return {
    of: 'LinearLayout',
    isTappable: true,
    box: [left, top, right, bottom],
    children: [{ of: 'TextView', text, box: [left, bottom - 40, right, bottom] }],
  };
}

describe('the role that a group’s page shows', () => {
  it('is a member’s where the page was read to its last row and offers nothing to manage', async () => {
    expect(await roleOf('家长群', ['群公告', '我在本群的昵称', '退出群聊'])).toBe('member');
  });

  it('is unknown where the row to manage it may be called otherwise', async () => {
    expect(await roleOf('家长群', ['群公告', '群聊管理', '退出群聊'])).toBeUndefined();
  });

  it('is unknown where the last row that is known was not met', async () => {
    expect(await roleOf('家长群', ['群公告'])).toBeUndefined();
  });

  it('is not made unknown by the group’s own name', async () => {
    expect(await roleOf('物业管理群', ['群公告', '退出群聊'])).toBe('member');
  });

  it.each<[string, PaperView]>([
    ['is a row', paperRow(1_000, ['群管理'])],
    ['answers its own tap', { of: 'TextView', text: '群管理', isTappable: true, box: [20, 1_000, 140, 1_080] }],
    ['is a tile of half the width', tile('群管理', [0, 1_000, 360, 1_240])],
  ])('is the owner’s where 群管理 %s', async (_what, view) => {
    expect(await roleOf('家长群', ['群公告', '退出群聊'], [view])).toBe('owner');
  });

  it.each<[string, PaperView]>([
    ['a tile of half the width', tile('群聊管理', [0, 1_000, 360, 1_240])],
    ['a tile below the rows, however small', tile('管理群', [0, 1_000, 144, 1_180])],
    [
      'a label that answers its own tap',
      { of: 'TextView', text: '管理', isTappable: true, box: [20, 1_000, 100, 1_080] },
    ],
    ['a tile of that very name, too small for one', tile('群管理', [0, 1_000, 144, 1_180])],
  ])('is unknown, and no member’s, where something to manage is %s', async (_what, view) => {
    expect(await roleOf('家长群', ['群公告', '退出群聊'], [view])).toBeUndefined();
  });

  it('is not made unknown by a member of the grid', async () => {
    expect(await roleOf('家长群', ['退出群聊'], [tile('管理员小王', [0, 200, 144, 380])])).toBe('member');
  });

  it.each<[string, PaperPhoneOptions]>([
    ['the account’s own alias', { infoViews: [paperRow(1_000, ['我在本群的昵称', '管理员小王'])] }],
    [
      'the group’s name under a remark',
      { name: '物业管理群', remark: '老张', infoViews: [paperRow(1_000, ['备注', '老张'])] },
    ],
    ['a remark', { infoViews: [paperRow(1_000, ['备注', '我管理的'])] }],
    ['an announcement', { infoViews: [paperRow(1_000, ['群公告', '群管理规定'])] }],
  ])('is not made unknown by %s', async (_what, options) => {
    expect(await roleOn({ infoRows: ['退出群聊'], ...options })).toBe('member');
  });
});
