import { describe, expect, it } from 'vitest';
import type { PlaceView } from '../../../electron/contract/board-card.ts';
import {
  accountNameText,
  bookPhoneText,
  cameText,
  placeText,
} from '../../../renderer/features/growth/words/place-words.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';

const translator = await createTranslator('zh-CN');
const [zh, en] = [textsOf(translator, 'zh-CN'), textsOf(translator, 'en')];
/** Noon in China. */
const now = Date.UTC(2026, 10, 22, 4);
const dayMs = 86_400_000;
const nameOf = (phoneId: string): string | null => ({ p12: '12 号 前台' })[phoneId] ?? null;

const known = { phoneId: 'p12', removed: null };
const gone = { phoneId: 'p3', removed: { number: 3, name: '仓库' } };

const place = (change: Partial<PlaceView>): PlaceView => {
  return { kind: 'on', phone: known, sinceAt: now - dayMs, cameFrom: null, ...change };
};

const came = (change: Partial<PlaceView>): string | null => cameText(zh, place(change), { nameOf, now });

describe('an account', () => {
  it('is called by its nickname, else by what is known of its id', () => {
    expect(accountNameText(zh, { nickname: '小店一号', maskedId: 'wx***01' })).toBe('小店一号');
    expect(accountNameText(zh, { nickname: null, maskedId: 'wx***01' })).toBe('wx***01');
    expect(accountNameText(zh, { nickname: null, maskedId: null })).toBe('未读到昵称');
  });
});

describe('where it is', () => {
  it('is told as on its phone', () => {
    expect(placeText(zh, place({}), nameOf)).toBe('在 12 号 前台');
    expect(placeText(en, place({}), nameOf)).toBe('On 12 号 前台');
  });

  it('is told by the former name of a phone that was removed since, as far as anybody knows it', () => {
    expect(placeText(zh, place({ kind: 'removed', phone: gone }), nameOf)).toBe('手机已移除：3 号 仓库');
    const named = (removed: { number: number | null; name: string }): string =>
      bookPhoneText(zh, { phoneId: 'p3', removed }, nameOf);
    expect(named({ number: null, name: '仓库' })).toBe('仓库');
    expect(named({ number: 3, name: '' })).toBe('3 号');
    expect(named({ number: null, name: '' })).toBe('不知名的手机');
  });

  it('is told with the day on which it was taken off its phone, and which one that was', () => {
    const left = place({ kind: 'left' });
    expect(placeText(zh, left, nameOf)).toBe('原在 12 号 前台，11月21日周六 移走');
    expect(placeText(zh, { ...left, phone: gone }, nameOf)).toContain('3 号 仓库');
    expect(placeText(zh, { ...left, sinceAt: null }, nameOf)).toBe('不在任何手机上');
    expect(placeText(zh, place({ kind: 'none', phone: null }), nameOf)).toBe('不在任何手机上');
  });
});

describe('an account that changed its phone', () => {
  it('says for a week from which one it came', () => {
    expect(came({ cameFrom: gone })).toBe('11月21日周六 从 3 号 仓库 换来');
    expect(came({ cameFrom: gone, sinceAt: now - 8 * dayMs })).toBeNull();
  });

  it('says nothing where it came from none, or is on none', () => {
    expect(came({})).toBeNull();
    expect(came({ cameFrom: gone, sinceAt: null })).toBeNull();
    expect(came({ kind: 'left', cameFrom: gone })).toBeNull();
  });
});
