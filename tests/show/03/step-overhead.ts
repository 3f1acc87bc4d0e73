import { ADB } from 'appium-adb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import { groupLimits, type Group } from '../../../simulator/world/group.ts';
import { placeAdb } from '../../support/adb-program.ts';
import { DriverDesk } from '../../support/driver-desk.ts';
import { atLeast, atMost, exactly, told, type Figure, type ShowLine } from '../show-line.ts';
import { describeReads, showReadControl } from './step-reads.ts';
import { watchAct, type WatchedAct, type WatchedStep } from './watched-acts.ts';

const place = 1;
const barMs = 5;
const treeFile = '/data/local/tmp/peer.xml';
const idleMs = 20;
/** What the messenger shows for a group without a name. */
const nameless = '群聊';

/**
 * What the engine adds to the calls that it makes, on a phone that answers at once, timed from outside of it: everything counts that
 * is neither a call to the phone, nor a wait in which the phone's page changed, nor one that a playbook's author wrote down as a step's
 * own (`steadyMs`: a search whose hits come in one after the other; no more than that and one poll, and only while that very step is
 * under way); those are told beside it, and what a playbook may write down has a bar of its own. So has how often the tree is read:
 * once more than a step declares. What another client takes to read is told.
 */
export const stepOverhead: ShowLine = {
  id: '03.9',
  title: 'engine overhead per automation step on a phone without latency, beside the same reads through appium-adb',
  hasShortForm: true,
  limitMs: 5 * 60_000,
  async run({ isShort, seed, say, signal }) {
    const desk = await DriverDesk.open(['redmi_7'], seed);
    try {
      const groupCount = isShort ? 2 : 8;
      const { driver } = await desk.driver(place, { only: 'uiautomator2' });
      const acts = await measureActs(desk, driver, { groupCount, renameCount: isShort ? 1 : 4, signal, say });
      const controls = [...(await showControls(driver, signal)), await showReadControl(driver, signal)];
      return [
        ...describeActs(acts),
        ...describeReads(acts),
        ...describeWorld(acts),
        ...controls,
        ...(await compareReads(desk, isShort ? 5 : 20)),
      ];
    } finally {
      await desk.endDrivers();
      await desk.close();
    }
  },
};

