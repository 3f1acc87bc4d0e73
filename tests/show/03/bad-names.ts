import { procedures } from '../../../electron/contract/procedures.ts';
import type { GroupRow } from '../../../electron/contract/group-book.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { ConsoleWords, languages } from '../../support/console-words.ts';
import { valueOf } from '../../support/device-layer.ts';
import { RenamingFleet } from '../../support/fleet/renaming-fleet.ts';
import { exactly, type Figure, type ShowOptions } from '../show-line.ts';

const limit = 32;
const tableFile = '新群名.csv';
const jobTimeoutMs = 5 * 60_000;
const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/**
 * Bad names given to a console over virtual phones whose groups were read: each is told in the very words of both languages,
 * and the world's log holds nothing of them. At the end one good name beside a bad one is carried out, so that the log is
 * seen to work.
 */
export async function giveBadNames({ seed, say }: ShowOptions): Promise<Figure[]> {
  const fleet = await RenamingFleet.open({ seed, phoneCount: 1, groupCount: 3 });
  try {
    const words = await Promise.all(languages.map((language) => ConsoleWords.of(language)));
    const ids = new Set(fleet.groups.map(({ bookId }) => bookId));
    const groups = (await fleet.console.groups()).filter(({ groupId }) => ids.has(groupId));
    say(`groups: ${groups.map(({ name }) => name).join(', ')}`);
    const ground = { fleet, words, groups, sinceSeq: fleet.lastSeq };
    return [
      ...(await badTable(ground)),
      ...(await noTables(ground)),
      ...(await badToken(ground)),
      ...(await tooLong(ground)),
      ...(await goodBesideBad(ground)),
    ];
  } finally {
    await fleet.close();
  }
}

interface Ground {
  readonly fleet: RenamingFleet;
  /** In the order of `languages`. */
  readonly words: readonly ConsoleWords[];
  readonly groups: readonly GroupRow[];
  /** The last act before anything bad was given. */
  readonly sinceSeq: number;
}

/** Words as they are wanted, in the order of `languages`. */
type Wanted = readonly [zh: string, en: string];

function inBoth(name: string, seen: readonly string[], wanted: Wanted): Figure[] {
  return languages.map((language, place) => exactly(`${name} (${language})`, seen[place] ?? '-', wanted[place] ?? ''));
}

