import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import type { KillPlace } from '../../support/jobs/kill-place.ts';
import type { KillMoment } from '../../support/jobs/kill-schedule.ts';
import { runKilledRenames } from '../../support/jobs/killed-renames.ts';
import type { KilledRenames } from '../../support/jobs/rename-kills.ts';
import { atLeast, exactly, told, type Figure, type ShowOptions } from '../show-line.ts';

type Kills = Readonly<Partial<Record<KillMoment, number>>>;

const fullKills: Kills = {
  planning: 1,
  confirming: 1,
  editor: 6,
  'mark-begun': 4,
  'mark-writing': 4,
  'mark-written': 3,
  tap: 6,
  'tap-lost': 3,
  'tap-held': 4,
  'held-lost': 1,
  unshown: 4,
  shown: 4,
  looking: 6,
  'row-ended': 3,
};
const shortKills: Kills = { editor: 1, 'mark-begun': 1, tap: 1, looking: 1, unshown: 1, 'tap-lost': 1 };

interface Bars {
  readonly kills: number;
  readonly between: number;
  readonly writing: number;
}

/**
 * The console killed with SIGKILL while a job renames groups in the messengers of virtual phones, started again each time.
 * Judged by the world's log of acts; where a kill came is told by the ledger that lay on the disk after it.
 */
export async function measureKilledRenames({ isShort, seed, say, signal }: ShowOptions): Promise<Figure[]> {
  const killed = await runKilledRenames({
    seed,
    phoneCount: isShort ? 2 : 4,
    groupCount: isShort ? 8 : 40,
    kills: isShort ? shortKills : fullKills,
    variantCount: isShort ? 1 : 3,
    hasControl: !isShort,
    say,
    signal,
  });
  const bars = isShort ? { kills: 6, between: 2, writing: 1 } : { kills: 50, between: 15, writing: 5 };
  return [
    ...judgeKills(killed, bars),
    ...judgeActs(killed, isShort ? 8 : 40),
    ...judgeRestore(killed),
    ...judgeControls(killed),
  ];
}

function judgeKills({ places, faults }: KilledRenames, bars: Bars): Figure[] {
  const countAt = (place: KillPlace): number => places.get(place) ?? 0;
  const all = [...places.values()].reduce((sum, count) => sum + count, 0);
  const between: KillPlace = 'between the tap and its read-back';
  const writing: KillPlace = 'while the ledger was written';
  const others = [...places].filter(([place]) => place !== between && place !== writing);
  return [
    atLeast('kills while groups were renamed in the messenger', all, bars.kills, 'kills'),
    atLeast(`of these ${between}`, countAt(between), bars.between, 'kills'),
    atLeast(`of these ${writing}`, countAt(writing), bars.writing, 'kills'),
    ...others.map(([place, count]) => told(`of these ${place}`, count)),
    exactly('what a dead console’s ledger should have held', faults.join('; ') || 'none missing', 'none missing'),
  ];
}

/** How often own accounts did something with a group. */
function countsOf(acts: readonly Act[], kind: Act['kind']): ReadonlyMap<string, number> {
  const own = acts.filter((act) => act.kind === kind && act.accountId !== null);
  return new Map([...Map.groupBy(own, ({ groupId }) => groupId ?? '')].map(([id, all]) => [id, all.length]));
}

/** Groups that own accounts renamed more than once. */
export function renamedTwice(acts: readonly Act[]): readonly string[] {
  return [...countsOf(acts, 'rename-group')].flatMap(([groupId, count]) => (count > 1 ? [groupId] : []));
}

function judgeActs({ rows, acts, names, lost }: KilledRenames, groupCount: number): Figure[] {
  const deeds = countsOf(acts, 'rename-group');
  const taps = countsOf(acts, 'submit-rename-group');
  const isSo = ({ worldGroupId, after }: KilledRenames['rows'][number]): boolean => names.get(worldGroupId) === after;
  const readable = rows.filter(({ worldGroupId }) => !lost.has(worldGroupId));
  const unreadable = rows.filter(({ worldGroupId }) => lost.has(worldGroupId));
  const amiss = readable.filter(
    (row) => row.state !== 'done' || !isSo(row) || deeds.get(row.worldGroupId) !== 1 || row.verifiedBy === null,
  );
  const unasked = unreadable.filter(({ state }) => state !== 'needs-review');
  const again = unreadable.filter(({ worldGroupId }) => taps.get(worldGroupId) !== 1);
  return [
    exactly('rows of the job', rows.length, groupCount),
    exactly('groups that were renamed twice, by the log of acts', renamedTwice(acts).length, 0),
    exactly('groups whose button was tapped twice', [...taps.values()].filter((count) => count > 1).length, 0),
    exactly('rows that are not done, or not once, or not so in the world', list(amiss), 'none'),
    told('groups made unreadable after the tap', unreadable.map(({ code }) => code ?? '-').join(', ') || 'none'),
    exactly('of these not in needs-review', list(unasked), 'none'),
    exactly('of these tapped again', list(again), 'none'),
  ];
}

/** Whatever the console died of: what it renamed it knows as renamed once, and can take back. */
function judgeRestore({ rows, restore }: KilledRenames): Figure[] {
  const done = rows.filter(({ state }) => state === 'done').length;
  const refused = restore.rows.filter(({ verdict }) => verdict !== 'ready');
  const noted = restore.names.filter((names) => names.length !== 2 || new Set(names).size !== 2);
  return [
    exactly('恢复原名: rows of its plan, one for each that is done', restore.rows.length, done),
    exactly('of these refused', list(refused), 'none'),
    exactly(
      'groups done whose renaming the book notes otherwise than once',
      noted.map((names) => names.join(' → ')).join('; ') || 'none',
      'none',
    ),
  ];
}

function list(rows: readonly Pick<JobItem, 'name' | 'state' | 'code'>[]): string {
  return rows.map(({ name, state, code }) => `${name} ${state} ${code ?? ''}`).join('; ') || 'none';
}

/** The same judge where something was done twice: it has to see what it is there to see. */
function judgeControls({ ruleless, acts }: KilledRenames): Figure[] {
  const deed = acts.find(({ kind, accountId }) => kind === 'rename-group' && accountId !== null);
  const doubled = renamedTwice(deed === undefined ? acts : [...acts, deed]);
  const figure = exactly('control, one deed told twice: groups renamed twice', doubled.join(), deed?.groupId ?? 'one');
  if (ruleless === null) return [figure];
  const { row, acts: own } = ruleless;
  return [figure, exactly('control, no crash rule: groups renamed twice', renamedTwice(own).join(), row.worldGroupId)];
}
