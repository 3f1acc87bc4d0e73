import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Phone } from '../../../electron/contract/phones.ts';
import { readLabelFile, writeLabelFile } from '../../../electron/devices/bulk-labels/label-file.ts';
import { planLabels, type PlannedLabels } from '../../../electron/devices/bulk-labels/label-plan.ts';
import { valueOf } from '../../support/device-layer.ts';
import { samplePhone } from '../renderer/sample-phone.ts';

const one = samplePhone({ phoneId: 'phone-a', number: 1, label: '前台', tags: ['一楼'], note: '' });
const two = samplePhone({
  phoneId: 'phone-b',
  number: 2,
  label: '仓库',
  facts: { ...samplePhone().facts, hardwareSerial: 'ZX1G22ABCD' },
});
const phones: readonly Phone[] = [one, two];

function plan(text: string | Uint8Array, on: readonly Phone[] = phones): PlannedLabels {
  return planLabels(valueOf(readLabelFile(Buffer.from(text), 'auto')), on);
}

function rowsOf(text: string): string[] {
  return plan(text).plan.rows.map(({ verdict, problems }) => [verdict, ...problems.map(({ code }) => code)].join(' '));
}

describe('a label file', () => {
  it('changes what differs and shows before and after', () => {
    const { plan: seen, changes } = plan('手机ID,编号,名称,标签,备注\nphone-a,7,大堂,一楼；VIP,\nphone-b,2,仓库,,\n');
    expect(seen.rows[0]?.changes).toEqual([
      { field: 'number', before: '1', after: '7' },
      { field: 'label', before: '前台', after: '大堂' },
      { field: 'tags', before: '一楼', after: '一楼;VIP' },
    ]);
    expect(seen.rows[1]?.verdict).toBe('unchanged');
    expect(changes).toEqual([{ phoneId: 'phone-a', number: 7, label: '大堂', tags: ['一楼', 'VIP'] }]);
  });

  it('finds a phone by its id, else its serial, else its number', () => {
    expect(plan('number,label\n2,库房\n').changes).toEqual([{ phoneId: 'phone-b', label: '库房' }]);
    expect(plan('serial,label\nzx1g22abcd,库房\n').changes).toEqual([{ phoneId: 'phone-b', label: '库房' }]);
  });

  it('leaves a field alone whose column it does not have, and empties one whose cell is empty', () => {
    expect(plan('phoneId,tags\nphone-a,\n').changes).toEqual([{ phoneId: 'phone-a', tags: [] }]);
  });

  it('lets two phones exchange their numbers', () => {
    const { plan: seen, changes } = plan('phoneId,number\nphone-a,2\nphone-b,1\n');
    expect(seen.wrongCount).toBe(0);
    expect(changes).toEqual([
      { phoneId: 'phone-a', number: 2 },
      { phoneId: 'phone-b', number: 1 },
    ]);
  });

  it.each([
    ['a phone that is not known', 'phoneId,label\nphone-x,甲\n', 'wrong unknown-phone'],
    ['a row without any key', 'phoneId,label\n,甲\n', 'wrong no-key'],
    ['a number that another phone has', 'phoneId,number\nphone-a,2\n', 'wrong number-taken'],
    ['a number that is none', 'phoneId,number\nphone-a,12a\n', 'wrong number-invalid'],
    ['a number of nothing', 'phoneId,number\nphone-a,0\n', 'wrong number-invalid'],
    ['a serial that a spreadsheet made a number of', 'serial,label\n8.63E+14,甲\n', 'wrong mangled-serial'],
    ['a label that is too long', `phoneId,label\nphone-a,${'长'.repeat(61)}\n`, 'wrong too-long'],
    ['a note that is too long', `phoneId,note\nphone-a,${'长'.repeat(501)}\n`, 'wrong too-long'],
    ['a tag that is too long', `phoneId,tags\nphone-a,${'长'.repeat(25)}\n`, 'wrong too-long'],
    ['a line end in a label', 'phoneId,label\nphone-a,"甲\n乙"\n', 'wrong hidden-character'],
    ['a control character in a tag', 'phoneId,tags\nphone-a,一楼;VI\u0007P\n', 'wrong hidden-character'],
    ['a turn of direction in a note', 'phoneId,note\nphone-a,电池\u202E换过\n', 'wrong hidden-character'],
    [
      'too many tags',
      `phoneId,tags\nphone-a,${Array.from({ length: 13 }, (_, at) => `t${at}`).join(';')}\n`,
      'wrong too-many-tags',
    ],
    ['more cells than headings', 'phoneId,label\nphone-a,甲,乙\n', 'wrong broken-row'],
  ])('refuses %s', (_what, text, expected) => {
    expect(rowsOf(text)).toEqual([expected]);
  });

  it('takes a note of several lines', () => {
    expect(rowsOf('phoneId,note\nphone-a,"电池换过\n屏幕\t裂"\n')).toEqual(['change']);
  });

  it('refuses both rows of one phone: which is meant, it cannot know', () => {
    expect(rowsOf('phoneId,label\nphone-a,甲\nphone-a,乙\n')).toEqual(['wrong repeated', 'wrong repeated']);
  });

  it('refuses a number that only a row that falls out would have freed', () => {
    expect(rowsOf(`phoneId,number,label\nphone-a,2,甲\nphone-b,3,${'长'.repeat(61)}\n`)).toEqual([
      'wrong number-taken',
      'wrong too-long',
    ]);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['headings alone', 'phoneId,label\n', 'empty'],
    ['a table without a key', '名称,备注\n甲,乙\n', 'no-key-column'],
    ['a table of numbers alone', '编号,型号\n1,x\n', 'nothing-to-change'],
    ['a column twice', 'phoneId,名称,label\nphone-a,甲,乙\n', 'repeated-column'],
    ['a workbook', 'PK\u0003\u0004 whatever', 'workbook'],
  ])('that is %s is refused as a whole', (_what, text, rule) => {
    expect(readLabelFile(Buffer.from(text), 'auto')).toMatchObject({
      error: { code: 'csv-unreadable', detail: { rule } },
    });
  });

  it('takes numbers in full width', () => {
    expect(plan('phoneId,number\nphone-a,１２\n').changes).toEqual([{ phoneId: 'phone-a', number: 12 }]);
    expect(plan('number,label\n２,库房\n').changes).toEqual([{ phoneId: 'phone-b', label: '库房' }]);
  });

  it('counts rows as a spreadsheet does: empty ones count, one that spans lines is one', () => {
    const text = 'phoneId,note\n\nphone-a,"第一行\n第二行"\n,,\nphone-x,甲\n';
    expect(plan(text).plan.rows.map(({ line, verdict }) => [line, verdict])).toEqual([
      [3, 'change'],
      [5, 'wrong'],
    ]);
  });

  it('marks the very row whose quote never ends', () => {
    const { rows } = plan('phoneId,note\n\nphone-a,好\nphone-b,"没有结束\n').plan;
    expect(rows.map(({ line, problems }) => [line, problems.map(({ code }) => code)])).toEqual([
      [3, []],
      [4, ['broken-row']],
    ]);
  });

  it('reads the separator that a spreadsheet wrote above everything', () => {
    const { plan: seen } = plan('sep=;\r\nphoneId;label\r\nphone-a;大堂\r\n');
    expect(seen.rows).toMatchObject([{ line: 3, verdict: 'change', changes: [{ after: '大堂' }] }]);
  });

  it('is parted by commas, semicolons or tabs, whatever the tags are parted by', () => {
    for (const delimiter of [',', ';', '\t']) {
      const row = delimiter === ';' ? '"a;b;c"' : 'a;b;c';
      const { changes } = plan(`phoneId${delimiter}tags\nphone-a${delimiter}${row}\n`);
      expect(changes).toEqual([{ phoneId: 'phone-a', tags: ['a', 'b', 'c'] }]);
    }
  });

  it('names columns that it does not read', () => {
    expect(plan('phoneId,label,价格\nphone-a,甲,9\n').plan.ignoredColumns).toEqual(['价格']);
  });
});

