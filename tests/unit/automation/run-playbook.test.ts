import { describe, expect, it } from 'vitest';
import { runPlaybook } from '../../../electron/automation/engine/run-playbook.ts';
import type {
  Brink,
  OperatorAnswer,
  OperatorPort,
  PlaybookResult,
  RunOptions,
} from '../../../electron/automation/engine/run-ports.ts';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import { messengerApp, shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';
import { PaperPhone } from '../../support/automation/paper-phone.ts';
import { HurriedClock } from '../../support/hurried-clock.ts';

const newName = '新家长群😀';

async function rename(phone: PaperPhone, options: Partial<RunOptions> = {}): Promise<PlaybookResult> {
  const playbook = shippedPlaybooks.find(messengerApp, 'rename-group');
  if (playbook === null) throw new Error('the playbook has problems');
  const clock = new HurriedClock();
  return runPlaybook({
    driver: phone,
    playbook,
    purpose: 'run',
    variables: { groupName: '家长群', newName },
    mode: 'auto',
    phone: { isVirtual: true, appVersion: '8.0.40' },
    isRehearsed: true,
    commit: { ask: async () => succeed('go') },
    operator: { commitByHand: async () => succeed('given-up') },
    evidence: { save: async () => succeed('picture') },
    pictures: null,
    language: 'zh-CN',
    observe: () => undefined,
    clock,
    machineClock: clock,
    signal: new AbortController().signal,
    ...options,
  });
}

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

  it('is skipped where the group is called so already', async () => {
    const phone = new PaperPhone({ name: newName });
    const variables = { groupName: '家长群', newName, expectedMembers: '38' };
    expect(await rename(phone, { variables })).toMatchObject({
      state: 'skipped',
      code: 'already-so',
      wasCommitted: false,
    });
    expect(phone.saved).toEqual([]);
  });

  it('takes a group of the new name but another size for another group', async () => {
    const phone = new PaperPhone({ name: newName });
    const variables = { groupName: '家长群', newName, expectedMembers: '200' };
    expect(await rename(phone, { variables })).toMatchObject({ state: 'failed', code: 'changed-meanwhile' });
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

  it('a warning of the platform stops it, and the account rests', async () => {
    const phone = new PaperPhone({
      onCall: (call, on) => {
        if (call === 'tree' && on.page === 'editor') on.dialog = { text: '操作太频繁，请稍后再试', buttons: ['确定'] };
      },
    });
    expect(await rename(phone)).toMatchObject({ state: 'failed', code: 'too-frequent', cooldown: true });
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
    expect(await rename(phone)).toMatchObject({ state: 'done', verifiedBy: 'page', wasCommitted: true });
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

describe('a verification', () => {
  it('reads the new name', async () => {
    expect(await rename(new PaperPhone({ name: newName }), { purpose: 'verify' })).toMatchObject({
      state: 'done',
      code: 'ok',
      verifiedBy: 'page',
    });
  });

  it('reads the old name', async () => {
    const phone = new PaperPhone();
    expect(await rename(phone, { purpose: 'verify' })).toMatchObject({ state: 'failed', code: 'still-before' });
    expect(phone.calls.some((call) => call.startsWith('tap 群聊名称'))).toBe(false);
  });

  it('does not know what it cannot find', async () => {
    expect(await rename(new PaperPhone({ name: '别的群' }), { purpose: 'verify' })).toMatchObject({ state: 'unknown' });
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

/** An operator who acts when the brink is shown; without an answer the wait lasts until the engine ends it. */
function byHand(phone: PaperPhone, answer: OperatorAnswer | null, act: () => void): OperatorPort {
  return {
    commitByHand: async (brink, signal) => {
      phone.calls.push(`brink ${brink.tap ?? ''}`);
      act();
      if (answer !== null) return succeed(answer);
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
      return succeed('aborted');
    },
  };
}

describe('assist mode', () => {
  it('stops at the brink, and counts what the screen then shows', async () => {
    const phone = new PaperPhone();
    const result = await rename(phone, {
      mode: 'assist',
      operator: byHand(phone, null, () => phone.save(phone.field)),
    });
    expect(result).toMatchObject({ state: 'done', verifiedBy: 'page', wasCommitted: true });
    expect(phone.calls).toContain('brink 完成');
    expect(phone.calls).not.toContain('tap 完成');
  });

  it('believes the screen and not the answer', async () => {
    const phone = new PaperPhone();
    const result = await rename(phone, { mode: 'assist', operator: byHand(phone, 'committed', () => undefined) });
    expect(result).toMatchObject({ state: 'unknown', code: 'not-verified' });
  });

  it('ends as given up where the page reads as before', async () => {
    const phone = new PaperPhone();
    const result = await rename(phone, { mode: 'assist', operator: byHand(phone, 'given-up', () => undefined) });
    expect(result).toMatchObject({ state: 'failed', code: 'given-up' });
  });

  it('commits nothing where the gate is not open', async () => {
    const phone = new PaperPhone();
    const operator = { commitByHand: async () => fail('commit-refused', 'the gate is closed') };
    expect(await rename(phone, { mode: 'assist', operator })).toMatchObject({
      state: 'failed',
      code: 'commit-refused',
      wasCommitted: false,
    });
  });
});

/** An operator who is shown task after task, and does for each what is given; then answers it, or waits until he is seen. */
function atHand(...acts: readonly (() => OperatorAnswer | null)[]): { brinks: Brink[]; operator: OperatorPort } {
  const brinks: Brink[] = [];
  const operator: OperatorPort = {
    commitByHand: async (brink, signal) => {
      brinks.push(brink);
      const answer = acts[brinks.length - 1]?.() ?? null;
      if (answer !== null) return succeed(answer);
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
      return succeed('aborted');
    },
  };
  return { brinks, operator };
}

describe('manual mode', () => {
  const show = (phone: PaperPhone, name = phone.name) => {
    phone.name = name;
    phone.page = 'info';
    return null;
  };

  it('touches nothing, sees the group first and then the result', async () => {
    const phone = new PaperPhone();
    const { brinks, operator } = atHand(
      () => show(phone),
      () => show(phone, newName),
    );
    const result = await rename(phone, { mode: 'manual', operator });
    expect(result).toMatchObject({ state: 'done', verifiedBy: 'page', wasCommitted: true });
    expect(brinks.map(({ steps, isFollowUp }) => [steps.join().includes(newName), isFollowUp === true])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(phone.calls.filter((call) => /^(?:tap|type|press|launch|swipe)/.test(call))).toEqual([]);
  });

  it('does not ask for a group that is on the screen already', async () => {
    const phone = new PaperPhone();
    show(phone);
    const { brinks, operator } = atHand(() => show(phone, newName));
    expect(await rename(phone, { mode: 'manual', operator })).toMatchObject({ state: 'done' });
    expect(brinks).toHaveLength(1);
  });

  it('does not believe a new name on a page of which nobody saw which group it was', async () => {
    const phone = new PaperPhone();
    const { operator } = atHand(() => (show(phone, newName), 'committed'));
    expect(await rename(phone, { mode: 'manual', operator })).toMatchObject({ state: 'unknown', code: 'not-verified' });
  });

  it('does not believe it either where another group came up in between', async () => {
    const names = ['家长群', '家长群', '别的群'];
    let looks = 0;
    const phone = new PaperPhone({
      onCall: (call, on) => {
        if (call === 'tree') show(on, names[looks++] ?? newName);
      },
    });
    const operator: OperatorPort = {
      commitByHand: async () => {
        while (looks < 6) await new Promise((resolve) => setImmediate(resolve));
        return succeed('committed');
      },
    };
    expect(await rename(phone, { mode: 'manual', operator })).toMatchObject({ state: 'unknown', code: 'not-verified' });
  });

  it.each([
    ['reads as before', '家长群'],
    ['reads another name', '新家长裙😀'],
  ])('believes no tick where the page %s', async (_what, name) => {
    const phone = new PaperPhone();
    show(phone);
    const { brinks, operator } = atHand(
      () => (show(phone, name), 'committed'),
      () => 'committed',
    );
    expect(await rename(phone, { mode: 'manual', operator })).toMatchObject({ state: 'unknown', code: 'not-verified' });
    expect(brinks.at(-1)?.isCheck).toBe(true);
  });

  it('believes no tick where the page is not on the screen', async () => {
    const phone = new PaperPhone();
    show(phone);
    const { operator } = atHand(
      () => ((phone.page = 'launcher'), 'committed'),
      () => 'committed',
    );
    expect(await rename(phone, { mode: 'manual', operator })).toMatchObject({ state: 'unknown', code: 'not-verified' });
  });

  it('asks for a tick where nothing on the screen can be made out, and says so', async () => {
    const phone = new PaperPhone();
    phone.treeFault = fail('ui-tree-blocked', 'the app shows no views');
    const { brinks, operator } = atHand(
      () => 'committed',
      () => 'committed',
      () => 'committed',
    );
    expect(await rename(phone, { mode: 'manual', operator })).toMatchObject({ state: 'done', verifiedBy: 'operator' });
    expect(brinks.map(({ isCheck }) => isCheck === true)).toEqual([false, false, true]);
  });

  it('reads nothing that it would have to tap for', async () => {
    const phone = new PaperPhone();
    const playbook = shippedPlaybooks.find(messengerApp, 'read-group-list');
    if (playbook === null) throw new Error('the playbook has problems');
    expect(await rename(phone, { mode: 'manual', playbook })).toMatchObject({ state: 'failed', code: 'manual-only' });
    expect(phone.calls).toEqual([]);
  });
});
