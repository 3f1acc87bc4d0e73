import { describe, expect, it } from 'vitest';
import type { IdentifierKind } from '../../../electron/devices/masking/identifier.ts';
import { Masker, type PlainText } from '../../../electron/devices/masking/masker.ts';

/** What is left of a text once somebody or something is called so. */
function maskNamed(
  name: string,
  text: string,
  { kind = 'account', isLog = true, kept = [] }: { kind?: IdentifierKind; isLog?: boolean; kept?: string[] } = {},
): string {
  const plain: PlainText = { text, isLog };
  return new Masker('salt', [{ kind, value: name, isPlainOnly: true }], kept).mask(plain).text;
}

describe('a name in a log is masked', () => {
  it.each([
    ['a word', 'Nan', 'as Nan asked'],
    ['a word in a path', 'zhou', 'open /home/zhou/adb failed'],
    ['a word at the end', 'office', 'joined office.'],
    ['a word in another case', 'Office', 'joined OFFICE'],
    ['two words', 'Li Ming', 'by Li Ming today'],
    ['letters and digits', 'Zhou88', 'by Zhou88, then'],
    ['a Latin name in Chinese', 'Zhou', '由Zhou确认'],
    ['two Chinese characters', '小周', '由小周确认'],
    ['one Chinese character as a field', '李', 'to 李, then'],
    ['one Chinese character in brackets', '家', '关机（家）'],
    ['two letters as a field', 'Li', '{"by":"Li"}'],
    ['two letters as a word', 'Li', 'from Li to'],
    ['a name with signs', '王姐 (3)', 'at 王姐 (3) now'],
    ['a name as JSON escapes it', 'Wang "5G"', String.raw`{"text":"at Wang \"5G\" now"}`],
    ['a name as wpa_supplicant escapes it', '仓库', String.raw`ssid=\xe4\xbb\x93\xe5\xba\x93`],
  ])('%s', (_what, name, text) => {
    const masked = maskNamed(name, text);
    expect(masked).not.toBe(text);
    expect(masked).toMatch(/name-[a-z]{6}/i);
  });
});

describe('a name is left where it is a part of something else', () => {
  it.each([
    ['a longer word', 'Nan', 'Nanjing'],
    ['a longer number', 'Zhou88', 'Zhou881'],
    ['a Chinese word, for one character', '家', '回家了'],
    ['a word, for two letters', 'Li', 'Limit Ali'],
    ['another spelling, for two letters', 'Li', 'li -l'],
    ['an option, for two letters', 'Li', 'run -Li'],
    ['a key of JSON', 'Nan', '{"Nan":1}'],
    ['the tag of a log line', 'Nan', '11-22 07:35:19.123  1345  1349 I Nan: start'],
  ])('%s', (_what, name, text) => {
    expect(maskNamed(name, text)).toBe(text);
  });
});

describe('what an export cannot do without stays', () => {
  it.each([
    ['a state', 'charging', 'status: charging'],
    ['a level of a log', 'warn', '{"level":"warn"}'],
    ['a word of JSON', 'null', '{"by":null}'],
    ['an alert of our own', 'host-down', '{"kind":"host-down"}'],
    ['an operator', 'CMCC', '[gsm.operator.alpha]: [CMCC]'],
    ['a word of our own files', '手机', '# 手机报告'],
    ['a small number', '12', 'level: 12'],
  ])('%s', (_what, name, text) => {
    expect(maskNamed(name, text)).toBe(text);
  });

  it.each([
    ['a package', 'office', 'package:com.office.mail'],
    ['a path', 'office', '/data/office'],
    ['a compound', 'office', 'home-office'],
    ['the name of a field', 'office', '  office=3 office{4'],
  ])('in a dump %s', (_what, name, text) => {
    expect(maskNamed(name, text, { isLog: false })).toBe(text);
  });

  it('which model it is, though a network is called like that', () => {
    const text = '[ro.product.model]: [Redmi 7]\nSSID: Redmi 7, BSSID: x\nSSID: "Redmi", BSSID: x\n';
    const masked = maskNamed('Redmi 7', text, { kind: 'network-name', isLog: false, kept: ['Redmi 7'] });
    expect(masked).toMatch(/^\[ro\.product\.model\]: \[Redmi 7\]\nSSID: WIFI-\w+, BSSID: x\nSSID: "WIFI-\w+"/);
  });
});

describe('a table of counters', () => {
  const card = { text: '/dev/fuse 4100200300 20 80 20% /storage/1A2B-3C4D\n', isNumbersOnly: true };

  it('keeps its numbers and loses the id of a memory card', () => {
    expect(new Masker('salt').mask(card).text).toMatch(/^\/dev\/fuse 4100200300 20 80 20% \/storage\/(?!1A2B)\S{9}\n$/);
  });
});

describe('so short that there are not masks enough', () => {
  it('identifiers share one, rather than to try for ever', () => {
    const known = Array.from(
      { length: 40 },
      (_, at) => ({ kind: 'serial', value: String.fromCodePoint(65 + at) }) as const,
    );
    const text = known.map(({ value }) => value).join(' ');
    expect(new Masker('salt', known).mask({ text }).text).toHaveLength(text.length);
  });
});
