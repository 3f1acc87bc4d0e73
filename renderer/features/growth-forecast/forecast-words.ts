import type { ProcedureInput, ProcedureOutput } from '@contract/procedures.ts';
import { planMomentText } from '../../format/plan-times.ts';
import type { Texts } from '../../i18n/texts.ts';

export type Forecast = ProcedureOutput<'accounts.forecast'>;
export type ForecastOrder = ProcedureInput<'accounts.forecast'>;

/** On how many days something is done, today among them, until nothing is left; null where something is. */
export function daysTaken({ days, finishedAt }: Forecast): number | null {
  if (finishedAt === null) return null;
  const last = days.findLastIndex(({ done }) => done > 0);
  return Math.max(1, last + 1);
}

/** How long it takes, or how much of it is not done by then. */
export function finishText(texts: Texts, forecast: Forecast): string {
  const { finishedAt, left, days } = forecast;
  const taken = daysTaken(forecast);
  if (taken === null || finishedAt === null)
    return texts.text('forecast.unfinished', { days: days.length, count: left.length });
  // The year of a forecast is never in doubt, its day is.
  return texts.text('forecast.finish', { days: taken, at: planMomentText(texts.language, finishedAt, 0) });
}

/** What a change of the conditions changes about the end. */
export function differenceText({ text }: Texts, before: Forecast, after: Forecast): string | null {
  const [one, other] = [daysTaken(before), daysTaken(after)];
  if (one === null || other === null) return null;
  if (one === other) return text('forecast.same');
  return text(other < one ? 'forecast.sooner' : 'forecast.later', { days: Math.abs(other - one) });
}

export interface LeftOver {
  readonly reason: Forecast['left'][number]['reason'];
  readonly path: string | null;
  readonly count: number;
}

/** What is not done, by what keeps it: the most frequent first. */
export function leftOvers({ left }: Pick<Forecast, 'left'>): readonly LeftOver[] {
  const groups = Map.groupBy(left, ({ reason, path }) => JSON.stringify([reason, path]));
  const counted = [...groups.values()].flatMap((found) => {
    const [first] = found;
    return first === undefined ? [] : [{ reason: first.reason, path: first.path, count: found.length }];
  });
  return counted.toSorted((one, other) => other.count - one.count);
}

/** Weeks of a calendar from Monday on; null for days that are not looked at. */
export function weeksOf(days: Forecast['days']): readonly (readonly (Forecast['days'][number] | null)[])[] {
  const [first] = days;
  if (first === undefined) return [];
  const ahead = (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: ahead }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_none, week) => {
    const part = cells.slice(week * 7, week * 7 + 7);
    return [...part, ...Array.from({ length: 7 - part.length }, () => null)];
  });
}

/** The days up to the last on which something is done, and at least a week. */
export function daysToShow({ days }: Forecast): Forecast['days'] {
  const last = days.findLastIndex(({ done }) => done > 0);
  return days.slice(0, Math.max(7, last + 1));
}
