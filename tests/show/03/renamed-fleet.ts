import type { JobItem } from '../../../electron/contract/jobs.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { valueOf } from '../../support/device-layer.ts';
import {
  metStrikes,
  ownRenames,
  strikesOn,
  type FleetEvidence,
  type PlacedStrike,
} from '../../support/fleet/fleet-evidence.ts';
import { judgeFleet, judgeRow } from '../../support/fleet/fleet-judge.ts';
import { namedInterruptions, planInterruptions } from '../../support/fleet/interruption-plan.ts';
import { fleetOperator, RenamingFleet } from '../../support/fleet/renaming-fleet.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { controlFigures } from './fleet-controls.ts';
import { measureNamesake } from './namesake-scene.ts';

const jobTimeoutMs = 20 * 60_000;
const restMs = 25 * 3_600_000;
/** Of all rows in the first run. What cannot be done by a console alone is the rest. */
const leastDonePercent = 70;
const leastNamedInShort = 5;
/** The only buttons that a console may press by itself. */
const harmlessButtons = /\/(?:取消|拒绝|关闭应用|我知道了)$|^(?:确定|我知道了|知道了)$/u;

export const renamedFleet: ShowLine = {
  id: '03.1',
  title:
    '40 groups on 8 phones in three versions, every named interruption: all that is said is so, and a second run does nothing',
  hasShortForm: true,
  limitMs: 40 * 60_000,
  async run(options) {
    const { isShort, seed } = options;
    const fleet = await RenamingFleet.open({
      seed,
      phoneCount: isShort ? 3 : 8,
      groupCount: isShort ? 10 : 40,
      dumpPlace: isShort ? 3 : 4,
    });
    try {
      return await measure(fleet, options);
    } finally {
      await fleet.close();
    }
  },
};

async function measure(fleet: RenamingFleet, options: ShowOptions): Promise<Figure[]> {
  const { say, isShort, seed } = options;
  const names = new Map(fleet.world.groups.map(({ groupId, name }) => [groupId, name]));
  for (const { group, requests } of planInterruptions(fleet.lanes, new SeededRandom(seed), isShort)) {
    for (const request of requests) fleet.startFault(group.place, request);
    say(`${group.worldId} on phone ${group.place}: ${JSON.stringify(requests)}`);
  }
  const sinceSeq = fleet.lastSeq;
  const jobId = await fleet.plan();
  await fleet.console.confirm(jobId);
  await fleet.console.untilQuiet(jobId, jobTimeoutMs);
  const first = await fleet.evidence(jobId, sinceSeq);
  say(`first run: ${endsOf(first)}; drivers: ${fleet.drivers}`);
  tellUntrue(first, say);
  await resume(fleet, jobId, first);
  const resumed = await fleet.evidence(jobId, sinceSeq);
  say(`resumed: ${endsOf(resumed)}`);
  const second = await runAgain(fleet);
  fleet.clock.advance(restMs);
  await fleet.console.untilOver(jobId, jobTimeoutMs);
  const last = await fleet.evidence(jobId, sinceSeq);
  say(`after the rest: ${endsOf(last)}`);
  tellUntrue(last, say);
  return [
    ...(await surroundings(fleet)),
    ...interruptionFigures(first, isShort),
    ...firstFigures(first),
    ...lastFigures({ resumed, last, fleet, names }),
    ...second,
    ...(await planAgain(fleet, last)),
    ...controlFigures(first),
    ...(await measureNamesake(fleet)),
  ];
}

/** The operator opens what was locked, says what became of rows that nobody could read, and begins failed rows anew. */
async function resume(fleet: RenamingFleet, jobId: number, { rows }: FleetEvidence): Promise<void> {
  fleet.clearFaults();
  const { console } = fleet.console;
  for (const { item, worldId } of rows) {
    if (item.state !== 'needs-review') continue;
    const isDone = fleet.world.group(worldId).name === item.after;
    valueOf(await console.call('jobs.review', { itemId: item.itemId, isDone, note: '在手机上看过' }));
  }
  valueOf(await console.call('jobs.retry', { jobId, itemIds: null }));
  await fleet.console.untilQuiet(jobId, jobTimeoutMs);
}

