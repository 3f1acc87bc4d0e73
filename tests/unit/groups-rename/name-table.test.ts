import { describe, expect, test } from 'vitest';
import { nameTableOf, readNameTable } from '../../../electron/groups/rename/name-table.ts';
import { writeTable } from '../../../electron/tables/write-table.ts';

const groups = [
  { groupId: 'g1', name: '晨跑群' },
  { groupId: 'g2', name: '读书会' },
  { groupId: 'g3', name: '团购群' },
  { groupId: 'g4', name: '团购群' },
];
const longest = 32;

function fileOf(content: string | Uint8Array) {
  return { name: '新群名.csv', bytes: Buffer.from(content) };
}

async function read(text: string) {
  return readNameTable(fileOf(text), groups, longest);
}

async function problemsOf(text: string): Promise<readonly string[]> {
  const table = await read(text);
  if (!table.ok) throw new Error(table.error.code);
  return table.value.problems.map(({ line, code, text: key }) => `${line} ${code} ${key}`);
}

async function ruleOf(text: string): Promise<unknown> {
  const table = await read(text);
  if (table.ok) return null;
  const { code, detail = {} } = table.error;
  return `${code} ${String(detail['rule'])} of ${String(detail['file'])}`;
}

describe('new names from a table', () => {
  test('go to the group with that id, whatever name stands beside it', async () => {
    expect(await read('群ID,群名,新群名\ng3,别的,社区团购\n')).toMatchObject({
      value: { names: { g3: '社区团购' }, problems: [] },
    });
  });

  test('go to the only group of a present name', async () => {
    expect(await read('name,new name\n晨跑群,夜跑群\n')).toMatchObject({ value: { names: { g1: '夜跑群' } } });
  });

  test('find a group whose name begins or ends with a space', async () => {
    const spaced = [{ groupId: 'g7', name: ' 夜读会 ' }];
    const table = await readNameTable(fileOf('群名,新群名\n 夜读会 ,晨读会\n'), spaced, longest);
    expect(table).toMatchObject({ value: { names: { g7: '晨读会' }, problems: [] } });
  });

  test('come with the name of the file that they stand in', async () => {
    expect(await read('群名,新群名\n无此群,新\n')).toMatchObject({ value: { file: '新群名.csv', names: {} } });
  });

  test('leave out a group without one', async () => {
    expect(await read('群名,新群名\n晨跑群,\n读书会,夜读会\n')).toMatchObject({
      value: { names: { g2: '夜读会' }, problems: [] },
    });
  });

  test.each([
    ['a group that there is not', '群名,新群名\n无此群,新\n', '2 unknown-group 无此群'],
    ['an id that there is not, though the name is right', '群ID,群名,新群名\ng9,晨跑群,新\n', '2 unknown-group g9'],
    [
      'a name too long, by the name of a group that is given by id',
      `群ID,新群名\ng1,${'长'.repeat(33)}\n`,
      '2 too-long 晨跑群',
    ],
    ['a name that two groups have', '群名,新群名\n团购群,新\n', '2 ambiguous-name 团购群'],
    ['a group that stands there twice', '群名,新群名\n晨跑群,一\n晨跑群,二\n', '3 repeated 晨跑群'],
    ['more cells than headings', '群名,新群名\n晨跑群,一,二\n', '2 broken-row 晨跑群'],
    ['a name that is too long', `群名,新群名\n晨跑群,${'长'.repeat(33)}\n`, '2 too-long 晨跑群'],
  ])('are told by line for %s', async (_what, text, wanted) => {
    expect(await problemsOf(text)).toEqual([wanted]);
  });

  test('are told by the line that a spreadsheet shows, empty rows counted', async () => {
    expect(await problemsOf('\n群名,新群名\n\n晨跑群,一\n,\n  \n无此群,新\n')).toEqual(['7 unknown-group 无此群']);
  });

  test('that are good are read beside rows that are not', async () => {
    expect(await read('群名,新群名\n无此群,新\n读书会,夜读会\n')).toMatchObject({ value: { names: { g2: '夜读会' } } });
  });

  test.each([
    ['without a column that names groups', '城市,新群名\n杭州,新\n', 'csv-unreadable names-no-group'],
    ['without a column of new names', '群名,城市\n晨跑群,杭州\n', 'csv-unreadable names-no-new-name'],
    ['without rows', '群名,新群名\n', 'csv-unreadable names-empty'],
    ['with too many columns', `群名,新群名${',x'.repeat(40)}\n晨跑群,新\n`, 'csv-unreadable names-too-many-columns'],
    ['as a workbook that does not open', 'PK\u0003\u0004 no workbook', 'csv-unreadable names-workbook-damaged'],
  ])('are refused as a whole %s', async (_what, text, wanted) => {
    expect(await ruleOf(text)).toBe(`${wanted} of 新群名.csv`);
  });
});

describe('the table that is handed out', () => {
  test.each(['csv', 'xlsx'] as const)(
    'comes back as %s with what was filled in, dangerous names unharmed',
    async (format) => {
      const evil = { groupId: 'g5', name: '=HYPERLINK("x")' };
      const facts = { memberCount: null, role: null, city: '', custodian: '' };
      const table = nameTableOf([...groups, evil].map((group) => ({ ...group, ...facts })));
      const filled = { ...table, rows: table.rows.map(([id = '', name = '']) => [id, name, `${name}新`]) };
      const back = await readNameTable(fileOf(await writeTable(filled, format)), [...groups, evil], longest);
      expect(back).toMatchObject({ value: { names: { g1: '晨跑群新', g5: '=HYPERLINK("x")新' }, problems: [] } });
    },
  );
});