function groupAt({ groups }: Ground, place: number): GroupRow {
  const group = groups[place];
  if (group === undefined) throw new Error('the fleet has fewer groups');
  return group;
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** Rows of a table, one of them good, with an empty line among them: each bad one is told by the line of the file. */
async function badTable(ground: Ground): Promise<Figure[]> {
  const { fleet, words } = ground;
  const { name: first } = groupAt(ground, 0);
  const { name: second } = groupAt(ground, 1);
  const { name: third } = groupAt(ground, 2);
  const lines = [
    '群名,新群名',
    '无此群,新一群',
    `${quote(first)},新二群`,
    '',
    `${quote(first)},新三群`,
    `${quote(second)},${'长'.repeat(limit + 1)}`,
    `${quote(third)},新四群,多一格`,
  ];
  const content = Buffer.from(`${lines.join('\n')}\n`).toString('base64');
  const answer = valueOf(await fleet.console.console.call('groups.readNames', { content }));
  const { problems, names } = procedures['groups.readNames'].output.parse(answer);
  const seen = words.map(({ texts }) =>
    [
      texts.text('groups.table-problems', { file: tableFile, count: problems.length }),
      ...problems.map(({ line, code, text: name }) => texts.text(`groups.table-problem.${code}`, { line, name })),
    ].join(' | '),
  );
  return [
    ...inBoth('bad rows of a table', seen, wordsOfRows(first, second)),
    exactly('good rows of that table', Object.values(names).join(), '新二群'),
    ...(await nothingDone(ground, 'bad rows of a table')),
  ];
}

function wordsOfRows(first: string, second: string): Wanted {
  return [
    [
      `${tableFile}：4 行不能用，整张表还没有采用`,
      '第 2 行：没有群“无此群”。核对群名，或先读取群列表',
      `第 5 行：“${first}”重复出现。只留一行`,
      `第 6 行：“${second}”的新群名太长（按看到的字数算，一个表情算一个；上限在设置里）。缩短后再导入`,
      '第 7 行：格式损坏。检查引号和列数',
    ].join(' | '),
    [
      `${tableFile}: 4 rows cannot be used; nothing was taken from it yet`,
      'Row 2: no group "无此群". Check the name, or read the group lists first',
      `Row 5: "${first}" stands there again. Keep one row`,
      `Row 6: the new name of "${second}" is too long (characters as they are seen, an emoji is one; the limit is a setting). Shorten it and import again`,
      'Row 7: damaged. Check quotes and columns',
    ].join(' | '),
  ];
}

const brokenTables: readonly { readonly what: string; readonly bytes: string; readonly wanted: Wanted }[] = [
  {
    what: 'a table that names no groups',
    bytes: '城市,新群名\n杭州,新\n',
    wanted: [
      '第一行里没有“群ID”或“群名”这一列，不知道每行是哪个群。用“导出现有群名”得到表格再填，第一行的列名不要改。',
      'The first row has no column "groupId" or "name", so nobody knows which row is which group. Get a table with "Export present names" and leave the column names in its first row as they are.',
    ],
  },
  {
    what: 'a table without new names',
    bytes: '群名,城市\n一群,杭州\n',
    wanted: [
      '第一行里没有“新群名”这一列，不知道要改成什么。加一列，列名写“新群名”；或用“导出现有群名”得到表格再填。',
      'The first row has no column "new name", so nobody knows what to rename to. Add a column called "new name", or start from "Export present names".',
    ],
  },
  {
    what: 'a table without rows',
    bytes: '群名,新群名\n',
    wanted: [
      '表格里没有群：第一行是列名，下面一行群名也没有。用“导出现有群名”得到表格，在“新群名”列填好，再选一次。',
      'The table holds no groups: below the column names there is no row. Get a table with "Export present names", fill the column "new name" and choose the file again.',
    ],
  },
];

async function noTables(ground: Ground): Promise<Figure[]> {
  const { fleet, words } = ground;
  const figures: Figure[] = [];
  for (const { what, bytes, wanted } of brokenTables) {
    const content = Buffer.from(bytes).toString('base64');
    const answer = await fleet.console.console.call('groups.readNames', { content });
    figures.push(...inBoth(what, refusalOf(words, answer), wanted));
  }
  return [...figures, ...(await nothingDone(ground, 'tables that are none'))];
}

async function badToken(ground: Ground): Promise<Figure[]> {
  const numbering = { start: 1, step: 1, padding: 2, order: 'name' };
  const answer = await plan(ground, { kind: 'template', template: '{店名}{序号}', theme: '', numbering });
  const wanted: Wanted = [
    '模板里的“店名”不是可用的变量，没有生成方案。只用模板下方列出的变量，或删去花括号。',
    '"店名" in the template is no token; no plan was made. Use the tokens listed below the template only, or take the braces away.',
  ];
  return [
    ...inBoth('a token that there is not', refusalOf(ground.words, answer), wanted),
    ...(await nothingDone(ground, 'a token that there is not')),
  ];
}

/** Planned in earnest, and confirmed: the console refuses, each row says why. */
async function tooLong(ground: Ground): Promise<Figure[]> {
  const { fleet, words, groups } = ground;
  const rule = { kind: 'affix', prefix: '长'.repeat(limit), suffix: '' };
  const groupIds = groups.map(({ groupId }) => groupId);
  const jobId = await fleet.console.plan('groups.rename', { groupIds, rule });
  const rows = await fleet.console.items(jobId);
  const seen = words.map((each) =>
    rows.map(({ name, code, detail }) => `${name}: ${each.ofCode(code ?? '', detail)}`).join(' | '),
  );
  const confirmed = await fleet.console.console.call('jobs.confirm', { jobId, isConfirmed: true });
  return [
    exactly('names too long that are planned, each by its group', rows.length, groups.length),
    ...inBoth('names too long', seen, wordsOfLengths(rows.map(({ name }) => name))),
    ...inBoth('a yes to names too long', refusalOf(words, confirmed), [
      '计划里没有可以执行的行，没有开始。看各行的原因；改好后重新做计划。',
      'No row of the plan would run; nothing was begun. Read the reasons of the rows and plan again.',
    ]),
    ...(await nothingDone(ground, 'names too long')),
  ];
}

function wordsOfLengths(names: readonly string[]): Wanted {
  const lengths = names.map((name) => ({ name, length: limit + Array.from(graphemes.segment(name)).length }));
  return [
    lengths
      .map(
        ({ name, length }) =>
          `${name}: 新群名 ${length} 个字（按看到的算，一个表情算一个），超过上限 ${limit} 个。 改短；上限可在设置里按你手机上试出的结果调整。`,
      )
      .join(' | '),
    lengths
      .map(
        ({ name, length }) =>
          `${name}: The new name has ${length} characters as they are seen (an emoji is one); the limit is ${limit}. Shorten it; the limit is a setting, to be measured on your own phone.`,
      )
      .join(' | '),
  ];
}

/** The control: with one good name beside one too long, exactly the good one is given in the world. */
async function goodBesideBad(ground: Ground): Promise<Figure[]> {
  const { fleet, sinceSeq } = ground;
  const [good, bad] = [groupAt(ground, 0), groupAt(ground, 1)];
  const names = { [good.groupId]: '新一群', [bad.groupId]: '长'.repeat(limit + 1) };
  const payload = { groupIds: [good.groupId, bad.groupId], rule: { kind: 'table', names } };
  const rows = await fleet.console.run('groups.rename', payload, jobTimeoutMs);
  const renames = fleet.actsSince(sinceSeq).filter(({ kind }) => kind === 'rename-group');
  const worldId = fleet.groups.find(({ bookId }) => bookId === good.groupId)?.worldId ?? '';
  return [
    exactly(
      'a good name beside a bad one',
      rows.map(({ state, code }) => `${state} ${code}`).join(', '),
      'done ok, skipped too-long',
    ),
    exactly(
      'renamings in the world’s log, all told',
      renames.map(({ groupId, after }) => `${groupId} ${after}`).join(', '),
      `${worldId} 新一群`,
    ),
  ];
}

function plan({ fleet, groups }: Ground, rule: object): Promise<Outcome<unknown>> {
  return fleet.console.console.call('jobs.plan', {
    kind: 'groups.rename',
    title: '换主题',
    payload: { groupIds: groups.map(({ groupId }) => groupId), rule },
    window: { startAt: null, endAt: null },
  });
}

function refusalOf(words: readonly ConsoleWords[], answer: Outcome<unknown>): readonly string[] {
  return answer.ok ? words.map(() => 'taken') : words.map((each) => each.ofFault(answer.error));
}

/** No act on any phone, by the world's own log, and no attempt. */
async function nothingDone({ fleet, sinceSeq }: Ground, name: string): Promise<Figure[]> {
  const { jobs } = await fleet.console.console.snapshot();
  const renames = jobs.filter(({ kind }) => kind === 'groups.rename');
  const begun = renames.filter(({ state }) => state !== 'planned').length;
  return [exactly(`${name}: acts on the phones, jobs begun`, `${fleet.actsSince(sinceSeq).length}, ${begun}`, '0, 0')];
}
