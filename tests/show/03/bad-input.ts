import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { array, check, constantFrom, oneof, property, string } from 'fast-check';
import { parseHierarchy } from '../../../electron/automation/hierarchy.ts';
import { loadPlaybooks } from '../../../electron/automation/playbooks/playbooks.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { valueOf } from '../../support/device-layer.ts';
import { writeCrowd } from '../../support/groups/crowded-book.ts';
import { openTestConsole, type TestConsole } from '../../support/services.ts';
import { exactly, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

const groupCount = 12;

export const badInput: ShowLine = {
  id: '03.10',
  title:
    'a malformed playbook, a table with bad rows, an unknown token, a name too long: told by place, nothing started',
  hasShortForm: true,
  limitMs: 10 * 60_000,
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-bad-'));
    try {
      return [...breakPlaybooks(folder, options), ...(await giveBadNames(folder)), ...fuzzHierarchy(options)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What is done to a sound playbook, and the line in which it is done. */
const damages: readonly { readonly what: string; readonly from: string; readonly to: string }[] = [
  { what: 'a field of another name', from: 'risk: write', to: 'riks: write' },
  { what: 'a deed that there is not', from: 'do: compare-row', to: 'do: compare-rwo' },
  { what: 'a quote that never ends', from: "match: '[(（]", to: 'match: "[(（]' },
];

/** Of an act with one damage nothing may run, and the problem names its file and line; the other acts stay sound. */
function breakPlaybooks(folder: string, { say }: ShowOptions): Figure[] {
  const shipped = fileURLToPath(new URL('../../../resources/playbooks/', import.meta.url));
  const whole = loadPlaybooks(shipped).all.length;
  return damages.map(({ what, from, to }, place) => {
    const root = join(folder, `playbooks-${place}`);
    cpSync(shipped, root, { recursive: true });
    const file = join(root, 'wechat', 'rename-group.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(from, () => to),
    );
    const line = text.slice(0, text.indexOf(from)).split('\n').length;
    const { all, problems } = loadPlaybooks(root);
    say(`${what}: ${problems.map((each) => `${each.file}:${each.line} ${each.path} ${each.code}`).join(', ')}`);
    const isTold = problems.length > 0 && problems.every((each) => each.file.endsWith('rename-group.yaml'));
    const isNear = problems.some((each) => Math.abs(each.line - line) <= 1 || each.path === '');
    const seen = `${isTold && isNear ? 'told' : 'not told'}, ${whole - all.length} act refused`;
    return exactly(`playbook with ${what}`, seen, 'told, 1 act refused');
  });
}

async function giveBadNames(folder: string): Promise<Figure[]> {
  const dataFolder = join(folder, 'data');
  writeCrowd(dataFolder, { phoneCount: 2, groupCount, membersPerGroup: 3, readAt: Date.now() });
  const console = valueOf(await openTestConsole({ dataFolder, phones: 0 }));
  try {
    await console.call('operators.create', { name: '小王' });
    return [...(await badTable(console)), ...(await badRules(console)), await nothingStarted(console)];
  } finally {
    await console.services.dispose();
  }
}

const badRows = [
  ['无此群', '新一群', 'unknown-group'],
  ['社区团购1群', '新二群', null],
  ['社区团购1群', '新三群', 'repeated'],
  ['社区团购2群', '长'.repeat(400), 'too-long'],
  ['社区团购3群', '新四群,多一格', 'broken-row'],
] as const;

async function badTable(console: TestConsole): Promise<Figure[]> {
  const text = `群名,新群名\n${badRows.map(([name, after]) => `${name},${after}`).join('\n')}\n`;
  const content = Buffer.from(text).toString('base64');
  const answer = procedures['groups.readNames'].output.parse(
    valueOf(await console.call('groups.readNames', { content })),
  );
  const told = answer.problems.map(({ line, code, text: name }) => `${line} ${code} ${name}`);
  const wanted = badRows.flatMap(([name, , code], row) => (code === null ? [] : [`${row + 2} ${code} ${name}`]));
  const noTable = await console.call('groups.readNames', { content: Buffer.from('城市\n杭州\n').toString('base64') });
  return [
    exactly('bad rows of a table, by row and group', told.join('; '), wanted.join('; ')),
    exactly('a table without the columns', codeOf(noTable), 'csv-unreadable no-key-column'),
  ];
}

async function badRules(console: TestConsole): Promise<Figure[]> {
  const groupIds = Array.from({ length: groupCount }, (_, group) => `group-${group}`);
  const numbering = { start: 1, step: 1, padding: 2, order: 'name' };
  const plan = (rule: object) =>
    console.call('jobs.plan', {
      kind: 'groups.rename',
      title: 't',
      payload: { groupIds, rule },
      window: { startAt: null, endAt: null },
    });
  const unknown = await plan({ kind: 'template', template: '{店名}{序号}', theme: '', numbering });
  const long = await console.call('groups.previewRename', {
    groupIds,
    rule: { kind: 'affix', prefix: '长'.repeat(60), suffix: '' },
    via: {},
  });
  const { rows } = procedures['groups.previewRename'].output.parse(valueOf(long));
  const refused = rows.filter(
    ({ verdict, problems }) => verdict === 'blocked' && problems.some(({ code }) => code === 'too-long'),
  );
  return [
    exactly('a token that there is not', codeOf(unknown), 'invalid-input name-token'),
    exactly('names too long, each told by its group', refused.length, groupCount),
  ];
}

/** The code of a refusal with the rule that was broken. */
function codeOf(answer: Outcome<unknown>): string {
  return answer.ok ? 'taken' : `${answer.error.code} ${String(answer.error.detail?.['rule'] ?? '')}`.trim();
}

async function nothingStarted(console: TestConsole): Promise<Figure> {
  const { jobs } = await console.snapshot();
  return exactly('jobs that came of it', jobs.length, 0);
}

/** Text of any kind, and real dumps cut and mixed, are read or refused; an exception is a miss. */
function fuzzHierarchy({ isShort, seed }: ShowOptions): Figure[] {
  const piece = constantFrom(
    '<hierarchy rotation="0">',
    '<node text="群" bounds="[0,0][9,9]">',
    '</node>',
    '<',
    '"',
    '&#xD83D;',
    '</hierarchy>',
  );
  const text = array(oneof(piece, string({ unit: 'binary', maxLength: 40 })), { maxLength: 60 });
  const numRuns = isShort ? 5_000 : 100_000;
  const found = check(
    property(text, (parts) => {
      parseHierarchy(parts.join(''));
    }),
    { numRuns, seed },
  );
  return [exactly(`texts of ${numRuns} that the hierarchy parser threw on`, found.failed ? found.numRuns : 0, 0)];
}
