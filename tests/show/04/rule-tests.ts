import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readShippedPlan, shippedPlanFile } from '../../../electron/accounts/plans/plan-files.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { doingGuards, guards, type GuardName } from '../../support/rule-bench/guards-off.ts';
import { paperRules } from '../../support/rule-bench/paper-rules.ts';
import { pathOf, RuleBench } from '../../support/rule-bench/rule-bench.ts';
import { rulePathsOf } from '../../unit/accounts-rules/rule-walk.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { comparedWithFacts } from './rule-facts.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const resources = join(root, 'resources');
const factsFile = join(root, '..', 'shared', 'facts', 'warmup-sop.json');

/** The project's own tests of the rules, counted from outside, and run where a rule, a guard or a test is missing. */
export const ruleTests: ShowLine = {
  id: '04.2',
  title: 'every rule of the shipped template by a test that is named by its path',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  run: async (options) => {
    const { plan } = readShippedPlan(resources);
    if (plan === null) return [exactly('the shipped plan', 'unreadable', 'read')];
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-rules-'));
    try {
      const bench = new RuleBench({ plan, folder, signal: options.signal });
      const document: unknown = parse(readFileSync(join(resources, shippedPlanFile), 'utf8'));
      const paths = rulePathsOf(document);
      const random = new SeededRandom(options.seed);
      return [
        told('seed', options.seed),
        ...(await countTests(bench, paths, options)),
        ...compareFacts(document),
        ...(await breakRules(bench, random.fork('broken').sample(paths, options.isShort ? 60 : paths.length), options)),
        ...(await missTests(bench, random.fork('missing').sample(paths, options.isShort ? 1 : 3), options)),
        ...(await addRule(bench, random.fork('added'), options)),
        ...(options.isShort ? [] : await dropGuards(bench, paths, options)),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function countTests(bench: RuleBench, paths: readonly string[], { say }: ShowOptions): Promise<Figure[]> {
  const { passed, failed, skipped } = await bench.runAll();
  for (const name of [...failed, ...skipped]) say(`not passed: ${name}`);
  const names = new Set(passed.map(pathOf));
  const isFactsThere = existsSync(factsFile);
  return [
    atLeast('rules of the shipped template', paths.length, 400, 'paths'),
    exactly('of these without a passed test of that name', listed(paths.filter((path) => !names.has(path))), 'none'),
    exactly('tests that failed', failed.length, 0),
    // Two tests hold the template against the facts, and tell that they are skipped where these are not there.
    exactly('tests that were skipped', skipped.length, isFactsThere ? 0 : 2),
    told('tests that passed', passed.length),
  ];
}

function compareFacts(document: unknown): Figure[] {
  if (!existsSync(factsFile)) return [told('rules of the facts', 'left out: the facts are not beside the repo')];
  return comparedWithFacts(document, JSON.parse(readFileSync(factsFile, 'utf8')));
}

/** Each rule is broken in a copy of the template, and the test of its path run against that. */
async function breakRules(bench: RuleBench, paths: readonly string[], { seed, say }: ShowOptions): Promise<Figure[]> {
  const { broken, refused, unbreakable } = bench.breakEach(paths, new SeededRandom(seed).fork('values'));
  const { passed, failed } = await bench.runBroken(broken);
  for (const { path, value } of broken.slice(0, 60)) say(`broken: ${path} is ${JSON.stringify(value) ?? 'gone'}`);
  for (const { path, code } of refused) say(`refused: ${path}, ${code}`);
  for (const name of failed) say(`NOT SEEN: ${name}`);
  return [
    atLeast('control: rules that are broken in the template, one at a time', paths.length, 60, 'paths'),
    exactly(
      'control: of these by another sound value, and by none that its file may have',
      broken.length + refused.length,
      paths.length,
    ),
    exactly('control: rules that cannot be broken at all', listed(unbreakable), 'none'),
    exactly('control: broken rules that the test of that path sees', passed.length, broken.length),
    exactly('control: broken rules that it does not see', failed.length, 0),
    told('control: rules whose every other value is refused with the file', refused.length),
  ];
}

/** A path whose test somebody took away. */
async function missTests(bench: RuleBench, paths: readonly string[], { say }: ShowOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const path of paths) {
    const { failed } = await bench.runWithoutTest(path);
    say(`no test of ${path}: ${failed.join(', ')}`);
    const isSeen = failed.some((name) => /every rule of the template has a test/u.test(name));
    figures.push(exactly(`control: ${path} has no test, a test fails`, isSeen ? 'yes' : 'no', 'yes'));
  }
  return figures;
}

/** A rule more, which nobody has a test for. */
async function addRule(bench: RuleBench, random: SeededRandom, { say }: ShowOptions): Promise<Figure[]> {
  const { path, failed } = await bench.runWithMore(random);
  say(`added: ${path}; failed: ${failed.join(', ')}`);
  const isSeen = failed.some((name) => /every rule of the template has a test/u.test(name));
  return [exactly('control: a rule is added, a test fails', isSeen ? 'yes' : 'no', 'yes')];
}

/**
 * A product that does nothing by its rules passes no test of a rule: each one judges what a part of it really does. That a plan may be
 * written so or not is no such part, but for the few rules of which nothing else goes.
 */
async function dropGuards(bench: RuleBench, paths: readonly string[], { say }: ShowOptions): Promise<Figure[]> {
  const judged = new Map<GuardName, ReadonlySet<string>>();
  for (const guard of guards) {
    const { failed } = await bench.runWithoutGuard(guard);
    judged.set(guard, new Set(failed.map(pathOf)));
    say(`without ${guard}: ${paths.filter((path) => judged.get(guard)?.has(path)).length} of ${paths.length} fail`);
  }
  const isSeen = (path: string, by: readonly GuardName[]): boolean => by.some((guard) => judged.get(guard)?.has(path));
  const blind = paths.filter((path) => !isSeen(path, doingGuards));
  const onPaper = paths.filter((path) => paperRules.some(({ rules }) => rules.test(path)));
  return [
    told(
      'control: tests that fail without each guard of the product',
      [...judged].map(([guard, seen]) => `${guard} ${seen.size}`).join(', '),
    ),
    exactly(
      `control: rules whose test passes without each of ${doingGuards.join(', ')}, but for those of paper`,
      listed(blind.filter((path) => !onPaper.includes(path))),
      'none',
    ),
    ...paperRules.map(({ why, rules }) =>
      told(`rules of paper: ${why}`, paths.filter((path) => rules.test(path)).length),
    ),
    exactly(
      'control: rules of paper that one of these goes by after all',
      listed(onPaper.filter((path) => !blind.includes(path))),
      'none',
    ),
    exactly(
      'control: rules of paper whose test passes whatever a plan may say',
      listed(onPaper.filter((path) => !isSeen(path, ['changes', 'reading']))),
      'none',
    ),
  ];
}

function listed(paths: readonly string[]): string {
  return paths.join(', ') || 'none';
}
