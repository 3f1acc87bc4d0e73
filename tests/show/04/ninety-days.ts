import { actionIds } from '../../../electron/contract/plan-ids.ts';
import { midAct, runKilledLife, type KilledLife } from '../../support/plan-life/killed-life.ts';
import { tangleOf } from '../../support/plan-life/life-tangle.ts';
import { judgePlanted, plantedBreaches } from '../../support/plan-life/planted-breaches.ts';
import { capPathsOf, shippedSop } from '../../support/plan-life/sop.ts';
import { runTests } from '../../support/vitest-report.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { brokenGates } from './broken-gates.ts';
import { fullLife, shortLife, type LifeBars } from './life-bars.ts';

const propertyFile = 'tests/integration/accounts/plan-life.test.ts';

/**
 * A desk that wants more than it may, on a virtual clock, in the console as `createServices` puts it together, whose process dies again
 * and again; judged by the act log, the text of the plans and what the line itself did to the accounts.
 */
export const ninetyDays: ShowLine = {
  id: '04.1',
  title: '90 days, 60 accounts, random jobs and incidents: no cap, gap, rest, quiet hour or hard zero ever broken',
  hasShortForm: true,
  limitMs: 30 * 60_000,
  async run(options) {
    const bars = options.isShort ? shortLife : fullLife;
    const { seed, say, signal } = options;
    const planted = plantedFigures(options);
    const life = await runKilledLife({ ...bars, seed, say, signal });
    return [
      told('seed', seed),
      told('days, accounts', `${bars.days}, ${bars.accounts}`),
      ...planted,
      ...judge(life, bars),
      ...killFigures(life, bars),
      ...actFigures(life, bars),
      ...askFigures(life, bars),
      ...tangleFigures(life, bars),
      ...(await brokenGates(bars.controlRules, options)),
      ...(options.isShort ? [] : await properties(options)),
    ];
  },
};

/** The judge first: a log of which one act breaks a rule, for every sort, with nothing to say of what went before. */
function plantedFigures({ say }: ShowOptions): Figure[] {
  const all = plantedBreaches().map((planted) => ({ planted, said: judgePlanted(planted) }));
  const missed = all.filter(({ planted, said }) => !said.whole.includes(planted.rule));
  const dreamt = all.filter(({ said }) => said.before.length > 0);
  for (const { planted } of [...missed, ...dreamt]) say(`the judge is wrong about: ${planted.what}`);
  const sorts = new Set(all.map(({ planted }) => planted.rule));
  return [
    told('sorts of breach that are planted', [...sorts].join(', ')),
    exactly('control: planted breaches that the judge did not see', missed.length, 0),
    exactly('control: breaches that it saw where there was none', dreamt.length, 0),
    atLeast('ways to break a rule that were planted', all.length, 40, 'ways'),
  ];
}

function killFigures({ kills, lives, alone }: KilledLife, bars: LifeBars): Figure[] {
  const total = sumOf(kills.values());
  const inAct = sumOf([...midAct].map((point) => kills.get(point) ?? 0));
  return [
    atLeast('kill -9 of the console', total, bars.kills, 'kills'),
    atLeast('of these in the midst of an act', inAct, bars.killsInAct, 'kills'),
    told('where it was', listOf(kills)),
    atLeast('acts that people did while there was no console', alone, bars.alone, 'acts'),
    told('consoles one after the other', lives),
  ];
}

function actFigures({ acts, judgement }: KilledLife, bars: LifeBars): Figure[] {
  const counts = new Map(actionIds.map((action) => [action, 0]));
  for (const { action } of acts) counts.set(action, (counts.get(action) ?? 0) + 1);
  const tokens = new Set(acts.map(({ token }) => token));
  const open = openCells();
  const empty = open.filter((cell) => !judgement.inStages.has(cell));
  return [
    atLeast('acts in the log', acts.length, bars.acts, 'acts'),
    ...(bars.ofEach === 0 ? [] : [atLeast('of the rarest action', Math.min(...counts.values()), bars.ofEach, 'acts')]),
    told('by action', listOf(counts)),
    ...actionIds.map((action) => told(`${action} by stage`, byStage(action, judgement.inStages))),
    atLeast(
      'actions of stages that were done at all',
      open.length - empty.length,
      Math.floor(open.length * bars.shareOfCells),
      `of ${open.length}`,
    ),
    ...(empty.length === 0 ? [] : [told('never done', empty.join(', '))]),
    atLeast(
      'of these by a person at the phone',
      acts.filter(({ by }) => by === 'operator').length,
      bars.byHand,
      'acts',
    ),
    exactly('rows that were done twice', acts.length - tokens.size, 0),
  ];
}