interface Wishes {
  readonly groupCount: number;
  readonly renameCount: number;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/** An act, and for a renaming what the world calls the group afterwards. */
interface MeasuredAct extends WatchedAct {
  readonly rename: { readonly wanted: string; readonly inWorld: string } | null;
}

/** Acts that read and acts that write, with the shipped playbooks: their steps search, type, tap, scroll, compare, and commit. */
async function measureActs(desk: DriverDesk, driver: UiDriver, wishes: Wishes): Promise<readonly MeasuredAct[]> {
  const { signal, say } = wishes;
  const groups = plainGroups(desk);
  const acts: MeasuredAct[] = [];
  const add = (act: WatchedAct, rename: MeasuredAct['rename'] = null): void => {
    const { result, act: name } = act;
    say(`${name}: ${result.state} (${result.code}), ${result.steps.length} steps`);
    acts.push({ ...act, rename });
  };
  add(await watchAct(driver, { act: 'read-own-identity', variables: {}, signal }));
  add(await watchAct(driver, { act: 'read-group-list', variables: {}, signal }));
  for (const { name } of groups.slice(0, wishes.groupCount)) {
    add(await watchAct(driver, { act: 'read-group', variables: { groupName: name }, signal }));
  }
  const renamable = groups.filter((group) => group.name !== '' && group.name !== nameless && mayRename(desk, group));
  for (const [index, { name, groupId }] of renamable.slice(0, wishes.renameCount).entries()) {
    const wanted = `量过的群${index + 1}`;
    const act = await watchAct(driver, {
      act: 'rename-group',
      variables: { groupName: name, newName: wanted },
      signal,
    });
    add(act, { wanted, inWorld: desk.android(place).phone.world.group(groupId).name });
  }
  return acts;
}

function mayRename(desk: DriverDesk, group: Group): boolean {
  const isManaging = desk.android(place).phone.display.messenger?.role(group) !== 'member';
  return isManaging || (!group.isRenameRestricted && group.memberCount <= groupLimits.renameByAnyoneUpTo);
}

/** Two groups of one name are told apart by nobody: the engine leaves them alone. */
function plainGroups(desk: DriverDesk): readonly Group[] {
  const groups = desk.android(place).phone.display.messenger?.groups ?? [];
  return groups.filter(({ name }) => groups.filter((other) => other.name.trim() === name.trim()).length === 1);
}

/** Acts that ended done, and were: the world is asked. */
function describeWorld(acts: readonly MeasuredAct[]): Figure[] {
  const renames = acts.flatMap(({ rename }) => (rename === null ? [] : [rename]));
  const untrue = renames.filter(({ wanted, inWorld }) => wanted !== inWorld);
  return [
    exactly('acts that ended done', acts.filter(({ result: { state } }) => state === 'done').length, acts.length),
    atLeast('of these groups renamed', renames.length, 1, 'acts'),
    exactly('renamed groups that the world calls otherwise', untrue.length, 0),
  ];
}

function describeActs(acts: readonly MeasuredAct[]): Figure[] {
  const steps = acts.flatMap((act) => act.steps);
  const writing = acts.flatMap((act) => (act.rename === null ? [] : act.steps));
  const bare = steps.map(bareOf);
  const whole = sum(bare) + sum(acts.map(({ ending }) => ending.bareMs));
  const [mean, median] = barred(steps);
  const [written] = barred(writing);
  const idle = acts.flatMap(({ pauses }) => pauses.filter(({ cause }) => cause === 'engine'));
  const a = (ms: number): string => `${(ms / steps.length).toFixed(1)} ms a step`;
  return [
    atLeast('steps measured', steps.length, 12, 'steps'),
    atMost('engine overhead per step, the waits of its own included, mean', mean, barMs, 'ms'),
    atMost('the same, median', median, barMs, 'ms'),
    atMost('the same in acts that write, mean', written, barMs, 'ms'),
    told(
      'the same, 95th of 100 (the virtual phone works in this process too)',
      `${percentile(bare, 0.95).toFixed(1)} ms`,
    ),
    told('the mean with the ends of acts, where pictures are kept', a(whole)),
    told('waits in which nothing changed', describeWaits(idle)),
    told('the mean with those that a playbook writes down (steadyMs)', a(sum(steps.map(overheadOf)))),
    told('waits in which the phone’s page changed', a(sum(steps.map(({ phoneMs }) => phoneMs)))),
    told('calls to the phone', a(sum(steps.map(({ callMs }) => callMs)))),
  ];
}

/** The figures that have a bar, mean and median, over the steps given. */
function barred(steps: readonly WatchedStep[]): readonly [mean: number, median: number] {
  const bare = steps.map(bareOf);
  return [sum(bare) / bare.length, percentile(bare, 0.5)];
}

/** How many there were of which length, and who asked for them. */
function describeWaits(waits: WatchedAct['pauses']): string {
  const kinds = Map.groupBy(waits, ({ askedMs, writtenMs }) => `${askedMs} ms${writtenMs > 0 ? ' (steadyMs)' : ''}`);
  return [...kinds].map(([kind, all]) => `${all.length} x ${kind}`).join(', ') || 'none';
}

function bareOf({ bareMs }: WatchedStep): number {
  return bareMs;
}

function overheadOf({ overheadMs }: WatchedStep): number {
  return overheadMs;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The same act by an engine that idles in every step: the very figures that have a bar must show it. */
async function showControls(driver: UiDriver, signal: AbortSignal): Promise<Figure[]> {
  const { steps } = await watchAct(driver, { act: 'read-own-identity', variables: {}, signal, idleMs });
  const [mean, median] = barred(steps);
  return [
    atLeast(`control: the mean where every step idles ${idleMs} ms`, mean, idleMs, 'ms'),
    atLeast('the same, median', median, idleMs, 'ms'),
  ];
}

/** The same screen read over and over: by both drivers, tree included, and as text through appium-adb. */
async function compareReads(desk: DriverDesk, times: number): Promise<Figure[]> {
  const fast = (await desk.driver(place, { only: 'uiautomator2' })).driver;
  const byServer = await medianOf(times, async () => requireTree(await fast.tree()));
  await desk.endDrivers();
  const plain = (await desk.driver(place, { only: 'dump' })).driver;
  const byDump = await medianOf(times, async () => requireTree(await plain.tree()));
  const peer = await readThroughPeer(desk, times);
  return [
    told('one read of the view tree, uiautomator2 driver', `${byServer.toFixed(1)} ms`),
    told('one read of the view tree, dump driver', `${byDump.toFixed(1)} ms`),
    told('the same dump through appium-adb', `${peer.toFixed(1)} ms`),
    atMost('dump driver against appium-adb', byDump / peer, 1, 'x'),
  ];
}

function requireTree(tree: Awaited<ReturnType<UiDriver['tree']>>): void {
  if (!tree.ok) throw new Error(`no tree: ${tree.error.code}`);
}

async function readThroughPeer(desk: DriverDesk, times: number): Promise<number> {
  const sdkRoot = mkdtempSync(join(tmpdir(), 'jiqun-peer-'));
  placeAdb(sdkRoot);
  try {
    const adb = await ADB.createADB({ sdkRoot, adbPort: desk.desk.adbPort, suppressKillServer: true });
    adb.setDeviceId(desk.desk.phone(place).address);
    return await medianOf(times, async () => {
      await adb.shell(['uiautomator', 'dump', treeFile]);
      const xml = await adb.shell(['cat', treeFile]);
      if (!xml.includes('</hierarchy>')) throw new Error('appium-adb read no tree');
    });
  } finally {
    rmSync(sdkRoot, { recursive: true, force: true });
  }
}

async function medianOf(times: number, work: () => Promise<void>): Promise<number> {
  const spent: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    const startedAt = performance.now();
    await work();
    spent.push(performance.now() - startedAt);
  }
  return percentile(spent, 0.5);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
