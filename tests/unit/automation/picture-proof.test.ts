import { describe, expect, it } from 'vitest';
import { baredOf, compareRead, readPictureRow, saysLast } from '../../../electron/automation/ocr/picture-proof.ts';

const place = { title: '聊天信息[(（]?\\d+[)）]?', label: '群聊名称' };
const line = (text: string, confidence = 0.95) => ({ text, confidence });
const title = line('聊天信息(38)');

describe('the row of a picture', () => {
  it('is what stands beside the label, spaces aside', () => {
    const lines = [line('20:16 42%'), title, line('群聊名称 南区业主群 3栋')];
    expect(readPictureRow(lines, place)).toEqual({ kind: 'text', text: '南区业主群3栋' });
  });

  it.each([
    ['the page is another one', [line('通讯录'), line('群聊名称 南区业主群')], 'elsewhere'],
    ['the label is not there', [title, line('备注 南区业主群')], 'elsewhere'],
    ['the row was hardly legible', [title, line('群聊名称 南区业主群', 0.6)], 'unclear'],
    ['nothing stands beside the label', [title, line('群聊名称')], 'unclear'],
    ['the words are cut', [title, line('群聊名称 南区业主群三栋二单…')], 'unclear'],
    ['the words are cut by dots', [title, line('群聊名称 南区业主群三栋二单...')], 'unclear'],
  ])('is not read where %s', (_why, lines, kind) => {
    expect(readPictureRow(lines, place).kind).toBe(kind);
  });
});

describe('a text that was read from a picture', () => {
  it.each([
    ['南区业主群3栋', '南区业主群 3栋'],
    ['VIP客户（２群）', 'VIP客户(2群)'],
    ['"老友记"1群', '“老友记”1群'],
  ])('%s is %s', (read, known) => {
    expect(compareRead(read, known)).toBe('same');
  });

  it.each([
    ['阳光花园业主裙', '阳光花园业主群'],
    ['阳光花园13群', '阳光花园12群'],
    ['阳光花园2群', '阳光花园12群'],
    ['阳光花园', '阳光花园1群'],
  ])('%s is not %s', (read, known) => {
    expect(compareRead(read, known)).toBe('other');
  });

  it.each([
    ['家长群', '家长群🌟'],
    ['vip客户群', 'VIP客户群'],
    ['阳光花园·3栋', '阳光花园3栋'],
    ['杭州市西湖区文三路社·', '杭州市西湖区文三路社区居民团购群'],
    ['HappyEnglishCorner...', 'Happy English Corner 88群'],
  ])('whether %s is %s is not for a picture to say', (read, known) => {
    expect(compareRead(read, known)).toBe('unclear');
  });

  it('is compared by letters and numbers where marks may be misread, full-width ones as plain ones', () => {
    expect(baredOf('【ＡＢ】 １２群！')).toBe('ab12群');
  });
});

describe('a sentence of a page', () => {
  const said = { start: '你修改群名为“', end: '”' };
  const says = (about: string, ...texts: string[]) =>
    saysLast(
      texts.map((text) => line(text)),
      said,
      about,
    );

  it('says it on one line, or on the lines after it', () => {
    expect(says('南区业主12群', '收到', '你修改群名为“南区业主12群”')).toBe(true);
    expect(says('杭州市西湖区居民团购第12群', '你修改群名为“杭州市西湖区居民团购第1', '2群”', '发送')).toBe(true);
  });

  it.each([
    ['another name', '南区业主12群', ['你修改群名为“南区业主13群”']],
    ['a longer name', '南区业主1群', ['你修改群名为“南区业主1群', '二区”']],
    ['an earlier one of several', '旧名', ['你修改群名为“旧名”', '你修改群名为“新名”']],
    ['a sentence of somebody else', '新名', ['“王磊”修改群名为“新名”']],
    ['one whose closing mark was not read', '新名', ['你修改群名为“新名']],
    ['a name with an emoji', '新名🌟', ['你修改群名为“新名”']],
  ])('does not say it with %s', (_what, about, texts) => {
    expect(says(about, ...texts)).toBe(false);
  });

  it('does not say it where it was hardly legible', () => {
    expect(saysLast([line('你修改群名为“新名”', 0.6)], said, '新名')).toBe(false);
  });
});
