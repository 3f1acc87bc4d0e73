import { describe, expect, it } from 'vitest';
import { PaperPhone } from '../../support/automation/paper-phone.ts';
import { rename } from '../../support/automation/paper-renaming.ts';
import { messengerApp, shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';

async function roleOf(name: string, infoRows: readonly string[]): Promise<string | number | undefined> {
  const playbook = shippedPlaybooks.find(messengerApp, 'read-group');
  if (playbook === null) throw new Error('the playbook has problems');
  const phone = new PaperPhone({ name, infoRows });
  const read = await rename(phone, { playbook, variables: { groupName: name } });
  expect(read).toMatchObject({ state: 'done', values: { memberCount: 38, presentName: name } });
  return read.values['role'];
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
});
