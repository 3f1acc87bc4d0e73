import { describe, expect, it } from 'vitest';
import { baredOf, isPictureProof } from '../../../electron/automation/ocr/picture-proof.ts';

const claim = { title: '聊天信息[(（]?\\d+[)）]?', label: '群聊名称', reads: '南区业主群 3栋🌟', before: '南区业主群' };
const line = (text: string, confidence = 0.95) => ({ text, confidence });

describe('isPictureProof', () => {
  it('is so where title and row read as they must, spaces and emoji lost', () => {
    expect(isPictureProof([line('20:16 42%'), line('聊天信息(38)'), line('群聊名称 南区业主群3栋')], claim)).toBe(true);
  });

  it.each([
    ['the page is another one', [line('通讯录'), line('群聊名称 南区业主群3栋')]],
    ['the row reads something else', [line('聊天信息(38)'), line('群聊名称 南区业主群')]],
    ['the words stand in another row', [line('聊天信息(38)'), line('备注 南区业主群3栋')]],
    ['the row was hardly legible', [line('聊天信息(38)'), line('群聊名称 南区业主群3栋', 0.6)]],
  ])('is not so where %s', (_why, lines) => {
    expect(isPictureProof(lines, claim)).toBe(false);
  });

  it('proves nothing where the name before would read the same', () => {
    const lines = [line('聊天信息(38)'), line('群聊名称 家长群')];
    expect(isPictureProof(lines, { ...claim, reads: '家长群🌟', before: '家长群' })).toBe(false);
  });

  it('compares letters and numbers only, full-width ones as plain ones', () => {
    expect(baredOf('【ＡＢ】 １２群！')).toBe('ab12群');
  });
});
