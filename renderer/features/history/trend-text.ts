import type { PhoneTrends, TrendBasis } from '@contract/history.ts';
import { monthText } from '../../format/times.ts';
import type { Texts } from '../../i18n/texts.ts';
import { shareText } from './value-text.ts';

/** `+0.4`, `−1.2`: a change carries its sign. */
export function signed(value: number): string {
  if (value === 0) return '0';
  return value > 0 ? `+${value}` : `−${-value}`;
}

export function wearText(
  texts: Texts,
  { percent, percentPerMonth, wornAt, unknownReason }: PhoneTrends['wear'],
): string {
  const now = percent === null ? '' : texts.text('history.wear.now', { percent });
  if (percentPerMonth === null) return now + texts.text(`history.unknown.${unknownReason ?? 'too-few'}`);
  const slope = texts.text('history.wear.slope', { change: signed(percentPerMonth) });
  const end = wornAt === null ? '' : texts.text('history.wear.worn', { month: monthText(texts.language, wornAt) });
  return now + slope + end;
}

export function chargeText(
  texts: Texts,
  { meanPercent, percentPerDay, lowShare, unknownReason }: PhoneTrends['charge'],
): string {
  const mean = meanPercent === null ? '' : texts.text('history.charge.mean', { percent: meanPercent });
  const low = lowShare === null ? '' : texts.text('history.charge.low', { share: shareText(texts, lowShare) });
  if (percentPerDay === null) return mean + low + texts.text(`history.unknown.${unknownReason ?? 'too-few'}`);
  return mean + low + texts.text('history.charge.slope', { change: signed(percentPerDay) });
}

export function heatText(texts: Texts, { weeks, celsiusPerWeek, unknownReason }: PhoneTrends['heat']): string {
  const last = weeks.at(-1);
  const week =
    last === undefined || last.hotShare === null || last.maxCelsius === null
      ? ''
      : texts.text('history.heat.week', { share: shareText(texts, last.hotShare), max: last.maxCelsius });
  if (celsiusPerWeek === null) return week + texts.text(`history.unknown.${unknownReason ?? 'too-few'}`);
  return week + texts.text('history.heat.slope', { change: signed(celsiusPerWeek) });
}

/** `依据 1 200 次检查，14 天`. */
export function basisText({ text }: Texts, { sampleCount, dayCount }: TrendBasis): string {
  return text('history.basis', { samples: sampleCount, days: dayCount });
}
