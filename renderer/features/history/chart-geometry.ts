import type { ChartPoint, ChartSeries } from '@contract/history.ts';
import type { ValueRange } from './metric-scale.ts';
import type { TimeRange } from './time-range.ts';

/** The drawing area in pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function xOf(plot: Plot, range: TimeRange, at: number): number {
  return plot.left + ((at - range.fromAt) / (range.toAt - range.fromAt)) * plot.width;
}

export function yOf(plot: Plot, { low, high }: ValueRange, value: number): number {
  return plot.top + plot.height - ((value - low) / (high - low)) * plot.height;
}

/** The middle of the time that a point stands for. */
export function middleOf({ at, endAt }: Pick<ChartPoint, 'at' | 'endAt'>): number {
  return (at + endAt) / 2;
}

/** The points in runs that no gap divides. */
export function splitAtGaps({ points, gaps }: Pick<ChartSeries, 'points' | 'gaps'>): ChartPoint[][] {
  const runs: ChartPoint[][] = [];
  let gapIndex = 0;
  for (const point of points) {
    const previous = runs.at(-1)?.at(-1);
    while ((gaps[gapIndex]?.toAt ?? Number.POSITIVE_INFINITY) <= (previous?.at ?? point.at)) gapIndex++;
    const gap = gaps[gapIndex];
    const isBroken =
      previous === undefined || (gap !== undefined && gap.fromAt >= previous.at && gap.toAt <= point.endAt);
    if (isBroken) runs.push([point]);
    else runs.at(-1)?.push(point);
  }
  return runs;
}

export interface Scales {
  readonly plot: Plot;
  readonly range: TimeRange;
  readonly values: ValueRange;
}

/** The mean as an SVG path; a lone point becomes a short dash of its own time. */
export function meanPath(run: readonly ChartPoint[], { plot, range, values }: Scales): string {
  const told = run.filter(({ mean }) => mean !== null);
  const [only] = told;
  if (told.length === 1 && only !== undefined) {
    const y = rounded(yOf(plot, values, only.mean ?? 0));
    const fromX = xOf(plot, range, only.at);
    return `M${rounded(fromX)} ${y}H${rounded(Math.max(fromX + 1.5, xOf(plot, range, only.endAt)))}`;
  }
  return told
    .map((point, index) => {
      const x = rounded(xOf(plot, range, middleOf(point)));
      return `${index === 0 ? 'M' : 'L'}${x} ${rounded(yOf(plot, values, point.mean ?? 0))}`;
    })
    .join('');
}

/** The area between the lowest and the highest value as a closed SVG path. */
export function bandPath(run: readonly ChartPoint[], { plot, range, values }: Scales): string {
  const edge = (point: ChartPoint, value: number | null): string =>
    `${rounded(xOf(plot, range, middleOf(point)))} ${rounded(yOf(plot, values, value ?? 0))}`;
  const told = run.filter(({ min, max }) => min !== null && max !== null);
  if (told.length < 2) return '';
  const above = told.map((point) => edge(point, point.max));
  const below = told.toReversed().map((point) => edge(point, point.min));
  return `M${[...above, ...below].join('L')}Z`;
}

/** The point that a moment is nearest to, if it is near at all. */
export function nearestPoint(points: readonly ChartPoint[], at: number, reachMs: number): ChartPoint | null {
  let nearest: ChartPoint | null = null;
  let distance = reachMs;
  for (const point of points) {
    const away = at < point.at ? point.at - at : Math.max(0, at - point.endAt);
    if (away > distance || (away === distance && nearest !== null)) continue;
    nearest = point;
    distance = away;
  }
  return nearest;
}

/** Round values within the range, about `count` of them. */
export function valueTicks({ low, high }: ValueRange, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step); index * step <= high + step / 1e6; index++) ticks.push(rounded(index * step));
  return ticks;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const timeSteps = [hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs, dayMs, 2 * dayMs, 7 * dayMs, 14 * dayMs];

/** Moments to write below the chart: whole hours or local midnights; months for long ranges. */
export function timeTicks({ fromAt, toAt }: TimeRange, count: number): number[] {
  const step = timeSteps.find((each) => (toAt - fromAt) / each <= count);
  return step === undefined ? monthTicks({ fromAt, toAt }, count) : steppedTicks({ fromAt, toAt }, step);
}

function steppedTicks({ fromAt, toAt }: TimeRange, step: number): number[] {
  const first = new Date(fromAt);
  first.setHours(0, 0, 0, 0);
  const ticks: number[] = [];
  for (let at = first.getTime(); at <= toAt; at = stepped(at, step)) if (at >= fromAt) ticks.push(at);
  return ticks;
}

/** Days are stepped by the calendar: one of them has 23 or 25 hours twice a year in places. */
function stepped(at: number, step: number): number {
  if (step < dayMs) return at + step;
  const next = new Date(at);
  next.setDate(next.getDate() + step / dayMs);
  return next.getTime();
}

function monthTicks({ fromAt, toAt }: TimeRange, count: number): number[] {
  const months = Math.ceil((toAt - fromAt) / (30 * dayMs) / count);
  const first = new Date(fromAt);
  const ticks: number[] = [];
  for (let index = 1; ; index += months) {
    const at = new Date(first.getFullYear(), first.getMonth() + index, 1).getTime();
    if (at > toAt) return ticks;
    ticks.push(at);
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
