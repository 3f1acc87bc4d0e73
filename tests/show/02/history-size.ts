import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, pause } from '../../../electron/runtime/clock.ts';
import { historyBackups } from '../../../electron/devices/history/history-file.ts';
import { LoopWatch, type LoopBlocks } from '../../bench/measure/loop-watch.ts';
import { PhoneYear } from '../../support/history/phone-year.ts';
import { pollTimes, RecordedDesk } from '../../support/history/recorded-desk.ts';
import { atMost, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { blockFigures, plantedBlocks } from './block-figures.ts';
import { measureCharts } from './history-charts.ts';
import { planHistory, shareOfFull, type HistoryPlan } from './history-plan.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const sizeLimitMb = 200;
const settleMs = 1_000;

export const historySize: ShowLine = {
  id: '02.2',
  title: 'history of 100 phones x 1 year: size, a phone-year as a chart, the main loop meanwhile',
  hasShortForm: true,
  limitMs: 25 * 60_000,
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-history-'));
    try {
      return await show(folder, options);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function show(folder: string, options: ShowOptions): Promise<Figure[]> {
  const plan = planHistory(options.isShort, Date.now());
  const years = Array.from(
    { length: plan.phoneCount },
    (_, place) => new PhoneYear(place, { seed: options.seed, startedAt: plan.startAt }),
  );
  const dataFolder = join(folder, 'data');
  const control = await plantedBlocks();
  const recorded = await record({ plan, years, dataFolder }, options);
  const charts = await measureCharts({ plan, years, dataFolder }, options);
  return [...control, ...recorded, ...charts];
}

interface Recording {
  readonly plan: HistoryPlan;
  readonly years: readonly PhoneYear[];
  readonly dataFolder: string;
}

async function record({ plan, years, dataFolder }: Recording, { say, signal }: ShowOptions): Promise<Figure[]> {
  const desk = new RecordedDesk({ dataFolder, years, startAt: plan.startAt });
  try {
    const watchedFrom = plan.endAt - plan.watchedHours * hourMs;
    const pollCount = await recordPast(desk, { plan, untilAt: watchedFrom }, { say, signal });
    const blocks = await recordWatched(desk, { plan, fromAt: watchedFrom }, signal);
    await desk.flush();
    const mb = desk.bytes() / 1e6;
    const withBackupsMb = mb + (historyBackups * desk.backupBytes()) / 1e6;
    const limitMb = Math.round(sizeLimitMb * shareOfFull(plan) * 10) / 10;
    return [
      told('polls recorded', pollCount * plan.phoneCount),
      atMost(`size after ${plan.phoneCount} phones x ${plan.dayCount} days`, mb, limitMb, 'MB'),
      atMost(`the same with its ${historyBackups} daily backups`, withBackupsMb, limitMb, 'MB'),
      ...blockFigures('recording and compacting', blocks),
      exactly('batches refused or lost', countLost(desk), 0),
    ];
  } finally {
    await desk.dispose();
  }
}

function countLost({ logger }: RecordedDesk): number {
  return ['history-refused', 'history-lost', 'history-end-lost'].reduce(
    (sum, event) => sum + logger.of(event).length,
    0,
  );
}

async function recordPast(
  desk: RecordedDesk,
  { plan, untilAt }: { readonly plan: HistoryPlan; readonly untilAt: number },
  { say, signal }: Pick<ShowOptions, 'say' | 'signal'>,
): Promise<number> {
  let count = 0;
  let day = -1;
  for (const at of pollTimes(plan.rates, untilAt)) {
    signal.throwIfAborted();
    await desk.poll(at);
    count++;
    const today = Math.floor((at - plan.startAt) / (30 * dayMs));
    if (today !== day) say(`recorded ${today * 30} of ${plan.dayCount} days`);
    day = today;
  }
  return count;
}

/** The last hours at the console's own pace of writing and tidying: a minute of the desk each few ms of the machine. */
async function recordWatched(
  desk: RecordedDesk,
  { plan, fromAt }: { readonly plan: HistoryPlan; readonly fromAt: number },
  signal: AbortSignal,
): Promise<LoopBlocks> {
  const machineClock = createSystemClock();
  await desk.switchTo(machineClock);
  // The past was recorded without ever letting the loop come round: what piled up there is not measured.
  await pause(machineClock, settleMs);
  const watch = new LoopWatch();
  for (let at = fromAt; at < plan.endAt; at += minuteMs) {
    signal.throwIfAborted();
    for (const quarter of [0, 1, 2, 3] as const) {
      await desk.pollQuarter(at, quarter);
      await pause(machineClock, 20);
    }
  }
  return watch.end();
}
