import { describe, expect, it, vi } from 'vitest';
import type { Brink, OperatorAnswer, OperatorPort } from '../../../electron/automation/engine/run-ports.ts';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import { PaperPhone } from '../../support/automation/paper-phone.ts';
import { newName, rename } from '../../support/automation/paper-renaming.ts';
import { messengerApp, shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';

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

  it('tells the name that is there now where the operator saved another one', async () => {
    const phone = new PaperPhone();
    const operator = byHand(phone, 'committed', () => phone.save('手滑改成的名字'));
    expect(await rename(phone, { mode: 'assist', operator })).toMatchObject({
      state: 'unknown',
      code: 'not-verified',
      values: { presentName: '手滑改成的名字' },
    });
  });

  it('tells no name where nothing was read after the operator acted', async () => {
    const phone = new PaperPhone();
    const operator = byHand(phone, 'committed', () => {
      phone.save('手滑改成的名字');
      phone.page = 'launcher';
    });
    const { state, values } = await rename(phone, { mode: 'assist', operator });
    expect([state, values['presentName']]).toEqual(['unknown', undefined]);
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

function show(phone: PaperPhone, name = phone.name): null {
  phone.name = name;
  phone.page = 'info';
  return null;
}

describe('manual mode', () => {
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
        await vi.waitFor(() => expect(looks).toBeGreaterThanOrEqual(6));
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
    const values = { presentName: name };
    expect(await rename(phone, { mode: 'manual', operator })).toMatchObject({
      state: 'unknown',
      code: 'not-verified',
      values,
    });
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

  it.each<[string, readonly string[], object]>([
    ['is believed', ['“家长群”', `你修改群名为“${newName}”`], { state: 'done', verifiedBy: 'system-line' }],
    [
      'is believed after those of other names',
      [`你修改群名为“${newName}”`, '你修改群名为“家长群”', `你修改群名为“${newName}”`],
      { state: 'done', verifiedBy: 'system-line' },
    ],
    [
      'is no proof before one of another name',
      [`你修改群名为“${newName}”`, '你修改群名为“家长群”'],
      { state: 'unknown', code: 'not-verified' },
    ],
    [
      'is no proof before one of somebody else',
      [`你修改群名为“${newName}”`, '"王磊"修改群名为“家长群”'],
      { state: 'unknown', code: 'not-verified' },
    ],
    ['is no proof where somebody else gave the name', [`"王磊"修改群名为“${newName}”`], { state: 'unknown' }],
  ])('the grey line of the chat %s', async (_what, lines, end) => {
    const phone = new PaperPhone();
    show(phone);
    const { operator } = atHand(
      () => ((phone.page = 'chat'), (phone.lines = lines), 'committed'),
      () => 'committed',
    );
    expect(await rename(phone, { mode: 'manual', operator })).toMatchObject(end);
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

  it('sees no group in a namesake of quite another size', async () => {
    const phone = new PaperPhone({ memberCount: 9 });
    show(phone);
    const { brinks, operator } = atHand(() => 'committed');
    const variables = { groupName: '家长群', newName, expectedMembers: '120' };
    expect(await rename(phone, { mode: 'manual', operator, variables })).toMatchObject({
      state: 'unknown',
      code: 'not-verified',
    });
    expect(brinks).toHaveLength(1);
  });

  it('reads nothing that it would have to tap for', async () => {
    const phone = new PaperPhone();
    const playbook = shippedPlaybooks.find(messengerApp, 'read-group-list');
    if (playbook === null) throw new Error('the playbook has problems');
    expect(await rename(phone, { mode: 'manual', playbook })).toMatchObject({ state: 'failed', code: 'manual-only' });
    expect(phone.calls).toEqual([]);
  });
});

describe('a look after an earlier attempt, in manual mode', () => {
  const variables = { groupName: '家长群', newName, expectedMembers: '38' };
  const look = (phone: PaperPhone, operator: OperatorPort, more: Readonly<Record<string, string>> = variables) =>
    rename(phone, { mode: 'manual', purpose: 'verify', operator, variables: more });

  it('asks about the group, its old name and the new one, and how many people it has, under a picture', async () => {
    const phone = new PaperPhone();
    show(phone, newName);
    const shots = (): number => phone.calls.filter((call) => call === 'screenshot').length;
    let shotsBefore = 0;
    const { brinks, operator } = atHand(() => ((shotsBefore = shots()), 'committed'));
    await look(phone, operator);
    expect(brinks.map(({ isCheck }) => isCheck)).toEqual([true]);
    const words = brinks[0]?.steps.join() ?? '';
    for (const said of ['家长群', newName, '38']) expect(words).toContain(said);
    expect(shotsBefore).toBe(1);
  });

  it('says nothing of people where nobody knows how many there are', async () => {
    const phone = new PaperPhone();
    show(phone, newName);
    const { brinks, operator } = atHand(() => 'committed');
    const { groupName } = variables;
    expect(await look(phone, operator, { groupName, newName })).toMatchObject({ state: 'done' });
    expect(brinks[0]?.steps.join()).not.toContain('${');
    expect(brinks[0]?.steps).toHaveLength(2);
  });

  it.each<[string, readonly [name: string, memberCount: number], OperatorAnswer, object]>([
    [
      'a new name is done by the operator’s word',
      [newName, 38],
      'committed',
      { state: 'done', verifiedBy: 'operator' },
    ],
    ['a new name is not done without it', [newName, 38], 'given-up', { state: 'unknown', code: 'not-verified' }],
    ['a new name on a group of quite another size is not done', [newName, 9], 'committed', { state: 'unknown' }],
    ['the old name is not done, whatever he says', ['家长群', 38], 'committed', { state: 'unknown' }],
    [
      'the old name is as before where he says so',
      ['家长群', 38],
      'given-up',
      { state: 'failed', code: 'still-before' },
    ],
    ['the old name on a group of quite another size is a namesake’s', ['家长群', 9], 'given-up', { state: 'unknown' }],
  ])('%s', async (_what, [name, memberCount], answer, end) => {
    const phone = new PaperPhone({ memberCount });
    show(phone, name);
    const { brinks, operator } = atHand(() => answer);
    expect(await look(phone, operator)).toMatchObject(end);
    expect(brinks).toHaveLength(1);
  });

  it('ends without a word where everything is stopped before the answer', async () => {
    const phone = new PaperPhone();
    show(phone, newName);
    const operator: OperatorPort = { commitByHand: async () => fail('aborted', 'stopped') };
    expect(await look(phone, operator)).toMatchObject({ state: 'unknown', code: 'aborted', verifiedBy: null });
  });

  it('never finds done by the page what the operator did to another group before everything was stopped', async () => {
    const phone = new PaperPhone({ memberCount: 38 });
    show(phone);
    const stop = new AbortController();
    const strays: OperatorPort = {
      commitByHand: async () => (show(phone, newName), stop.abort(), fail('aborted', 'stopped')),
    };
    expect(await rename(phone, { mode: 'manual', operator: strays, signal: stop.signal, variables })).toMatchObject({
      state: 'unknown',
    });
    const { brinks, operator } = atHand(() => 'given-up');
    expect(await look(phone, operator)).toMatchObject({ state: 'unknown', verifiedBy: null });
    expect(brinks).toHaveLength(1);
  });
});
