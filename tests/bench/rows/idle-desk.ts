import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchConsole, type RunningConsole } from '../../support/electron-app.ts';
import { freePort } from '../../support/free-port.ts';
import { atMost, round, told, type BenchFigure, type BenchOptions, type BenchRow } from '../bench-row.ts';
import { nameCaller, readBlockMs } from '../measure/block-caller.ts';
import {
  beginWatch,
  blockOnPurpose,
  endWatch,
  purposeMs,
  type LateBeat,
  type Watched,
} from '../measure/block-watch.ts';
import { listElectron, readCpuOf, readFootprints, type Footprint } from '../measure/electron-processes.ts';

const phoneCount = 100;
const readyLimitMs = 120_000;
/** The first poll of every phone asks everything; the desk is idle once those are over. */
const settleMs = 10_000;

/** The whole product with 100 virtual phones that it started itself, the device page open, nobody touching it. */
export const idleDesk: BenchRow = {
  name: 'idle-desk',
  title: '100 virtual phones, polling, idle page in a real Electron',
  needsApp: true,
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-bench-'));
    const adbPort = await freePort();
    const flags = ['--no-adb-start'];
    const running = await launchConsole({ dataFolder: folder, adbPort, phones: phoneCount, flags });
    try {
      options.say(`waiting until ${phoneCount} phones are ready and polled`);
      const connecting = await watchConnecting(running);
      await delay(settleMs, undefined, { signal: options.signal });
      return [...(await measureLoad(running, options)), ...(await measureBlocks(running, options)), connecting];
    } finally {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function watchConnecting({ app, page }: RunningConsole): Promise<BenchFigure> {
  await beginWatch(app);
  await page.waitForSelector(`[data-online="${phoneCount}"]`, { timeout: readyLimitMs, state: 'attached' });
  const worst = describeWorst(await endWatch(app), () => true);
  return told({ name: `worst main-loop block while ${phoneCount} phones connect`, ...worst });
}

function windowMsOf({ isQuick }: BenchOptions): number {
  return isQuick ? 20_000 : 65_000;
}

async function measureLoad({ app }: RunningConsole, options: BenchOptions): Promise<BenchFigure[]> {
  const mainPid = app.process().pid;
  if (mainPid === undefined) throw new Error('the app has no process id');
  const processes = listElectron(mainPid);
  const own = processes.filter(({ kind }) => kind !== 'simulator');
  const phones = processes.filter(({ kind }) => kind === 'simulator');
  options.say(`CPU over ${windowMsOf(options) / 1000} s`);
  const before = { own: readCpuOf(own), phones: readCpuOf(phones), at: performance.now() };
  await delay(windowMsOf(options), undefined, { signal: options.signal });
  const elapsedMs = performance.now() - before.at;
  const share = (cpuMs: number): number => (100 * cpuMs) / elapsedMs;
  const footprints = readFootprints(own);
  const shown = footprints.filter(({ kind }) => kind === 'main' || kind === 'renderer');
  return [
    atMost(400, { name: 'main + renderer, PSS', value: sum(shown), unit: 'MB', note: list(shown) }),
    atMost(550, { name: 'all Electron processes, PSS', value: sum(footprints), unit: 'MB', note: list(footprints) }),
    atMost(15, { name: 'all Electron processes, CPU', value: share(readCpuOf(own) - before.own), unit: '% of a core' }),
    told({ name: 'their virtual phones, PSS', value: sum(readFootprints(phones)), unit: 'MB' }),
    told({ name: 'their virtual phones, CPU', value: share(readCpuOf(phones) - before.phones), unit: '% of a core' }),
  ];
}

function sum(footprints: readonly Footprint[]): number {
  return footprints.reduce((total, { pssMb }) => total + pssMb, 0);
}

function list(footprints: readonly Footprint[]): string {
  return footprints.map(({ kind, pssMb }) => `${kind} ${Math.round(pssMb)}`).join(', ');
}

async function measureBlocks({ app }: RunningConsole, options: BenchOptions): Promise<BenchFigure[]> {
  options.say(`main loop over ${windowMsOf(options) / 1000} s`);
  await beginWatch(app);
  await delay(windowMsOf(options), undefined, { signal: options.signal });
  const purposeAtUs = await blockOnPurpose(app);
  await delay(purposeMs);
  const watched = await endWatch(app);
  const control = describeWorst(watched, ({ toUs }) => toUs >= purposeAtUs);
  if (!control.note.includes('keepBusy')) throw new Error(`the watch misses a block made on purpose: ${control.note}`);
  return [
    atMost(50, { name: 'worst main-loop block', ...describeWorst(watched, ({ toUs }) => toUs < purposeAtUs) }),
    told({ name: `control: a block of ${purposeMs} ms made on purpose`, ...control }),
  ];
}

/** The longest block among the beats that count, and what ran then. */
function describeWorst({ lateBeats, profile }: Watched, counts: (beat: LateBeat) => boolean) {
  const blocks = lateBeats.filter(counts).map((beat) => ({ beat, blockMs: readBlockMs(profile, beat) }));
  const worst = blocks.toSorted((left, right) => right.blockMs - left.blockMs)[0];
  if (worst === undefined) return { value: 0, unit: 'ms', note: 'none over 1 ms' };
  const queued = Math.max(...blocks.map(({ beat }) => beat.queuedMs));
  const note = `${nameCaller(profile, worst.beat)}; longest wait for a core ${round(queued)} ms`;
  return { value: worst.blockMs, unit: 'ms', note };
}
