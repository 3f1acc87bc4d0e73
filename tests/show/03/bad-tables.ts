import Papa from 'papaparse';
import writeWorkbook from 'write-excel-file/node';
import { procedures } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../../support/device-layer.ts';
import { exactly, type Figure } from '../show-line.ts';
import { groupAt, inBoth, limit, nothingDone, refusalOf, type Ground, type Wanted } from './bad-ground.ts';

const formats = ['csv', 'xlsx'] as const;
type Format = (typeof formats)[number];

/** Tables that are none or hold bad rows, as text and as workbook: each is told by the name of its own file. */
export async function giveBadTables(ground: Ground): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const format of formats) {
    figures.push(...(await badRows(ground, format)));
    for (const table of brokenTables) figures.push(...(await noTable(ground, table, format)));
  }
  figures.push(...(await damagedWorkbook(ground)));
  return [...figures, ...(await nothingDone(ground, 'tables that are none'))];
}

/** As somebody else's spreadsheet writes it. */
async function fileOf(rows: readonly (readonly string[])[], format: Format): Promise<string> {
  const bytes =
    format === 'csv'
      ? Buffer.from(`${Papa.unparse(rows.map((row) => [...row]))}\n`)
      : await writeWorkbook(rows.map((row) => row.map((value) => ({ value, type: String })))).toBuffer();
  return bytes.toString('base64');
}

/** Rows of a table, one of them good, with an empty line among them: each bad one is told by the line of the file. */
async function badRows(ground: Ground, format: Format): Promise<Figure[]> {
  const { fleet, words } = ground;
  const { name: first } = groupAt(ground, 0);
  const { name: second } = groupAt(ground, 1);
  const { name: third } = groupAt(ground, 2);
  const rows = [
    ['群名', '新群名'],
    ['无此群', '新一群'],
    [first, '新二群'],
    [''],
    [first, '新三群'],
    [second, '长'.repeat(limit + 1)],
    // What a comma too many does to a text; a cell of a workbook stands where it stands.
    ...(format === 'csv' ? [[third, '新四群', '多一格']] : []),
  ];
  const fileName = `八月新群名.${format}`;
  const content = await fileOf(rows, format);
  const answer = valueOf(await fleet.console.console.call('groups.readNames', { fileName, content }));
  const read = procedures['groups.readNames'].output.parse(answer);
  const seen = words.map((each) => each.ofBadRows(read));
  return [
    ...inBoth(`bad rows of a table (${format})`, seen, wordsOfRows(fileName, format, { first, second })),
    exactly(`good rows of that table (${format})`, Object.values(read.names).join(), '新二群'),
    ...(await nothingDone(ground, `bad rows of a table (${format})`)),
  ];
}

function wordsOfRows(
  file: string,
  format: Format,
  { first, second }: { readonly first: string; readonly second: string },
): Wanted {
  const isText = format === 'csv';
  return [
    [
      `${file}：${isText ? 4 : 3} 行不能用，整张表还没有采用`,
      '第 2 行：没有群“无此群”。核对群名，或先读取群列表',
      `第 5 行：“${first}”重复出现。只留一行`,
      `第 6 行：“${second}”的新群名太长（按看到的字数算，一个表情算一个；上限在设置里）。缩短后再导入`,
      ...(isText ? ['第 7 行：格式损坏。检查引号和列数'] : []),
    ].join(' | '),
    [
      `${file}: ${isText ? 4 : 3} rows cannot be used; nothing was taken from it yet`,
      'Row 2: no group "无此群". Check the name, or read the group lists first',
      `Row 5: "${first}" stands there again. Keep one row`,
      `Row 6: the new name of "${second}" is too long (characters as they are seen, an emoji is one; the limit is a setting). Shorten it and import again`,
      ...(isText ? ['Row 7: damaged. Check quotes and columns'] : []),
    ].join(' | '),
  ];
}

interface BrokenTable {
  readonly what: string;
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Behind the name of the file. */
  readonly wanted: Wanted;
}

const brokenTables: readonly BrokenTable[] = [
  {
    what: 'a table that names no groups',
    name: '没有群的表',
    rows: [
      ['城市', '新群名'],
      ['杭州', '新'],
    ],
    wanted: [
      '：第一行里没有“群ID”或“群名”这一列，不知道每行是哪个群。用“导出现有群名”得到表格再填，第一行的列名不要改。',
      ': the first row has no column "groupId" or "name", so nobody knows which row is which group. Get a table with "Export present names" and leave the column names in its first row as they are.',
    ],
  },
  {
    what: 'a table without new names',
    name: '没有新名的表',
    rows: [
      ['群名', '城市'],
      ['一群', '杭州'],
    ],
    wanted: [
      '：第一行里没有“新群名”这一列，不知道要改成什么。加一列，列名写“新群名”；或用“导出现有群名”得到表格再填。',
      ': the first row has no column "new name", so nobody knows what to rename to. Add a column called "new name", or start from "Export present names".',
    ],
  },
  {
    what: 'a table without rows',
    name: '空表',
    rows: [['群名', '新群名']],
    wanted: [
      '：表格里没有群。第一行是列名，下面一行群名也没有。用“导出现有群名”得到表格，在“新群名”列填好，再选一次。',
      ': the table holds no groups; below the column names there is no row. Get a table with "Export present names", fill the column "new name" and choose the file again.',
    ],
  },
];

async function noTable(
  { fleet, words }: Ground,
  { what, name, rows, wanted: [zh, en] }: BrokenTable,
  format: Format,
): Promise<Figure[]> {
  const fileName = `${name}.${format}`;
  const content = await fileOf(rows, format);
  const answer = await fleet.console.console.call('groups.readNames', { fileName, content });
  return inBoth(`${what} (${format})`, refusalOf(words, answer), [`${fileName}${zh}`, `${fileName}${en}`]);
}

/** Half of a workbook, as a download that broke off leaves it. */
async function damagedWorkbook({ fleet, words }: Ground): Promise<Figure[]> {
  const whole = Buffer.from(
    await fileOf(
      [
        ['群名', '新群名'],
        ['一群', '新一群'],
      ],
      'xlsx',
    ),
    'base64',
  );
  const content = whole.subarray(0, whole.length / 2).toString('base64');
  const fileName = '断了的表.xlsx';
  const answer = await fleet.console.console.call('groups.readNames', { fileName, content });
  const told = refusalOf(words, answer);
  const named = told.filter((message) => message.startsWith(fileName) && !/\{\{|undefined/.test(message));
  return [
    exactly('half a workbook: languages in which its file is told', named.length, told.length),
    exactly(
      'half a workbook: what is told',
      answer.ok ? 'taken' : String(answer.error.detail?.['rule']),
      'names-workbook-damaged',
    ),
  ];
}
