import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import { PaperPhone } from '../../support/automation/paper-phone.ts';
import { newName, rename } from '../../support/automation/paper-renaming.ts';

describe('a writing act', () => {
  it('is done with proof from the page, and leaves the phone on its home screen', async () => {
    const phone = new PaperPhone();
    expect(await rename(phone)).toMatchObject({ state: 'done', code: 'ok', verifiedBy: 'page', wasCommitted: true });
    expect(phone.saved).toEqual([newName]);
    expect(phone.page).toBe('launcher');
  });

  it('asks right before the committing tap, with nothing in between', async () => {
    const phone = new PaperPhone();
    await rename(phone, {
      commit: {
        ask: async () => {
          phone.calls.push('ask');
          return succeed('go');
        },
      },
    });
    const asked = phone.calls.indexOf('ask');
    expect(phone.calls[asked + 1]).toBe('tap 完成');
    expect(phone.calls.filter((call) => call === 'tap 完成')).toHaveLength(1);
  });

  it('is not done where the port refuses', async () => {
    const phone = new PaperPhone();
    const refused = await rename(phone, { commit: { ask: async () => fail('commit-refused', 'the gate is closed') } });
    expect(refused).toMatchObject({ state: 'failed', code: 'commit-refused', wasCommitted: false });
    expect(phone.saved).toEqual([]);
  });

  it('is not done where everything was stopped while the port was asked', async () => {
    const phone = new PaperPhone();
    const stopped = await rename(phone, { commit: { ask: async () => fail('aborted', 'stopped') } });
    expect(stopped).toMatchObject({ state: 'failed', code: 'aborted', wasCommitted: false });
    expect(phone.saved).toEqual([]);
  });

  it('leaves no name that was typed and not saved on the screen', async () => {
    const phone = new PaperPhone();
    await rename(phone, { commit: { ask: async () => fail('commit-refused', 'closed') } });
    expect(phone.calls.slice(-3).filter((call) => call.startsWith('press'))).toContain('press HOME');
    expect(phone.calls).toContain('press BACK');
  });

  it('is skipped where the group is known by the ledger to be called so already', async () => {
    const phone = new PaperPhone({ name: newName });
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    expect(await rename(phone, { variables, isGoalKnown: true })).toMatchObject({
      state: 'skipped',
      code: 'already-so',
      wasCommitted: false,
    });
    expect(phone.saved).toEqual([]);
  });

  it('is left to a person where a group of its size has the new name, and none the old one', async () => {
    const phone = new PaperPhone({ name: newName });
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    expect(await rename(phone, { variables })).toMatchObject({
      state: 'failed',
      code: 'changed-meanwhile',
      values: { presentName: newName },
    });
    expect(phone.saved).toEqual([]);
  });

  it('takes a group of the new name but another size for another group, whatever the ledger knows', async () => {
    const phone = new PaperPhone({ name: newName });
    const variables = { groupName: '家长群', newName, expectedMembers: '200' };
    expect(await rename(phone, { variables, isGoalKnown: true })).toMatchObject({
      state: 'failed',
      code: 'changed-meanwhile',
    });
  });

  it('takes no other group of the new name for one that is gone, whatever its size', async () => {
    const phone = new PaperPhone({ isGone: true, other: { name: newName, memberCount: 38 } });
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    expect(await rename(phone, { variables })).toMatchObject({ state: 'failed', code: 'group-not-found' });
  });

  it.each<['run' | 'verify' | 'rehearse', string]>([
    ['run', 'failed'],
    ['rehearse', 'failed'],
    ['verify', 'unknown'],
  ])('names that differ in what no page shows are not for a %s', async (purpose, state) => {
    const phone = new PaperPhone({ name: '家长群 ' });
    const variables = { groupName: '家长群 ', newName: '家长\u200b群' };
    expect(await rename(phone, { purpose, variables })).toMatchObject({
      state,
      code: 'names-alike',
      wasCommitted: false,
    });
    expect([phone.calls, phone.saved]).toEqual([[], []]);
  });

  it('needs a rehearsal', async () => {
    const phone = new PaperPhone();
    expect(await rename(phone, { isRehearsed: false })).toMatchObject({ state: 'failed', code: 'rehearsal-missing' });
    expect(phone.calls).toEqual([]);
  });

  it('needs all that it is about', async () => {
    expect(await rename(new PaperPhone(), { variables: { groupName: '家长群' } })).toMatchObject({
      code: 'variable-missing',
    });
  });

  it('needs a phone that is not locked', async () => {
    expect(await rename(new PaperPhone({ isLocked: true }))).toMatchObject({ state: 'failed', code: 'screen-locked' });
  });
});