/** The same plan made anew and run while some rows of the first still rest. */
async function runAgain(fleet: RenamingFleet): Promise<Figure[]> {
  const sinceSeq = fleet.lastSeq;
  const jobId = await fleet.plan();
  const rows = await fleet.console.items(jobId);
  const ready = rows.filter(({ verdict }) => verdict === 'ready').length;
  if (ready > 0) {
    await fleet.console.confirm(jobId);
    await fleet.console.untilQuiet(jobId, jobTimeoutMs);
  }
  const acts = fleet.actsSince(sinceSeq);
  const count = (kind: string): number => acts.filter((act) => act.accountId !== null && act.kind === kind).length;
  return [
    told('second run: rows that are so already', rows.filter(({ code }) => code === 'already-so').length),
    told('second run: rows that are tried again (their group is gone or is called otherwise)', ready),
    exactly('second run: groups renamed', count('rename-group'), 0),
    exactly('second run: committing buttons pressed', count('submit-rename-group'), 0),
    exactly('second run: pages opened that have such a button', count('open-editor'), 0),
  ];
}

/** Once everything has ended, a third plan has nothing left to do. */
async function planAgain(fleet: RenamingFleet, { rows }: FleetEvidence): Promise<Figure[]> {
  const planned = await fleet.console.items(await fleet.plan());
  const done = rows.filter(({ item }) => item.state === 'done').length;
  return [exactly('rows of a third plan that are so already', planned.filter(isSo).length, done)];
}

function isSo({ verdict, code }: JobItem): boolean {
  return verdict === 'skipped' && code === 'already-so';
}

async function surroundings(fleet: RenamingFleet): Promise<Figure[]> {
  const accounts = await fleet.accounts();
  const chosen = accounts.filter(({ mode, modeChosenBy }) => mode === 'auto' && modeChosenBy === fleetOperator);
  return [
    told('driver’s servers', fleet.drivers),
    atLeast('runs that had to do with dumps', fleet.dumpRunCount, 1, 'runs'),
    exactly('accounts set to auto by a named operator', chosen.length, fleet.console.desk.phones.length),
  ];
}

function interruptionFigures(evidence: FleetEvidence, isShort: boolean): Figure[] {
  const met = metStrikes(evidence);
  const counts = Object.entries(namedInterruptions).map(
    ([name, whats]) => [name, met.filter(({ what }) => whats.includes(what)).length] as const,
  );
  const came = counts.filter(([, count]) => count > 0).length;
  const buttons = evidence.acts.filter(({ kind }) => kind === 'answer-dialog').map(({ subject }) => subject ?? '');
  return [
    ...counts.map(([name, count]) =>
      isShort ? told(`came up: ${name}`, count) : atLeast(`came up: ${name}`, count, 1, 'times'),
    ),
    atLeast('named interruptions that came up', came, isShort ? leastNamedInShort : counts.length, 'kinds'),
    told('dialogs answered', buttons.length),
    exactly(
      'dialogs answered by a button that could do harm',
      buttons.filter((button) => !harmlessButtons.test(button)).join(', ') || 'none',
      'none',
    ),
  ];
}

function firstFigures(evidence: FleetEvidence): Figure[] {
  const { rows } = evidence;
  const done = rows.filter(({ item }) => item.state === 'done').length;
  const passed = rows.filter((row) => {
    const strikes = strikesOn(row, evidence.strikes);
    return strikes.length > 0 && strikes.every(isPassing);
  });
  return [
    exactly('first run: what is said and is not so', judgeFleet(evidence).join('; ') || 'nothing', 'nothing'),
    atLeast('first run: rows done', (100 * done) / rows.length, leastDonePercent, '%'),
    exactly(
      'first run: rows done of those that only met what passes',
      passed.filter(({ item }) => item.state === 'done').length,
      passed.length,
    ),
    exactly('first run: groups renamed', ownRenames(evidence).length, renamedIn(evidence)),
    told('first run: ends', endsOf(evidence)),
  ];
}

