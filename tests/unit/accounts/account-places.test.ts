import { describe, expect, test } from 'vitest';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../../support/device-layer.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';

type Declared = ProcedureInput<'accounts.declare'>['account'];

const minuteMs = 60_000;

/** Nothing of it can be read: a person says which account is where. */
class HandDesk extends DeskBench {
  say(phoneId: string, account: Declared, named: { nickname?: string; messengerId?: string } = {}) {
    const { nickname = null, messengerId = null } = named;
    return this.accounts.declare({ phoneId, account, nickname, messengerId });
  }

  /** On the phone of the account, as a known one. */
  known(accountId: string): Declared {
    return { kind: 'known', accountId };
  }

  on(phoneId: string): string | null {
    return this.accounts.list().find((account) => account.phoneId === phoneId)?.accountId ?? null;
  }

  async stageOf(accountId: string): Promise<string> {
    return (await this.tell('accounts.detail', { accountId })).card.stageId;
  }
}

describe('an account that a person names', () => {
  test('has a nickname and an id of which only the ends are kept, without ever having been read', () => {
    const desk = new HandDesk();
    const accountId = desk.account('p1');
    const named = valueOf(desk.say('p1', desk.known(accountId), { nickname: '张三', messengerId: 'desk_001_4821' }));
    expect(named).toMatchObject({ accountId, nickname: '张三', maskedId: 'de•••••••••21', identityReadAt: null });
    expect(JSON.stringify(desk.store.prepare('SELECT * FROM account').all())).not.toContain('desk_001_4821');
    expect(desk.notes.at(-1)).toMatchObject({ action: 'accounts.declare', subject: accountId });
  });

  test('is known again by that id when its page is read', () => {
    const desk = new HandDesk();
    const accountId = desk.account('p1');
    valueOf(desk.say('p1', desk.known(accountId), { messengerId: 'desk_001' }));
    const read = valueOf(desk.accounts.recordIdentity('p1', { nickname: '张三', messengerId: 'DESK_001' }));
    expect(read.accountId).toBe(accountId);
    const other = valueOf(desk.accounts.recordIdentity('p1', { nickname: '李四', messengerId: 'desk_002' }));
    expect(other.accountId).not.toBe(accountId);
  });

  test('is given no id of another one, and no other id than was read of it', () => {
    const desk = new HandDesk();
    const [first, second] = [desk.account('p1'), desk.account('p2')];
    desk.accounts.recordIdentity('p1', { nickname: '张三', messengerId: 'desk_001' });
    expect(desk.say('p2', desk.known(second), { messengerId: 'desk_001' })).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'id-of-other', name: '张三' } },
    });
    expect(desk.say('p2', { kind: 'new' }, { messengerId: 'desk_001' })).toMatchObject({
      error: { detail: { rule: 'id-of-other' } },
    });
    expect(desk.say('p1', desk.known(first), { messengerId: 'desk_009' })).toMatchObject({
      error: { detail: { rule: 'id-was-read' } },
    });
  });

  test('takes somebody who says so, a phone and an account that there are', () => {
    const desk = new HandDesk();
    const accountId = desk.account('p1');
    expect(desk.say('none', desk.known(accountId))).toMatchObject({ error: { code: 'phone-not-found' } });
    expect(desk.say('p1', desk.known('nobody'))).toMatchObject({ error: { code: 'account-not-found' } });
    desk.operator = null;
    expect(desk.say('p1', desk.known(accountId))).toMatchObject({ error: { code: 'operator-required' } });
  });
});

describe('accounts that are worked by hand', () => {
  test('change phones with their history, and each begins anew on its own', async () => {
    const desk = new HandDesk();
    const [grown, young] = [await desk.accountAt('S5', 'p1'), await desk.accountAt('S0', 'p2')];
    await desk.tell('accounts.logAct', {
      accountId: grown,
      action: 'group_rename',
      groupId: 'g1',
      at: null,
      amount: 2,
      note: '',
      corrects: null,
    });
    await desk.clock.advance(minuteMs);
    valueOf(desk.say('p2', desk.known(grown)));
    valueOf(desk.say('p1', desk.known(young)));
    expect([desk.on('p1'), desk.on('p2')]).toEqual([young, grown]);
    expect([await desk.stageOf(young), await desk.stageOf(grown)]).toEqual(['S0', 'S1']);
    const { handLog } = await desk.tell('accounts.detail', { accountId: grown });
    expect(handLog).toHaveLength(1);
    const { entries } = await timelineOf(desk, grown);
    const moves = entries.filter(({ kind }) => kind === 'move').map(({ what, by }) => [what, by]);
    expect(moves).toEqual([
      ['p2', '班组长'],
      ['p1', ''],
    ]);
    expect(entries.filter(({ kind }) => kind === 'restart')).toMatchObject([{ what: 'new-phone' }]);
  });

  test('leave a phone to a new one, which inherits nothing', async () => {
    const desk = new HandDesk();
    const grown = await desk.accountAt('S5', 'p1');
    const fresh = valueOf(desk.say('p1', { kind: 'new' }, { nickname: '新号', messengerId: 'desk_new' }));
    expect(fresh).toMatchObject({ nickname: '新号', phoneId: 'p1' });
    expect(fresh?.accountId).not.toBe(grown);
    expect(desk.accounts.get(grown)?.phoneId).toBeNull();
    expect(desk.ask(grown, { phoneId: 'p1' })).toMatchObject({ reason: 'account-moved' });
  });

  test('leave a phone to nobody', () => {
    const desk = new HandDesk();
    const accountId = desk.account('p1');
    expect(valueOf(desk.say('p1', { kind: 'none' }))).toBeNull();
    expect(desk.accounts.get(accountId)?.phoneId).toBeNull();
  });
});

