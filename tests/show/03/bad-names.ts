import type { Outcome } from '../../../electron/contract/outcome.ts';
import { ConsoleWords, languages } from '../../support/console-words.ts';
import { RenamingFleet } from '../../support/fleet/renaming-fleet.ts';
import { exactly, type Figure, type ShowOptions } from '../show-line.ts';
import { groupAt, inBoth, limit, nothingDone, refusalOf, type Ground, type Wanted } from './bad-ground.ts';
import { giveBadTables } from './bad-tables.ts';

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
      ...(await giveBadTables(ground)),
      ...(await badToken(ground)),
      ...(await tooLong(ground)),
      ...(await goodBesideBad(ground)),
    ];
  } finally {
    await fleet.close();
  }
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