/** Every action in every stage whose cap leaves some room. */
function openCells(): string[] {
  return shippedSop().stages.flatMap(({ id, caps }) =>
    Object.entries(caps).flatMap(([action, cap]) => (cap.per_day > 0 ? [`${id} ${action}`] : [])),
  );
}

function byStage(action: string, inStages: ReadonlyMap<string, number>): string {
  const own = [...inStages].filter(([cell]) => cell.endsWith(` ${action}`));
  return own
    .map(([cell, count]) => `${cell.slice(0, 2)} ${count}`)
    .toSorted()
    .join(', ');
}

/** Three requests in an hour are never sent where half an hour has to pass between two. */
const outOfReach: ReadonlySet<string> = new Set(['stages.S6.caps.friend_add_outbound.per_hour']);

function judge({ judgement }: KilledLife, bars: LifeBars): Figure[] {
  const { breaches, reached, lastSlots } = judgement;
  const wanted = capPathsOf(shippedSop()).filter((path) => !outOfReach.has(path));
  const missed = wanted.filter((path) => !reached.has(path));
  const rules = Map.groupBy(breaches, ({ rule }) => rule);
  return [
    exactly('breaches by the act log', breaches.length, 0),
    ...[...rules].map(([rule, all]) => told(`broken: ${rule}`, `${all.length}, ${JSON.stringify(all[0])}`)),
    atLeast(
      'caps and limits used up at least once',
      wanted.length - missed.length,
      Math.floor(wanted.length * bars.shareReached),
      `of ${wanted.length}`,
    ),
    ...(missed.length === 0 ? [] : [told('never used up', missed.join(', '))]),
    ...Object.entries(bars.lastSlots).map(([sort, least]) =>
      atLeast(`acts that took the last of a limit: ${sort}`, lastSlots.get(sort) ?? 0, least, 'acts'),
    ),
  ];
}

/** What was wanted and not let through: a rule that nothing ever met shows nothing. */
function askFigures({ reasons, told: orders }: KilledLife, bars: LifeBars): Figure[] {
  const unmet = bars.reasons.filter((rule) => !reasons.has(rule));
  return [
    told('rows held or refused, by rule', listOf(reasons)),
    exactly(`rules of these ${bars.reasons.length} that no row ever met`, unmet.join(', ') || 'none', 'none'),
    told('what befell the desk', listOf(orders)),
  ];
}

/** In more than one order: many phones at once, many jobs at once, jobs that were planned before an incident. */
function tangleFigures(life: KilledLife, bars: LifeBars): Figure[] {
  const { jobsAtOnce, turnsBetweenJobs, afterIncident, incidents } = tangleOf(life);
  return [
    atLeast('phones that were acted on at once', life.mostHeld, bars.mostHeld, 'phones'),
    atLeast('jobs that were under way at once', jobsAtOnce, bars.jobsAtOnce, 'jobs'),
    atLeast(
      'acts of an account while another job of it was under way',
      turnsBetweenJobs,
      bars.turnsBetweenJobs,
      'acts',
    ),
    atLeast('incidents', incidents, bars.incidents, 'incidents'),
    atLeast('acts that were planned before an incident of their account', afterIncident, bars.afterIncident, 'acts'),
  ];
}

/** The same as a property, over many more desks than the suite has time for. */
async function properties({ signal, say }: ShowOptions): Promise<Figure[]> {
  const { passed, failed, skipped } = await runTests([propertyFile], {
    env: { JIQUN_LIFE_RUNS: '20' },
    signal,
    project: 'integration',
  });
  for (const name of [...failed, ...skipped]) say(`not passed: ${name}`);
  return [
    atLeast('tests of the property, with shrinking', passed.length, 14, 'passed'),
    exactly('of these failed or skipped', failed.length + skipped.length, 0),
  ];
}

function sumOf(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

function listOf(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted((one, other) => other[1] - one[1]);
  return sorted.map(([what, count]) => `${count} ${what}`).join(', ');
}