describe('the guards before a commit', () => {
  it.each([
    ['an editor with another title', { editorTitle: '设置备注' }],
    ['an editor that holds another text', { prefilled: '我的备注' }],
    ['a button that nobody knows', { saveLabel: '提交' }],
  ])('%s ends in unknown-screen, and nothing is saved', async (_what, options) => {
    const phone = new PaperPhone(options);
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'unknown-screen', wasCommitted: false });
    expect(phone.saved).toEqual([]);
  });

  it('a text that changed between typing and the commit is not saved', async () => {
    const phone = new PaperPhone({
      onCall: (call, on) => {
        if (call === 'screenshot' && on.page === 'editor') on.field = '别的名字';
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'text-not-kept', wasCommitted: false });
    expect(phone.saved).toEqual([]);
  });

  it('a group that is called otherwise on its own page is not touched', async () => {
    const phone = new PaperPhone({
      onCall: (call, on) => {
        if (call === 'tap 聊天信息') on.name = '别人改的名字';
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'changed-meanwhile', wasCommitted: false });
  });

  it('a group that nobody has named is told as that', async () => {
    const phone = new PaperPhone({
      onCall: (call, on) => {
        if (call === 'tap 聊天信息') on.name = '未命名';
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'group-unnamed', wasCommitted: false });
  });

  it('a warning of the platform stops it, and the account rests', async () => {
    const phone = new PaperPhone({
      onCall: (call, on) => {
        if (call === 'tree' && on.page === 'editor') on.dialog = { text: '操作太频繁，请稍后再试', buttons: ['确定'] };
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'too-frequent', cooldown: true });
    expect(phone.calls).not.toContain('tap 确定');
  });

  it('a warning does not stay on the screen, where it would be taken for a new one after the rest', async () => {
    let isWarned = false;
    const phone = new PaperPhone({
      onCall: (call, on) => {
        if (isWarned || call !== 'tree' || on.page !== 'editor') return;
        isWarned = true;
        on.dialog = { text: '操作太频繁，请稍后再试', buttons: ['确定'] };
      },
    });
    expect(await rename(phone)).toMatchObject({ code: 'too-frequent', cooldown: true });
    expect(phone.dialog).toBeNull();
    expect(phone.calls).toContain('screenshot');
    expect(phone.calls).not.toContain('tap 确定');
  });
});

describe('after the commit', () => {
  it('a name that is never read back is unknown', async () => {
    const phone = new PaperPhone({ onSave: (on) => void (on.page = 'info') });
    const result = await rename(phone);
    expect(result).toMatchObject({ state: 'unknown', code: 'not-verified', wasCommitted: true, verifiedBy: null });
    expect(phone.calls.filter((call) => call === 'tap 完成')).toHaveLength(1);
  });

  it('a crash is looked up anew, and what reads so is done', async () => {
    const phone = new PaperPhone({
      onSave: (on, typed) => {
        on.save(typed);
        on.page = 'launcher';
      },
    });
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    expect(await rename(phone, { variables })).toMatchObject({ state: 'done', verifiedBy: 'page', wasCommitted: true });
  });

  it('a crash in a group whose size nobody knows leaves open whether what goes by the new name is it', async () => {
    const phone = new PaperPhone({
      other: { name: newName, memberCount: 38 },
      onSave: (on) => {
        on.name = '别人改的名字';
        on.page = 'launcher';
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'unknown', code: 'not-verified', wasCommitted: true });
  });

  it('another group of the new name proves nothing of a tap that got lost', async () => {
    const phone = new PaperPhone({
      other: { name: newName, memberCount: 38 },
      onSave: (on) => void (on.page = 'launcher'),
    });
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    expect(await rename(phone, { variables })).toMatchObject({
      state: 'unknown',
      code: 'group-ambiguous',
      wasCommitted: true,
      verifiedBy: null,
    });
  });

  it('nor does one of another size, where nothing goes by the old name any more', async () => {
    const phone = new PaperPhone({
      other: { name: newName, memberCount: 200 },
      onSave: (on) => {
        on.name = '别人改的名字';
        on.page = 'launcher';
      },
    });
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    expect(await rename(phone, { variables })).toMatchObject({ state: 'unknown', code: 'not-verified' });
  });

  it.each([
    ['只有群主王磊才能修改群名称', 'role-refused', false],
    ['群聊名称不能超过32个字符', 'name-refused', false],
    ['操作太频繁，请稍后再试', 'too-frequent', true],
  ])('the refusal %s is a failure', async (text, code, cooldown) => {
    const phone = new PaperPhone({ onSave: (on) => void (on.dialog = { text, buttons: ['我知道了'] }) });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code, cooldown, wasCommitted: true });
  });

  it('a warning over a page that shows the new name is done all the same, and the account rests', async () => {
    const phone = new PaperPhone({
      onSave: (on, typed) => {
        on.save(typed);
        on.dialog = { text: '操作太频繁，请稍后再试', buttons: ['确定'] };
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'done', verifiedBy: 'page', cooldown: true });
  });

  it('the question that the playbook knows is answered', async () => {
    const phone = new PaperPhone({
      onSave: (on, typed) => {
        if (on.calls.at(-1) === 'tap 完成')
          on.dialog = { text: `确定将群聊名称修改为“${typed}”吗？`, buttons: ['取消', '确定'] };
      },
      onCall: (call, on) => {
        if (call === 'tap 确定') on.save(on.field);
      },
    });
    const result = await rename(phone);
    expect(result).toMatchObject({ state: 'done', verifiedBy: 'page' });
    expect(phone.calls).toContain('tap 确定');
  });

  it('a question that the playbook does not know is told no; where the editor then still waits, nothing was committed', async () => {
    const phone = new PaperPhone({
      onSave: (on) => {
        on.dialog = { text: '名称将对全体成员可见', buttons: ['取消', '确定'] };
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'unknown-screen', wasCommitted: false });
    expect(phone.saved).toEqual([]);
    expect(phone.calls).not.toContain('tap 确定');
  });

  it.each(['确定放弃修改群名称吗？', '确定修改群名称并退出群聊？'])('%s is not said yes to', async (text) => {
    const phone = new PaperPhone({
      onSave: (on) => {
        on.dialog = { text, buttons: ['取消', '确定'] };
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'unknown-screen' });
    expect(phone.calls).not.toContain('tap 确定');
  });

  it('a fault that is told in a dialog proves nothing about what was sent', async () => {
    const phone = new PaperPhone({
      onSave: (on) => {
        on.dialog = { text: '操作失败，请重试', buttons: ['取消', '重试'] };
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'unknown', wasCommitted: true });
  });

  it('the question is left alone once everything was stopped', async () => {
    const stop = new AbortController();
    const phone = new PaperPhone({
      onSave: (on) => {
        on.dialog = { text: '确定修改群聊名称吗？', buttons: ['取消', '确定'] };
        stop.abort();
      },
    });
    expect(await rename(phone, { signal: stop.signal })).toMatchObject({ state: 'unknown', wasCommitted: true });
    expect(phone.calls).not.toContain('tap 确定');
    expect(phone.saved).toEqual([]);
  });
});

describe('a rehearsal', () => {
  it('goes to the brink, types no name and commits nothing', async () => {
    const phone = new PaperPhone();
    const asked: string[] = [];
    const result = await rename(phone, {
      purpose: 'rehearse',
      isRehearsed: false,
      commit: { ask: async () => (asked.push('ask'), succeed('go')) },
    });
    expect(result).toMatchObject({ state: 'done', wasCommitted: false });
    expect(phone.calls).toContain('tap 群聊名称');
    expect(phone.calls).not.toContain(`type ${newName}`);
    expect([asked, phone.saved]).toEqual([[], []]);
  });

  it('finds that there is nothing to do, under the new name too', async () => {
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    const phone = new PaperPhone({ name: newName });
    const known = { isRehearsed: false, isGoalKnown: true, variables };
    expect(await rename(phone, { purpose: 'rehearse', ...known })).toMatchObject({
      state: 'skipped',
      code: 'already-so',
      wasCommitted: false,
    });
  });

  it('does not pass where a still page reads differently every time', async () => {
    let looks = 0;
    const phone = new PaperPhone({
      onCall: (call, on) => {
        if (call === 'tree' && on.page === 'editor')
          on.field = `家长群${(looks += 1) % 2 === 0 ? '' : '\u200b'}${'x'.repeat(looks > 2 ? looks : 0)}`;
      },
    });
    expect(await rename(phone, { purpose: 'rehearse' })).toMatchObject({ state: 'failed' });
  });

  it('does not pass on a version that hides its views', async () => {
    const phone = new PaperPhone();
    phone.treeFault = fail('ui-tree-blocked', 'the app shows no views');
    expect(await rename(phone, { purpose: 'rehearse' })).toMatchObject({ state: 'failed', code: 'tree-blocked' });
  });
});
