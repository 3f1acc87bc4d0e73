import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PlaybookProblem } from '../../../electron/contract/automation.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { ConsoleWords, languages } from '../../support/console-words.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';
import { exactly, type Figure, type ShowOptions } from '../show-line.ts';

interface Damage {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** How far from the damage the line may be that is told; null: a quote swallows lines, and only where that ends is known. */
  readonly within: number | null;
  /** What the message must name besides file, line and cure. */
  readonly names: string;
}

/** What is done to a sound playbook. */
const damages: readonly Damage[] = [
  { what: 'a field of another name', from: 'risk: write', to: 'riks: write', within: 0, names: 'riks' },
  { what: 'a deed that there is not', from: 'do: compare-row', to: 'do: compare-rwo', within: 0, names: 'steps.1.do' },
  { what: 'a bracket that never ends', from: 'sources: [rmd, lyg]', to: 'sources: [rmd, lyg', within: 1, names: '' },
  { what: 'a tab for spaces', from: '    do: compare-row', to: '\tdo: compare-row', within: 1, names: '' },
  { what: 'a quote that never ends', from: "match: '[(（]", to: 'match: "[(（]', within: null, names: '' },
];

const act = 'rename-group';
const file = `wechat/${act}.yaml`;
const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));

/**
 * A console over a virtual phone, started with one damage in one act's file: it tells the damage by file, line and cure in
 * both languages, refuses to plan that act, and does nothing on the phone. The other acts stay.
 */
export async function breakPlaybooks(options: ShowOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  const sound = await readPlaybooks(options, null);
  figures.push(exactly('problems of the playbooks as shipped', sound.problems.length, 0));
  for (const damage of options.isShort ? damages.slice(0, 3) : damages) {
    const broken = await readPlaybooks(options, damage);
    figures.push(...(await judge(damage, broken, sound.acts, options)));
  }
  return figures;
}

interface Told {
  readonly problems: readonly PlaybookProblem[];
  /** Acts that can be run. */
  readonly acts: readonly string[];
  /** What a plan of the damaged act is answered. */
  readonly refusal: readonly string[];
  readonly jobCount: number;
  readonly actCount: number;
  /** Where the damage was done; 0 without one. */
  readonly line: number;
}

async function readPlaybooks({ seed }: ShowOptions, damage: Damage | null): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-playbooks-'));
  try {
    cpSync(resources, folder, { recursive: true });
    const line = damage === null ? 0 : doDamage(join(folder, 'playbooks', file), damage);
    const resourcesFolder = pathToFileURL(`${folder}/`);
    const plan = planGroups({ seed, phoneCount: 1, groupCount: 2 });
    const console = await WorldConsole.open({ seed, phoneCount: 1, plan, resourcesFolder });
    try {
      return { ...(await ask(console)), line };
    } finally {
      await console.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function doDamage(path: string, { from, to }: Damage): number {
  const text = readFileSync(path, 'utf8');
  const place = text.indexOf(from);
  if (place < 0) throw new Error(`the playbook does not hold: ${from}`);
  writeFileSync(path, `${text.slice(0, place)}${to}${text.slice(place + from.length)}`);
  return text.slice(0, place).split('\n').length;
}

async function ask(world: WorldConsole): Promise<Omit<Told, 'line'>> {
  const { console, desk } = world;
  const shown = procedures['bench.playbooks'].output.parse(valueOf(await console.call('bench.playbooks', {})));
  const planned = await console.call('jobs.plan', {
    kind: 'groups.rename',
    title: '换主题',
    payload: { groupIds: ['any'], rule: { kind: 'affix', prefix: '新', suffix: '' } },
    window: { startAt: null, endAt: null },
  });
  const words = await Promise.all(languages.map((language) => ConsoleWords.of(language)));
  return {
    problems: shown.problems,
    acts: shown.playbooks.map((playbook) => playbook.act),
    refusal: planned.ok ? [] : words.map((each) => `${planned.error.code}: ${each.ofFault(planned.error)}`),
    jobCount: (await console.snapshot()).jobs.length,
    actCount: desk.world.acts.read().length,
  };
}

async function judge(
  { what, within, names }: Damage,
  { problems, acts, refusal, jobCount, actCount, line }: Told,
  soundActs: readonly string[],
  { say }: ShowOptions,
): Promise<Figure[]> {
  const words = await Promise.all(languages.map((language) => ConsoleWords.of(language)));
  const messages = problems.map((problem) => words.map((each) => each.ofProblem(problem)));
  for (const message of [...messages, refusal].flat()) say(`${what}, line ${line}: ${message}`);
  const isNear = (told: number): boolean => (within === null ? told >= line : told >= line && told - line <= within);
  const near = problems.findIndex((each) => each.file === file && isNear(each.line));
  const isWhole = (message: string): boolean =>
    message.includes(file) && message.includes(String(problems[near]?.line)) && !/\{\{|undefined/.test(message);
  const told = (messages[near] ?? []).filter((message) => isWhole(message) && message.includes(names));
  const refused = refusal.filter((message) => message.startsWith('playbook-missing: ') && message.includes(file));
  return [
    exactly(`${what}: languages in which file, line and cure are told at the start`, told.length, languages.length),
    exactly(`${what}: problems told of other files`, problems.filter((each) => each.file !== file).length, 0),
    exactly(`${what}: languages in which a plan is refused with the file`, refused.length, languages.length),
    exactly(`${what}: acts that stay`, acts.join(' '), soundActs.filter((each) => each !== act).join(' ')),
    exactly(`${what}: jobs, and acts on the phone`, `${jobCount}, ${actCount}`, '0, 0'),
  ];
}