describe('one account on two phones, two on one', () => {
  const own = { nickname: '张三', messengerId: 'desk_001' };
  const renaming = { action: 'rename-group', groupId: 'g1' };

  test('is found out the first time that its page comes up on another phone, and nothing that counts is done', async () => {
    const desk = new HandDesk();
    const accountId = await desk.accountAt('S6', 'p1');
    desk.accounts.recordIdentity('p1', own);
    desk.account('p2');
    await desk.clock.advance(minuteMs);
    desk.accounts.recordIdentity('p2', own);
    const { card } = await desk.tell('accounts.detail', { accountId });
    expect(card.placeTrouble).toBe('two-phones');
    const held = { kind: 'held', reason: 'place-unsure', detail: { trouble: 'two-phones', path: 're_onboarding.0' } };
    expect(desk.ask(accountId, renaming)).toMatchObject(held);
    expect(card.gate.find(({ action }) => action === 'group_rename')).toMatchObject({ reason: 'place-unsure' });
    expect(desk.ask(accountId, { action: 'read' })).toMatchObject({ kind: 'allowed' });
  });

  test('stays so however long ago it was, until a person says where it is', async () => {
    const desk = new HandDesk();
    const accountId = await desk.accountAt('S6', 'p1');
    desk.accounts.recordIdentity('p1', own);
    desk.account('p2');
    await desk.clock.advance(3 * 24 * 60 * minuteMs);
    desk.accounts.recordIdentity('p2', own);
    await desk.clock.advance(2 * 24 * 60 * minuteMs);
    const trouble = async () => (await desk.tell('accounts.detail', { accountId })).card.placeTrouble;
    expect(await trouble()).toBe('two-phones');
    valueOf(desk.say('p2', desk.known(accountId)));
    expect(await trouble()).toBeNull();
    expect(desk.ask(accountId, renaming)).not.toMatchObject({ reason: 'place-unsure' });
  });

  test('two on one phone are found out when the second one comes up', async () => {
    const desk = new HandDesk();
    desk.account('p1');
    desk.accounts.recordIdentity('p1', own);
    const second = valueOf(desk.accounts.recordIdentity('p1', { nickname: '李四', messengerId: 'desk_002' }));
    const { card } = await desk.tell('accounts.detail', { accountId: second.accountId });
    expect(card.placeTrouble).toBe('two-accounts');
  });

  test('a move that a person announced is none, and neither is the first reading of a phone', async () => {
    const desk = new HandDesk();
    const accountId = desk.account('p1');
    desk.account('p2');
    desk.accounts.recordIdentity('p1', own);
    const trouble = async () => (await desk.tell('accounts.detail', { accountId })).card.placeTrouble;
    expect(await trouble()).toBeNull();
    valueOf(desk.say('p2', desk.known(accountId)));
    desk.accounts.recordIdentity('p2', own);
    expect(await trouble()).toBeNull();
    desk.accounts.recordIdentity('p1', own);
    expect(await trouble()).toBe('two-phones');
  });

  test('accounts of which nobody knew where they were before the update are in no doubt', async () => {
    const desk = new HandDesk();
    const accountId = desk.account('p1');
    desk.store
      .prepare<[string]>("INSERT INTO accountMove (accountId, fromPhoneId, toPhoneId, at) VALUES (?, 'p0', 'p1', 1)")
      .run(accountId);
    desk.desk.ground.book.forget(accountId);
    expect((await desk.tell('accounts.detail', { accountId })).card.placeTrouble).toBeNull();
  });
});
