import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Phone } from '../../../electron/contract/phones.ts';
import { atMost, told, type BenchFigure, type BenchRow } from '../bench-row.ts';
import { askUntil, DeviceList } from '../measure/device-list.ts';
import { HeadlessConsole } from '../measure/headless-console.ts';
import { PageRows } from '../measure/page-rows.ts';
import { PhoneDesk } from '../measure/phone-desk.ts';
import {
  isWished,
  measurePlugging,
  within,
  type Plugging,
  type PluggingTimes,
  type RowWatch,
} from '../measure/plugging.ts';
import { percentile, spread } from '../measure/samples.ts';

const barMs = 300;
const phoneCount = 8;
const warmTimes = 2;

/**
 * From the moment at which the adb server's own list changes, as a second client sees it, to the row: in the deltas
 * that leave the console, and in the page of a real Electron.
 */
export const rowVisible: BenchRow = {
  name: 'row-visible',
  title: 'adb reports a phone -> row visible; unplug -> row gone',
  needsApp: true,
  async run({ isQuick, say, signal }) {
    const times = isQuick ? 40 : 120;
    const desk = await PhoneDesk.start(phoneCount);
    const list = await DeviceList.follow(desk.adbPort);
    try {
      for (const phone of desk.phones) await desk.unplug(phone);
      say(`${times} times in the console without a window`);
      const headless = await inConsole(desk, list, { times, signal });
      say(`${times} times in the page`);
      const page = await inPage(desk, list, { times, signal });
      return [...headless, ...page];
    } finally {
      list.close();
      await desk.stop();
    }
  },
};

interface Run {
  readonly times: number;
  readonly signal: AbortSignal;
}

async function inConsole(desk: PhoneDesk, list: DeviceList, { times, signal }: Run): Promise<BenchFigure[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-bench-'));
  const console = await HeadlessConsole.start({ dataFolder, adbPort: desk.adbPort });
  try {
    const plugging: Plugging = { desk, list, rows: followDeltas(console), random: Math.random, signal };
    await measurePlugging(plugging, warmTimes);
    const taken = await measurePlugging(plugging, times);
    const broken = await measureBreaks(plugging, Math.ceil(times / 2));
    return [...judge('', taken), atMost(barMs, p95('cable broken -> row offline, p95', broken))];
  } finally {
    await console.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function inPage(desk: PhoneDesk, list: DeviceList, { times, signal }: Run): Promise<BenchFigure[]> {
  const rows = await PageRows.open(desk.adbPort);
  try {
    const plugging: Plugging = { desk, list, rows, random: Math.random, signal };
    await measurePlugging(plugging, warmTimes);
    return judge(' in the page', await measurePlugging(plugging, times));
  } finally {
    await rows.close();
  }
}

/** A network phone whose port closes stays on adb's list as `offline`; adb 29 tells no tracker of that. */
async function measureBreaks({ desk, rows, signal }: Plugging, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    signal.throwIfAborted();
    const phone = desk.phones[turn % desk.phones.length];
    if (phone === undefined) throw new Error('the desk has no phones');
    await within('plug in', { 'row ready': rows.waitFor(phone, 'ready'), 'adb answers': desk.plugIn(phone) });
    const seen = await within('break off', {
      'adb says offline': askUntil(desk.adbPort, phone.address, 'offline'),
      'row not ready': rows.waitFor(phone, 'not-ready'),
      broken: desk.breakOff(phone),
    });
    taken.push(seen('row not ready') - seen('adb says offline'));
    await within('unplug', { 'row absent': rows.waitFor(phone, 'absent'), 'adb answers': desk.unplug(phone) });
  }
  return taken;
}

function judge(where: string, { shown, gone, ready }: PluggingTimes): BenchFigure[] {
  return [
    atMost(barMs, p95(`adb lists the phone -> row visible${where}, p95`, shown)),
    atMost(barMs, p95(`adb has lost it -> row absent${where}, p95`, gone)),
    told(p95(`adb lists the phone -> row ready${where}, p95`, ready)),
  ];
}

function p95(name: string, samples: readonly number[]) {
  return { name, value: percentile(samples, 95), unit: 'ms', note: spread(samples) };
}

/** A phone is known by the serial of any of its routes; one that was never seen has no row. */
function followDeltas(console: HeadlessConsole): RowWatch {
  const states = new Map<string, string>();
  const listeners = new Set<() => void>();
  console.onDelta(({ phones = [] }) => {
    for (const phone of phones) for (const address of addressesOf(phone)) states.set(address, phone.state);
    for (const listener of listeners) listener();
  });
  return {
    waitFor: ({ address }, wish) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isWished(wish, states.get(address) ?? 'absent')) return;
          listeners.delete(look);
          resolve(Date.now());
        };
        listeners.add(look);
        look();
      }),
  };
}

function addressesOf({ routes }: Phone): readonly string[] {
  return routes.map(({ serial }) => serial);
}
