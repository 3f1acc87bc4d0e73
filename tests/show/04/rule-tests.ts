import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import { readShippedPlan, shippedPlanFile } from '../../../electron/accounts/plans/plan-files.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { rulesOf, type RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { runTests, type TestTally } from '../../support/vitest-report.ts';
import { plansSayingElse } from '../../unit/accounts-rules/other-values.ts';
import { rulePathsOf } from '../../unit/accounts-rules/rule-walk.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const resources = join(root, 'resources');
const factsFile = join(root, '..', 'shared', 'facts', 'warmup-sop.json');
const folder = 'tests/unit/accounts-rules';
const ruleFile = `${folder}/rules.test.ts`;
const collectorFile = `${folder}/collector.test.ts`;

/** The project's own tests of the rules, counted from outside, and run against templates that somebody changed. */
export const ruleTests: ShowLine = {
  id: '04.2',
  title: 'every rule of the shipped template by a test that is named by its path',
  hasShortForm: true,
  limitMs: 30 * 60_000,
  run: async (options) => {
    const { plan } = readShippedPlan(resources);
    if (plan === null) return [exactly('the shipped plan', 'unreadable', 'read')];
    const copies = mkdtempSync(join(tmpdir(), 'jiqun-rules-'));
    try {
      const random = new SeededRandom(options.seed);
      const bench: Bench = { plan, copies, options };
      return [
        ...(await countTests(options)),
        ...(await takeOneAway(bench, random.fork('taken'))),
        ...(await addOne(bench, random.fork('added'))),
        ...(await changeSome(bench, random.fork('changed'))),
      ];
    } finally {
      rmSync(copies, { recursive: true, force: true });
    }
  },
};

interface Bench {
  readonly plan: Plan;
  /** Where the changed copies of the template are. */
  readonly copies: string;
  readonly options: ShowOptions;
}

async function countTests({ signal, say }: ShowOptions): Promise<Figure[]> {
  const { passed, failed, skipped } = await runTests([folder], { env: {}, signal });
  for (const name of [...failed, ...skipped]) say(`not passed: ${name}`);
  const names = new Set(passed.map(pathOf));
  const ofTemplate = rulePathsOf(parse(readFileSync(join(resources, shippedPlanFile), 'utf8')));
  const figures = [
    atLeast('rules of the shipped template', ofTemplate.length, 400, 'paths'),
    exactly('of these without a passed test of that name', ofTemplate.filter((path) => !names.has(path)).length, 0),
    exactly('tests that failed or were skipped', failed.length + skipped.length, 0),
    told('tests that passed', passed.length),
  ];
  if (!existsSync(factsFile)) return [...figures, told('rules of the facts', 'not there')];
  const ofFacts = rulePathsOf(JSON.parse(readFileSync(factsFile, 'utf8')));
  return [
    ...figures,
    atLeast('rules of the facts', ofFacts.length, 390, 'paths'),
    exactly('of these without a passed test of that name', ofFacts.filter((path) => !names.has(path)).length, 0),
  ];
}

/** The name of a test without that of its family. */
function pathOf(fullName: string): string {
  return fullName.split(' ').at(-1) ?? '';
}

/** Any rule that a plan can be without. */
async function takeOneAway(bench: Bench, random: SeededRandom): Promise<Figure[]> {
  const { plan, options } = bench;
  const all = [...rulesOf(plan).keys()];
  for (const path of random.sample(all, all.length)) {
    const { plan: without } = planWith(plan, path, undefined, null);
    if (without === null || rulesOf(without).size !== all.length - 1 || rulesOf(without).has(path)) continue;
    const { failed } = await testCopy(bench, without, [ruleFile, '-t', nameIs(path)]);
    const collected = await testCopy(bench, without, [collectorFile]);
    options.say(`taken away: ${path}; failed: ${[...failed, ...collected.failed].join(', ')}`);
    const isSeen = failed.some((name) => pathOf(name) === path);
    return [
      exactly('control: a rule is taken away, its test fails', yesOrNo(isSeen), 'yes'),
      exactly('control: a rule is taken away, the collector tells', yesOrNo(collected.failed.some(isCollector)), 'yes'),
    ];
  }
  return [exactly('control: a rule is taken away', 'none can be', 'one')];
}

/** Rules that the template could have and has not. */
const additions: readonly (readonly [path: string, value: RuleValue])[] = [
  ['intervals.min_seconds.group_join', 600],
  ['stages.S2.caps.moments_post.per_month', 10],
  ['stages.S6.caps.friend_accept_inbound.per_hour', 20],
  ['stages.S4.exit_gate.3', 'required tasks done'],
  ['re_onboarding.5.silent_days', 1],
  ['health.signals.feature_ban.hours', 24],
  ['tool_gates.消息群发.role_in_group', ['owner']],
];

async function addOne(bench: Bench, random: SeededRandom): Promise<Figure[]> {
  const [path, value] = random.pick(additions);
  const { plan: longer } = planWith(bench.plan, path, value, null);
  if (longer === null) return [exactly('control: a rule is added', `${path} does not fit`, 'added')];
  const { failed } = await testCopy(bench, longer, [collectorFile]);
  bench.options.say(`added: ${path}; failed: ${failed.join(', ')}`);
  return [exactly('control: a rule is added, the collector tells', yesOrNo(failed.some(isCollector)), 'yes')];
}

/** Some rules, whichever the seed says, have another value in the copy that is tested, one at a time. */
async function changeSome(bench: Bench, random: SeededRandom): Promise<Figure[]> {
  const { plan, options } = bench;
  const wanted = options.isShort ? 3 : 30;
  const all = [...rulesOf(plan).keys()];
  let [tried, seen] = [0, 0];
  for (const path of random.sample(all, all.length)) {
    const others = plansSayingElse(plan, path);
    if (others.length === 0) continue;
    const other = random.pick(others);
    const { failed, passed } = await testCopy(bench, other.plan, [ruleFile, '-t', nameIs(path)]);
    const isSeen = failed.some((name) => pathOf(name) === path);
    options.say(`${path} is ${JSON.stringify(other.value)}: ${isSeen ? 'seen' : `NOT SEEN, passed ${passed.length}`}`);
    seen += isSeen ? 1 : 0;
    if (++tried === wanted) break;
  }
  return [
    exactly('control: rules with another value', tried, wanted),
    exactly('control: of these seen by the test of that path', seen, wanted),
  ];
}

/** Runs the project's tests against a copy of the template. */
async function testCopy({ copies, options }: Bench, plan: Plan, args: readonly string[]): Promise<TestTally> {
  const copy = join(copies, 'onboarding.yaml');
  writeFileSync(copy, writePlan(plan));
  return runTests(args, { env: { JIQUN_RULES_TEMPLATE: copy }, signal: options.signal });
}

function nameIs(path: string): string {
  return ` ${path.replaceAll('.', String.raw`\.`)}$`;
}

/** The collector's tests are sentences; those of rules are named by a path alone. */
function isCollector(name: string): boolean {
  return /(has a test that is named by its path|named by the path of a rule)/.test(name);
}

function yesOrNo(isSo: boolean): string {
  return isSo ? 'yes' : 'no';
}
