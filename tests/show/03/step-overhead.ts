import { ADB } from 'appium-adb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runPlaybook } from '../../../electron/automation/engine/run-playbook.ts';
import { loadPlaybooks } from '../../../electron/automation/playbooks/playbooks.ts';
import type { PlaybookResult } from '../../../electron/automation/engine/run-ports.ts';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import type { PlaybookAct, StepRecord } from '../../../electron/contract/automation.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { placeAdb } from '../../support/adb-program.ts';
import { DriverDesk } from '../../support/driver-desk.ts';
import { atLeast, atMost, exactly, told, type Figure, type ShowLine } from '../show-line.ts';

const place = 1;
const barMs = 5;
const treeFile = '/data/local/tmp/peer.xml';
const clock = createSystemClock();
const messengerApp = 'com.tencent.mm';
const playbooks = loadPlaybooks(fileURLToPath(new URL('../../../resources/playbooks/', import.meta.url)));

/** What the engine adds to the calls that it makes, on a phone that answers at once; and what another client takes to read. */
export const stepOverhead: ShowLine = {
  id: '03.9',
  title: 'engine overhead per automation step on a phone without latency, beside the same reads through appium-adb',
  hasShortForm: true,
  limitMs: 5 * 60_000,
  async run({ isShort, seed, say, signal }) {
    const desk = await DriverDesk.open(['redmi_7'], seed);
    try {
      const runs = await measureRuns(desk, { groupCount: isShort ? 2 : 8, signal, say });
      return [...describeRuns(runs), ...(await compareReads(desk, isShort ? 5 : 20))];
    } finally {
      await desk.endDrivers();
      await desk.close();
    }
  },
};

interface Wishes {
  readonly groupCount: number;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/** Acts that read, with the shipped playbooks: their steps search, type, tap, scroll and compare. */
async function measureRuns(desk: DriverDesk, { groupCount, signal, say }: Wishes): Promise<readonly PlaybookResult[]> {
  const { driver } = await desk.driver(place, { only: 'uiautomator2' });
  const names = (desk.android(place).phone.display.messenger?.groups ?? []).map(({ name }) => name);
  // Two groups of one name are told apart by nobody: the engine leaves them alone.
  const plain = names.filter((name) => names.filter((other) => other.trim() === name.trim()).length === 1);
  const results: PlaybookResult[] = [];
  const run = async (act: PlaybookAct, variables: Readonly<Record<string, string>>): Promise<void> => {
    const result = await runAct(driver, { act, variables, signal });
    say(`${act}: ${result.state} (${result.code}), ${result.steps.length} steps`);
    results.push(result);
  };
  await run('read-own-identity', {});
  await run('read-group-list', {});
  for (const groupName of plain.slice(0, groupCount)) await run('read-group', { groupName });
  return results;
}

interface Order {
  readonly act: PlaybookAct;
  readonly variables: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

function runAct(driver: UiDriver, { act, variables, signal }: Order): ReturnType<typeof runPlaybook> {
  const playbook = playbooks.find(messengerApp, act);
  if (playbook === null) throw new Error(`the playbook of ${act} has problems`);
  return runPlaybook({
    driver,
    playbook,
    purpose: 'run',
    variables,
    mode: 'auto',
    phone: { isVirtual: true, appVersion: null },
    isRehearsed: true,
    commit: { ask: () => Promise.resolve(succeed('go')) },
    operator: { commitByHand: () => Promise.resolve(succeed('given-up')) },
    evidence: { save: () => Promise.resolve(succeed('picture')) },
    pictures: null,
    language: 'zh-CN',
    observe: () => undefined,
    clock,
    machineClock: clock,
    signal,
  });
}

function describeRuns(results: readonly PlaybookResult[]): Figure[] {
  const records = results.flatMap(({ steps }) => steps);
  const added = records.map(({ durationMs, driverMs, waitedMs }) => durationMs - driverMs - waitedMs);
  const total = (pick: (record: StepRecord) => number): number =>
    records.reduce((sum, record) => sum + pick(record), 0);
  const mean = added.reduce((sum, ms) => sum + ms, 0) / records.length;
  return [
    atLeast('steps measured', records.length, 12, 'steps'),
    exactly('acts that ended done', results.filter(({ state }) => state === 'done').length, results.length),
    atMost('engine overhead per step over its driver calls, mean', mean, barMs, 'ms'),
    atMost('the same, median', percentile(added, 0.5), barMs, 'ms'),
    told(
      'the same, 95th of 100 (the virtual phone works in this process too)',
      `${percentile(added, 0.95).toFixed(1)} ms`,
    ),
    told('driver calls per step, mean', `${(total(({ driverMs }) => driverMs) / records.length).toFixed(1)} ms`),
    told('waits for pages per step, mean', `${(total(({ waitedMs }) => waitedMs) / records.length).toFixed(1)} ms`),
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
