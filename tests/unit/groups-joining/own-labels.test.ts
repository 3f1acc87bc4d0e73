import { describe, expect, test } from 'vitest';
import { findOwnAmong, tellAccounts } from '../../../electron/groups/joining/own-labels.ts';

const labels = (...pairs: (readonly [string, string])[]) => pairs.map(([accountId, label]) => ({ accountId, label }));

describe('what own accounts are called', () => {
  test('tells an account that alone is called so', () => {
    expect([...tellAccounts(labels(['a', '小王'], ['b', '小李'], ['b', '三楼小李']))]).toEqual([
      ['小王', 'a'],
      ['小李', 'b'],
      ['三楼小李', 'b'],
    ]);
  });

  test('tells nobody where two accounts are called so', () => {
    expect(tellAccounts(labels(['a', '小助手'], ['b', '小助手'])).size).toBe(0);
  });
});

describe('own accounts among the cells of a members’ page', () => {
  const nicknames = labels(['a', '客服1'], ['b', '客服2'], ['c', '小助手'], ['d', '小助手']);
  const look = (names: readonly string[], ownAlias: string | null = null) =>
    findOwnAmong({ names, accountId: 'a', ownAlias }, nicknames);

  test('are those whose nickname is there', () => {
    expect(look(['客服1', '客服2', '甲'])).toEqual(['b']);
  });

  test('are not those who are called as another own account', () => {
    expect(look(['客服1', '小助手'])).toEqual([]);
  });

  test('are not the looking account itself, nor another one whose nickname it bears in the group', () => {
    expect(look(['客服1'])).toEqual([]);
    expect(look(['客服2', '甲'], '客服2')).toEqual([]);
  });
});
