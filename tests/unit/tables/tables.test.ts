import { array, assert, asyncProperty, constantFrom, string } from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../electron/tables/read-table.ts';
import { neutraliseCell, restoreCell } from '../../../electron/tables/table-bytes.ts';
import { writeTable } from '../../../electron/tables/write-table.ts';

const limits = { maxRows: 100, maxColumns: 10 };
const text = (content: string): Buffer => Buffer.from(content, 'utf8');

async function ruleOf(bytes: Uint8Array): Promise<unknown> {
  const read = await readTable(bytes, limits);
  return read.ok ? null : read.error.detail?.['rule'];
}

describe('reading a table', () => {
  it.each([
    ['utf-8', text('群,新群名\n一群,杭州一群\n')],
    ['utf-8-bom', text('\uFEFF群,新群名\r\n一群,杭州一群\r\n')],
    ['gbk', iconv.encode('群,新群名\r\n一群,杭州一群\r\n', 'gbk')],
    ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('群,新群名\n一群,杭州一群\n', 'utf16le')])],
  ])('takes %s as spreadsheets save it', async (encoding, bytes) => {
    const read = await readTable(bytes, limits);
    expect(read).toMatchObject({
      ok: true,
      value: {
        encoding,
        headings: ['群', '新群名'],
        rows: [{ line: 2, cells: ['一群', '杭州一群'], isBroken: false }],
      },
    });
  });

  it('names the row that is broken and keeps the others', async () => {
    const read = await readTable(text('a,b\n1,2,3\n4,5\n'), limits);
    expect(read.ok && read.value.rows.map(({ line, isBroken }) => [line, isBroken])).toEqual([
      [2, true],
      [3, false],
    ]);
  });

  it.each(['csv', 'xlsx'] as const)('counts empty rows of a %s, as a spreadsheet does', async (format) => {
    const rows = [
      ['一群', '1'],
      ['', ''],
      ['  ', ''],
      ['二群', '2'],
    ];
    const read = await readTable(await writeTable({ headings: ['群', '号'], rows }, format), limits);
    const lines = read.ok && read.value.rows.map(({ line, cells }) => `${line} ${cells.join()}`);
    expect(lines).toEqual(['2 一群,1', '5 二群,2']);
  });

  it('counts empty lines before the headings and behind them, and names the broken row by its own line', async () => {
    const read = await readTable(text('\n\na;b\n\n1;2;3\n\n\n4;5\n6;"7\n'), limits);
    expect(read.ok && read.value.rows.map(({ line, isBroken }) => [line, isBroken])).toEqual([
      [5, true],
      [8, false],
      [9, true],
    ]);
  });

  it('says why a file is no table', async () => {
    expect(await ruleOf(text(''))).toBe('empty');
    expect(await ruleOf(text('a,b\n'))).toBe('empty');
    expect(await ruleOf(text(`a\n${'1\n'.repeat(101)}`))).toBe('too-many-rows');
    expect(await ruleOf(text(`${'a,'.repeat(11)}\n1\n`))).toBe('too-many-columns');
    expect(await ruleOf(Buffer.from('PK\u0003\u0004 not a workbook'))).toBe('workbook-damaged');
  });
});

describe('writing a table', () => {
  it.each(['csv', 'xlsx'] as const)('gives back what was written as %s', async (format) => {
    const table = {
      headings: ['群', '新群名'],
      rows: [
        ['一群', '=cmd|x'],
        ["'引号", '007'],
        ['多\n行', '"双"'],
      ],
    };
    const read = await readTable(await writeTable(table, format), limits);
    expect(read.ok && read.value.headings).toEqual(table.headings);
    expect(read.ok && read.value.rows.map(({ cells }) => cells)).toEqual(table.rows);
  });

  it('leaves no cell that a spreadsheet would run', async () => {
    const table = { headings: ['=a'], rows: [['=1+1'], ['+1'], ['-1'], ['@x'], ['＝1']] };
    const lines = (await writeTable(table, 'csv')).toString('utf8').replace('\uFEFF', '').split('\r\n');
    expect(lines.filter((line) => line !== '').every((line) => line.startsWith("'"))).toBe(true);
  });

  it.each(['\n=1+1', '\r=1+1', '\t=1+1', "'\n=1+1"])('guards %j, and gives it back as it was', (value) => {
    expect(neutraliseCell(value)).toBe(`'${value}`);
    expect(restoreCell(neutraliseCell(value))).toBe(value);
  });

  it('any cell comes back as it was, surrounding space aside', async () => {
    const cell = array(constantFrom('=', "'", '+', '-', '@', '"', ',', '群', 'a', '1', '＝'), { maxLength: 6 });
    await assert(
      asyncProperty(cell, string(), async (characters, other) => {
        const value = characters.join('');
        expect(restoreCell(neutraliseCell(value))).toBe(value);
        const plain = other.replaceAll(/[\p{Cc}]/gu, '').trim();
        const read = await readTable(
          await writeTable({ headings: ['a', 'b'], rows: [[value, `x${plain}`]] }, 'csv'),
          limits,
        );
        expect(read.ok && read.value.rows[0]?.cells).toEqual([value, `x${plain}`]);
      }),
    );
  });
});
