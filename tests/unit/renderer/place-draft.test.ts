import { describe, expect, it } from 'vitest';
import type { Account } from '../../../electron/contract/accounts.ts';
import { accountChoices, declarationOf, placeEffects } from '../../../renderer/features/growth/account/place-draft.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';

const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');
const nameOf = (phoneId: string): string => `${phoneId} 号`;

function account(accountId: string, phoneId: string | null, nickname: string | null): Account {
  return {
    accountId,
    phoneId,
    messenger: 'wechat',
    nickname,
    maskedId: nickname === null ? null : 'de••01',
    identityReadAt: null,
    mode: null,
    modeChosenBy: null,
    modeChosenAt: null,
    isTreeHidden: false,
    cooldownUntilAt: null,
  };
}

const accounts = [account('a', '1', '张三'), account('b', '2', null), account('c', null, '李四')];
const draft = { phoneId: '1', choice: 'a', nickname: '', messengerId: '' };

describe('what a person says of a phone', () => {
  it('is nothing before a phone is chosen', () => {
    expect(declarationOf({ ...draft, phoneId: null })).toBeNull();
  });

  it('names a known account, one that nobody knew, or none; empty fields leave what is known', () => {
    expect(declarationOf(draft)).toEqual({
      phoneId: '1',
      account: { kind: 'known', accountId: 'a' },
      nickname: null,
      messengerId: null,
    });
    expect(declarationOf({ ...draft, choice: 'new', nickname: ' 新号 ', messengerId: 'desk_9' })).toMatchObject({
      account: { kind: 'new' },
      nickname: '新号',
      messengerId: 'desk_9',
    });
    expect(declarationOf({ ...draft, choice: 'none', nickname: '忘了清空' })).toMatchObject({
      account: { kind: 'none' },
      nickname: null,
    });
  });

  it('offers every account by its name and phone', () => {
    expect(accountChoices(accounts, nameOf, texts).map(({ label }) => label)).toEqual([
      '张三 de••01 · 1 号',
      expect.stringContaining('2 号'),
      `李四 de••01 · ${texts.text('accounts.no-phone')}`,
      '一个没登记过的账号',
      '没有账号',
    ]);
  });

  it('tells who leaves the phone and that a move begins an account anew', () => {
    expect(placeEffects(draft, accounts, nameOf, texts)).toEqual([]);
    expect(placeEffects({ ...draft, choice: 'c' }, accounts, nameOf, texts)).toEqual([
      '张三 de••01 · 1 号 将从这台手机上移走，它的记录都保留。',
      texts.text('growth.place-moves'),
    ]);
    expect(placeEffects({ ...draft, choice: 'new' }, accounts, nameOf, texts)).toHaveLength(1);
  });
});