describe('how the file is written', () => {
  const text = '手机ID,名称\r\nphone-a,大堂\r\n';
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`), 'utf-8-bom'],
    ['GBK', iconv.encode(text, 'gbk'), 'gbk'],
    ['UTF-16, tab separated', iconv.encode(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf-16le'), 'utf-16'],
    ['UTF-16, the other way round', iconv.encode(`\uFEFF${text}`, 'utf-16be'), 'utf-16'],
  ])('is recognised: %s', (_what, bytes, encoding) => {
    const { plan: seen, changes } = plan(bytes);
    expect(seen.encoding).toBe(encoding);
    expect(changes).toEqual([{ phoneId: 'phone-a', label: '大堂' }]);
  });
});

const table = (label: string): string => `phoneId,label\nphone-a,${label}\n`;

function labelOf(bytes: Buffer, encoding: 'auto' | 'utf-8' | 'gbk' = 'auto'): string | undefined {
  return valueOf(readLabelFile(bytes, encoding)).rows[0]?.cells.label;
}

describe('a few words that read in both encodings', () => {
  it.each(['一楼', '楼', '二楼', '联通', '幕墙', '3楼', '一楼 12'])('%s in GBK is that', (label) => {
    expect(labelOf(iconv.encode(table(label), 'gbk'))).toBe(label);
  });

  it.each(['Café', 'Überlingen', 'Łódź', 'Привет', '前台', '一楼 A', 'é', '3 楼'])('%s in UTF-8 is that', (label) => {
    expect(labelOf(Buffer.from(table(label)))).toBe(label);
  });

  it('are read as the operator says', () => {
    expect(labelOf(iconv.encode(table('茅'), 'gbk'))).toBe('é');
    expect(labelOf(iconv.encode(table('茅'), 'gbk'), 'gbk')).toBe('茅');
    expect(labelOf(Buffer.from(table('一楼')), 'utf-8')).toBe('一楼');
  });
});

describe('the exported file', () => {
  it('changes nothing when it is read back', () => {
    const odd = samplePhone({
      phoneId: 'phone-c',
      number: null,
      label: `'=SUM(A1)`,
      tags: ['a', 'b'],
      note: '=第一行\n"引号", 逗号',
    });
    const bytes = writeLabelFile([...phones, odd], { language: 'zh-CN', hasSerials: true });
    const { plan: seen } = plan(bytes, [...phones, odd]);
    expect(seen).toMatchObject({ encoding: 'utf-8-bom', changeCount: 0, wrongCount: 0, unchangedCount: 3 });
  });

  it.each(['=1+1', '+86', '-cmd', '@SUM(A1)', '＝1+1', '＠SUM(A1)', `'=1`])(
    'makes a label harmless that a spreadsheet would take for a formula: %s',
    (label) => {
      const bytes = writeLabelFile([samplePhone({ label })], { language: 'en', hasSerials: false });
      expect(bytes.toString('utf8')).toContain(`,'${label},`);
      expect(plan(bytes, [samplePhone({ label })]).plan.changeCount).toBe(0);
    },
  );

  it('holds serials only when asked for', () => {
    const without = writeLabelFile(phones, { language: 'en', hasSerials: false }).toString('utf8');
    expect(without).not.toContain('ZX1G22ABCD');
    expect(writeLabelFile(phones, { language: 'en', hasSerials: true }).toString('utf8')).toContain('ZX1G22ABCD');
  });
});