/** Rows that are done, and those whose deed took effect without anybody seeing it. */
function renamedIn({ rows, groups }: FleetEvidence): number {
  return rows.filter(
    ({ item, worldId }) =>
      item.state === 'done' || (item.state === 'needs-review' && groups.get(worldId)?.name === item.after),
  ).length;
}

/** What a console gets over by itself: everything but a lock with a PIN, a warning, a group changed, a commit unread. */
function isPassing({ what, point, endedAt, at }: PlacedStrike): boolean {
  switch (what) {
    case 'update-dialog':
    case 'permission-dialog':
    case 'teen-mode':
    case 'wrong-screen':
    case 'screen-off':
    case 'index-building':
    case 'too-many-results':
      return true;
    case 'app-crash':
    case 'network-lost':
      return point !== 'before-effect';
    case 'held-act':
      return endedAt !== null && endedAt - at < 10_000;
    case 'account-limited':
    case 'too-frequent':
    case 'lock-screen':
    case 'group-dissolved':
    case 'group-renamed':
    case 'removed-from-group':
      return false;
  }
}

interface EndState {
  readonly resumed: FleetEvidence;
  readonly last: FleetEvidence;
  readonly fleet: RenamingFleet;
  /** What the world's groups were called at first. */
  readonly names: ReadonlyMap<string, string>;
}

function lastFigures({ resumed, last, fleet, names }: EndState): Figure[] {
  const changed = last.rows.filter(({ worldId }) =>
    last.acts.some(
      ({ kind, accountId, groupId }) =>
        groupId === worldId && accountId === null && (kind === 'rename-group' || kind === 'dissolve-group'),
    ),
  );
  const planned = new Set(fleet.groups.map(({ worldId }) => worldId));
  const others = [...names].filter(([groupId]) => !planned.has(groupId));
  return [
    exactly('resumed: what is said and is not so', judgeFleet(resumed).join('; ') || 'nothing', 'nothing'),
    exactly(
      'resumed: rows that wait for a person',
      resumed.rows.filter(({ item }) => item.state === 'needs-review').length,
      0,
    ),
    told('resumed: ends', endsOf(resumed)),
    exactly('in the end: what is said and is not so', judgeFleet(last).join('; ') || 'nothing', 'nothing'),
    exactly(
      'in the end: rows done (all but groups that others changed first)',
      last.rows.filter(({ item }) => item.state === 'done').length,
      last.rows.length - changed.length,
    ),
    exactly(
      'groups outside of the plan that are called otherwise now',
      others.filter(([groupId, name]) => fleet.world.group(groupId).name !== name).length,
      0,
    ),
  ];
}

/** The steps of rows that are not as they say, for whoever looks for the cause. */
function tellUntrue(evidence: FleetEvidence, say: ShowOptions['say']): void {
  for (const row of evidence.rows) {
    const untrue = judgeRow(row, evidence);
    if (untrue.length === 0) continue;
    const steps = row.attempts.flatMap(({ log }) => log.map(({ at, text }) => `${at} ${text}`));
    const strikes = strikesOn(row, evidence.strikes).map(({ at, what, point }) => `${at} ${what} at ${point}`);
    say([...untrue, ...strikes, ...steps].join('\n     '));
  }
}

/** How many rows ended in which way. */
function endsOf({ rows }: FleetEvidence): string {
  const ends = Map.groupBy(rows, ({ item: { state, code } }) => `${state} ${code ?? ''}`.trim());
  return [...ends].map(([end, { length }]) => `${length} ${end}`).join(', ');
}
