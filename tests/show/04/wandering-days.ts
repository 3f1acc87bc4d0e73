import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { actsOfDays, WanderingDesk, type Unknown } from '../../support/accounts/wandering-desk.ts';
import { shanghaiDay, wallTime } from '../../support/plan-life/true-days.ts';
import { shippedSop } from '../../support/plan-life/sop.ts';
import { runTests } from '../../support/vitest-report.ts';
import { atLeast, atMost, exactly, told, type Figure, type ShowOptions } from '../show-line.ts';

const ownTests = ['tests/integration/services/true-days.test.ts'];
const modelTests = ['tests/unit/accounts-custody', 'tests/unit/accounts-time'];

/** Days on which misfortunes come as chance has it, again and again, over one desk. */
export async function wanderingDays(options: ShowOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-true-'));
  const ends: (() => Promise<void>)[] = [];
  const random = new SeededRandom(options.seed).fork('misfortunes');
  const desk = new WanderingDesk({ folder, defer: (end) => ends.push(end) }, random, options.say);
  try {
    await desk.begin();
    for (let day = 0; day < days; day++) await desk.liveDay(day % 2 === 0 ? 4 : 0, options.signal);
    return [...measure(desk, options), ...(await ownFigures(options))];
  } finally {
    for (const end of ends.toReversed()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every second day is quiet, so that there is work to be cut short. */
const days = 14;

function measure(desk: WanderingDesk, { seed }: ShowOptions): Figure[] {
  const { acts } = desk.desk;
  const sop = shippedSop();
  const perDay = sop.stages.find(({ id }) => id === 'S4')?.caps['group_rename']?.per_day ?? 0;
  const gapMs = (sop.intervals.min_seconds['group_rename'] ?? 0) * 1_000;
  const counts = [...actsOfDays(acts).values()];
  const gaps = acts.slice(1).map((at, place) => at - (acts[place] ?? 0));
  const atNight = acts.filter((at) => wallTime(at).minute >= 23 * 60 || wallTime(at).minute < 8 * 60);
  return [
    told('seed, true days', `${seed}, ${days}`),
    told('what befell the desk', [...desk.befell].map(([what, count]) => `${count} ${what}`).join(', ')),
    atLeast(
      'misfortunes',
      [...desk.befell.values()].reduce((sum, count) => sum + count, 0),
      days * 2,
      'times',
    ),
    atLeast('acts in the log', acts.length, 25, 'acts'),
    told('by true days', counts.join(', ')),
    atMost('of one true day', Math.max(0, ...counts), perDay, 'acts'),
    exactly('days on which the cap was used up, at least one', counts.includes(perDay) ? 'yes' : 'no', 'yes'),
    exactly('acts too soon after another', gaps.filter((gap) => gap < gapMs).length, 0),
    exactly('acts in the true night', atNight.length, 0),
    exactly('seven days in a row with acts', longestRun(acts) >= 7 ? 'yes' : 'no', 'no'),
    ...unknownFigures(desk.unknowns, acts),
    control(acts, perDay),
  ];
}

/** Where the day's count cannot be known nothing is done until the true day has ended, and that is said. */
function unknownFigures(unknowns: readonly Unknown[], acts: readonly number[]): Figure[] {
  const unsure = unknowns.filter(({ after }) => after !== 'clock-set');
  const silent = unsure.filter((unknown) => unknown.certainty.held === null || !isHeldUntilThen(unknown));
  const said = unsure.filter(({ rows }) => rows.some(({ code }) => code === 'count-unknown'));
  const early = unsure.filter(({ at, certainty }) => shanghaiDay(certainty.held?.until ?? at) <= shanghaiDay(at));
  const acted = unsure.filter(({ at }) => acts.some((act) => act > at && shanghaiDay(act) === shanghaiDay(at)));
  return [
    atLeast('times that the count of the day could not be known', unsure.length, 1, 'times'),
    told(
      'why, as the console says',
      [...new Set(unsure.map(({ certainty }) => certainty.held?.why ?? 'nothing'))].join(', '),
    ),
    exactly('of these not held, or not said so', silent.map(({ after }) => after).join(', ') || 'none', 'none'),
    atLeast('of these whose rows say that the count is unknown', said.length, 1, 'times'),
    exactly('held until before the true day ends', early.length, 0),
    exactly('days on which something was done all the same', acted.length, 0),
  ];
}

/** No row may begin before the true day ends: for that reason, or for one that holds it for longer. */
function isHeldUntilThen({ rows, certainty }: Unknown): boolean {
  const until = certainty.held?.until ?? Number.POSITIVE_INFINITY;
  return rows.every(({ state, heldUntilAt }) => state === 'held' && (heldUntilAt === null || heldUntilAt >= until));
}

function longestRun(acts: readonly number[]): number {
  const worked = [...actsOfDays(acts).keys()];
  let [longest, run, last] = [0, 0, Number.NaN];
  for (const day of worked) {
    run = day === last + 1 ? run + 1 : 1;
    last = day;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** A sixth act of the fullest day is seen. */
function control(acts: readonly number[], perDay: number): Figure {
  const [fullest] = [...actsOfDays(acts)].toSorted((one, other) => other[1] - one[1]);
  const planted = acts.find((at) => shanghaiDay(at) === fullest?.[0]) ?? 0;
  const most = Math.max(...actsOfDays([...acts, planted]).values());
  return exactly('control: one more act on the fullest day is seen', most > perDay ? 'yes' : 'no', 'yes');
}

async function ownFigures({ signal, say }: ShowOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [files, project] of [
    [ownTests, 'integration'],
    [modelTests, 'unit'],
  ] as const) {
    const { passed, failed, skipped } = await runTests(files, { env: {}, signal, project });
    for (const name of [...failed, ...skipped]) say(`not passed: ${name}`);
    figures.push(
      atLeast(`tests of it that passed (${project})`, passed.length, 4, 'tests'),
      exactly(`that failed or were skipped (${project})`, failed.length + skipped.length, 0),
    );
  }
  return figures;
}
