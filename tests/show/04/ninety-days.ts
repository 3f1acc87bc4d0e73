import { actionIds } from '../../../electron/contract/plan-ids.ts';
import { runKilledLife, type KilledLife } from '../../support/plan-life/killed-life.ts';
import { capPathsOf, shippedSop } from '../../support/plan-life/sop.ts';
import { runTests } from '../../support/vitest-report.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { brokenGates } from './broken-gates.ts';

const propertyFile = 'tests/integration/accounts/plan-life.test.ts';

interface Bars {
  readonly days: number;
  readonly accounts: number;
  readonly groups: number;
  readonly pointsBetweenKills: number;
  readonly kills: number;
  readonly acts: number;
  /** Of each action that the console may do, and of each that people do. */
  readonly ofEach: number;
  /** Of the caps and limits of the shipped plan, so many are used up at least once. */
  readonly shareReached: number;
  readonly reasons: number;
}

const full: Bars = {
  days: 90,
  accounts: 60,
  groups: 600,
  pointsBetweenKills: 900,
  kills: 60,
  acts: 10_000,
  ofEach: 100,
  shareReached: 1,
  reasons: 15,
};
const short: Bars = {
  days: 6,
  accounts: 14,
  groups: 14,
  pointsBetweenKills: 160,
  kills: 3,
  acts: 150,
  ofEach: 0,
  shareReached: 0.2,
  reasons: 8,
};

/** Rules that a judge has to find broken where the gate does not know of them. */
const controlRules = {
  short: ['day-cap', 'rest-window'],
  full: [
    'hour-cap',
    'day-cap',
    'week-cap',
    'group-cap',
    'group-share',
    'gap',
    'batch-pause',
    'rest-window',
    'rest-day',
    'stage-closed',
    'cooldown',
    'human-only',
  ],
} as const;

/** A desk that wants more than it may, on a virtual clock, in a console that dies again and again; judged by the act log. */
export const ninetyDays: ShowLine = {
  id: '04.1',
  title: '90 days, 60 accounts, random jobs and incidents: no cap, gap, rest, quiet hour or hard zero ever broken',
  hasShortForm: true,
  limitMs: 60 * 60_000,
  async run(options) {
    const bars = options.isShort ? short : full;
    const { seed, say, signal } = options;
    const life = await runKilledLife({ ...bars, seed, say, signal });
    return [
      told('seed', seed),
      told('days, accounts', `${bars.days}, ${bars.accounts}`),
      ...killFigures(life, bars),
      ...actFigures(life, bars),
      ...judge(life, bars),
      ...(await brokenGates(controlRules[options.isShort ? 'short' : 'full'], options)),
      ...(options.isShort ? [] : await properties(options)),
    ];
  },
};

function killFigures({ kills, lives }: KilledLife, bars: Bars): Figure[] {
  const total = [...kills.values()].reduce((sum, count) => sum + count, 0);
  return [
    atLeast('kill -9 of the console', total, bars.kills, 'kills'),
    told('where it was', listOf(kills)),
    told('consoles one after the other', lives),
  ];
}

function actFigures({ acts }: KilledLife, bars: Bars): Figure[] {
  const counts = new Map(actionIds.map((action) => [action, 0]));
  for (const { action } of acts) counts.set(action, (counts.get(action) ?? 0) + 1);
  const tokens = new Set(acts.map(({ token }) => token));
  return [
    atLeast('acts in the log', acts.length, bars.acts, 'acts'),
    ...(bars.ofEach === 0 ? [] : [atLeast('of the rarest action', Math.min(...counts.values()), bars.ofEach, 'acts')]),
    told('by action', listOf(counts)),
    told('of these by a person at the phone', acts.filter(({ by }) => by === 'operator').length),
    exactly('rows that were done twice', acts.length - tokens.size, 0),
  ];
}

/** Three requests in an hour are never sent where half an hour has to pass between two. */
const outOfReach: ReadonlySet<string> = new Set(['stages.S6.caps.friend_add_outbound.per_hour']);

function judge({ judgement, reasons, told: orders }: KilledLife, bars: Bars): Figure[] {
  const { breaches, reached } = judgement;
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
    atLeast('reasons for which acts were held', reasons.size, bars.reasons, 'reasons'),
    told('held by reason', listOf(reasons)),
    told('what befell the desk', listOf(orders)),
  ];
}

/** The same as a property, over many more desks than the suite has time for. */
async function properties({ signal, say }: ShowOptions): Promise<Figure[]> {
  const { passed, failed, skipped } = await runTests([propertyFile], {
    env: { JIQUN_LIFE_RUNS: '60' },
    signal,
    project: 'integration',
  });
  for (const name of [...failed, ...skipped]) say(`not passed: ${name}`);
  return [
    atLeast('tests of the property, with shrinking', passed.length, 9, 'passed'),
    exactly('of these failed or skipped', failed.length + skipped.length, 0),
  ];
}

function listOf(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted((one, other) => other[1] - one[1]);
  return sorted.map(([what, count]) => `${count} ${what}`).join(', ');
}
