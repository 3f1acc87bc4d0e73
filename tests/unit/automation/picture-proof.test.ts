import { describe, expect, it } from 'vitest';
import {
  baredOf,
  compareRead,
  mayBe,
  readPictureRow,
  readSaid,
  readTitleNumber,
} from '../../../electron/automation/ocr/picture-proof.ts';

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
    ['the words are cut', [title, line('群聊名称 南区业主群三栋二单…')], 'cut'],
    ['the words are cut by dots', [title, line('群聊名称 南区业主群三栋二单...')], 'cut'],
  ])('is not read where %s', (_why, lines, kind) => {
    expect(readPictureRow(lines, place).kind).toBe(kind);
  });
});

describe('the number in the title of a picture', () => {
  const numbered = { title: '聊天信息(?:[(（](\\d+)[)）]|[(（]?\\d+[)）]?)' };

  it.each([
    ['is read from between its brackets', [title], 38],
    ['is read with spaces too', [line('聊天信息 （ 38 ）')], 38],
    ['is not read where a bracket is missing, which may have become a digit', [line('聊天信息138)')], null],
    ['is not read where it was hardly legible', [line('聊天信息(38)', 0.6)], null],
    ['is not read from another page', [line('通讯录(38)')], null],
    ['is not read where two lines say two', [title, line('聊天信息(39)')], null],
  ])('%s', (_what, lines, number) => {
    expect(readTitleNumber(lines, numbered)).toBe(number);
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
  ])('whether %s is %s is not for a picture to say', (read, known) => {
    expect(compareRead(read, known)).toBe('unclear');
  });

  it('is told to be cut where it goes on, the mark of that read as a dot', () => {
    expect(compareRead('杭州市西湖区文三路社·', '杭州市西湖区文三路社区居民团购群')).toBe('cut');
    expect(compareRead('杭州市西湖区文三路杜·', '杭州市西湖区文三路社区居民团购群')).toBe('other');
  });

  it('is compared by letters and numbers where marks may be misread, full-width ones as plain ones', () => {
    expect(baredOf('【ＡＢ】 １２群！')).toBe('ab12群');
  });
});

describe('a sentence of a page', () => {
  const marks = { start: '修改群名为“', end: '”' };
  const said = (...texts: string[]) =>
    readSaid(
      texts.map((text) => line(text)),
      marks,
    );

  it.each([
    ['one line', ['收到', '你修改群名为“南区业主12群”'], '南区业主12群'],
    ['several lines', ['你修改群名为“杭州市西湖区居民团购第1', '2群”', '发送'], '杭州市西湖区居民团购第12群'],
    ['the last of several', ['你修改群名为“旧名”', '你修改群名为“新名”'], '新名'],
    ['one whose first character was misread', ['尔修改群名为“新名”'], '新名'],
  ])('is read from %s', (_what, texts, text) => {
    expect(said(...texts)).toEqual({ text, isClosed: true });
  });

  it('is open where its closing mark was not read, and may then be the beginning of a longer one', () => {
    const open = said('你修改群名为“新名');
    expect(open).toEqual({ text: '新名', isClosed: false });
    expect(open !== null && mayBe(open, '新名')).toBe(true);
    expect(open !== null && mayBe(open, '别名')).toBe(false);
  });

  it('is open where it was hardly legible', () => {
    expect(readSaid([line('你修改群名为“新名”', 0.6)], marks)).toMatchObject({ isClosed: false });
  });

  it.each([['“王磊”修改群名为“新名”'], ['今天谁修改群名为“新名”'], ['新名'], ['T']])('is not %s', (text) => {
    expect(said(text)).toBeNull();
  });
});
