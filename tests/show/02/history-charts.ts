import { historyProcedures, type ChartPoint, type HistoryMetric } from '../../../electron/contract/history.ts';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { pause, createSystemClock } from '../../../electron/runtime/clock.ts';
import { LoopWatch } from '../../bench/measure/loop-watch.ts';
import { percentile } from '../../bench/measure/samples.ts';
import type { PhoneYear } from '../../support/history/phone-year.ts';
import { answerAt, pollTimes } from '../../support/history/recorded-desk.ts';
import { openTestConsole, type TestConsole } from '../../support/services.ts';
import { atLeast, atMost, exactly, type Figure, type ShowOptions } from '../show-line.ts';
import { blockFigures } from './block-figures.ts';
import type { HistoryPlan } from './history-plan.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const chartLimitMs = 100;
const chartCount = 50;
const startsMs = 2_000;

export interface ChartDesk {
  readonly plan: HistoryPlan;
  readonly years: readonly PhoneYear[];
  readonly dataFolder: string;
}

/** Asks a console that was started on the recorded desk, through its one door. */
export async function measureCharts(desk: ChartDesk, { say }: ShowOptions): Promise<Figure[]> {
  const opened = await openTestConsole({ dataFolder: desk.dataFolder });
  if (!opened.ok) throw new Error(opened.error.message);
  const { value: console } = opened;
  try {
    say('the console runs on what was recorded');
    // Its own start is measured elsewhere.
    await pause(createSystemClock(), startsMs);
    return [
      ...(await measurePhoneYears(console, desk)),
      ...(await measureWholeDesk(console, desk)),
      ...(await compareValues(console, desk)),
    ];
  } finally {
    await console.services.dispose();
  }
}

const drawnMetrics = ['battery-temperature', 'battery-level', 'score', 'storage', 'network'] as const;

async function measurePhoneYears(console: TestConsole, { plan, years }: ChartDesk): Promise<Figure[]> {
  const watch = new LoopWatch();
  const durations: number[] = [];
  for (let index = 0; index < chartCount; index++) {
    const phoneId = years[index % years.length]?.phoneId ?? '';
    const metric = drawnMetrics[index % drawnMetrics.length] ?? 'score';
    const startedMs = performance.now();
    await ask(console, { phoneIds: [phoneId], metric, fromAt: plan.startAt, toAt: plan.endAt, maxPoints: 800 });
    durations.push(performance.now() - startedMs);
    await pause(createSystemClock(), 2);
  }
  return [
    atMost(`a phone-year as a chart, p95 of ${chartCount}`, percentile(durations, 95), chartLimitMs, 'ms'),
    ...blockFigures('charting', watch.end()),
  ];
}

/** All phones at once, and the tables beside them. */
async function measureWholeDesk(console: TestConsole, { plan, years }: ChartDesk): Promise<Figure[]> {
  const watch = new LoopWatch();
  const range = { fromAt: plan.startAt, toAt: plan.endAt };
  const phoneIds = years.map(({ phoneId }) => phoneId);
  const startedMs = performance.now();
  const { series } = await ask(console, { phoneIds, metric: 'battery-temperature', ...range, maxPoints: 100 });
  const chartMs = performance.now() - startedMs;
  for (const scope of ['phone', 'hub', 'host'] as const)
    await console.call('history.availability', { scope, ...range });
  await console.call('history.trends', { phoneIds });
  return [
    exactly(
      'phones in the chart of the whole desk',
      series.filter(({ points }) => points.length > 20).length,
      years.length,
    ),
    atMost('the whole desk over the whole time as a chart', chartMs, 3_000, 'ms'),
    ...blockFigures('charting the whole desk', watch.end()),
  ];
}

/** Days back from the end: each is told from another tier. */
const comparedDays = [365, 80, 13, 1.1];
const comparedMetrics = ['battery-temperature', 'score', 'battery-wear', 'clock-skew'] as const;

/** Every point of some phones against what those phones had answered. */
async function compareValues(console: TestConsole, desk: ChartDesk): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const days of comparedDays.filter((count) => count <= desk.plan.dayCount || count === 365)) {
    const { compared, differing, widthMs } = await compareRange(console, desk, days);
    const name = `points of ${widthMs / 60_000} min`;
    figures.push(exactly(`${name} that differ from what was put in`, differing, 0));
    figures.push(atLeast(`${name} compared`, compared, 1_000, 'points'));
  }
  return figures;
}

async function compareRange(console: TestConsole, { plan, years }: ChartDesk, days: number) {
  const { endAt: toAt } = plan;
  const fromAt = Math.max(plan.startAt, Math.floor((toAt - days * dayMs) / (6 * hourMs)) * 6 * hourMs);
  const sum = { compared: 0, differing: 0, widthMs: 0 };
  for (const place of [0, Math.floor(years.length / 2), years.length - 1]) {
    const phoneIds = [years[place]?.phoneId ?? ''];
    for (const metric of comparedMetrics) {
      const { series, bucketMs } = await ask(console, { phoneIds, metric, fromAt, toAt, maxPoints: 2_000 });
      const wanted = expectPoints({ plan, years, place, metric, fromAt, widthMs: bucketMs });
      sum.compared += wanted.length;
      sum.differing += countDiffering(wanted, series[0]?.points ?? []);
      sum.widthMs = bucketMs;
    }
  }
  return sum;
}

interface Expectation {
  readonly plan: HistoryPlan;
  readonly years: readonly PhoneYear[];
  readonly place: number;
  readonly metric: HistoryMetric;
  readonly fromAt: number;
  readonly widthMs: number;
}

type Told = Pick<ChartPoint, 'at' | 'min' | 'mean' | 'max' | 'count'>;

function expectPoints({ plan, years, place, metric, fromAt, widthMs }: Expectation): Told[] {
  const year = years[place];
  const values = new Map<number, number[]>();
  for (const roundAt of pollTimes(plan.rates, plan.endAt)) {
    if (roundAt < fromAt || year === undefined || year.isAway(roundAt)) continue;
    const polledAt = answerAt(roundAt, place);
    const value = year.value(metric, polledAt);
    const at = Math.floor(polledAt / widthMs) * widthMs;
    if (value !== null) values.set(at, [...(values.get(at) ?? []), value]);
  }
  return [...values].map(([at, all]) => ({
    at,
    min: Math.min(...all),
    mean: all.reduce((sum, value) => sum + value, 0) / all.length,
    max: Math.max(...all),
    count: all.length,
  }));
}

function countDiffering(wanted: readonly Told[], found: readonly ChartPoint[]): number {
  const byTime = new Map(found.map((point) => [point.at, point]));
  const differing = wanted.filter((point) => !isSame(point, byTime.get(point.at)));
  return differing.length + Math.abs(found.length - wanted.length);
}

/** A mean is told to the thousandth. */
function isSame(wanted: Told, found: ChartPoint | undefined): boolean {
  if (found === undefined || found.mean === null || wanted.mean === null) return false;
  const isMean = Math.abs(found.mean - wanted.mean) <= 0.000_6;
  return isMean && found.min === wanted.min && found.max === wanted.max && found.count === wanted.count;
}

async function ask(console: TestConsole, input: ProcedureInput<'history.chart'>) {
  const answered = await console.call('history.chart', input);
  if (!answered.ok) throw new Error(answered.error.message);
  return historyProcedures['history.chart'].output.parse(answered.value);
}
