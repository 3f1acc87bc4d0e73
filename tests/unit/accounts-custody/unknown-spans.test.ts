import { describe, expect, it } from 'vitest';
import { countHoldOf, presumedUseOf, unknownDaysOf } from '../../../electron/accounts/custody/unknown-spans.ts';
import { startOfDay } from '../../../electron/accounts/standing/calendar-day.ts';

const at = (time: string): number => Date.parse(`2026-03-${time}:00+08:00`);
const span = (from: string, until: string | null) => ({ fromAt: at(from), untilAt: until === null ? null : at(until) });

const counted = (dayStart: number): number => (dayStart === at('09T00:00') ? 2 : dayStart === at('10T00:00') ? 9 : 0);

describe('what was done today', () => {
  const spans = [span('08T09:00', '10T15:00')];

  it.each([
    ['10T15:00', '11T00:00'],
    ['10T23:59', '11T00:00'],
    ['11T00:00', null],
  ])('is unknown at %s until %s', (now, until) => {
    expect(countHoldOf(spans, at(now))?.until ?? null).toBe(until === null ? null : at(until));
  });

  it('is unknown without an end until the true time is known', () => {
    expect(countHoldOf([span('08T09:00', null)], at('10T15:00'))).toMatchObject({ until: null });
  });

  it('is unknown for an hour after a span that ends right before midnight', () => {
    expect(countHoldOf([span('10T09:00', '10T23:40')], at('11T00:10'))?.until).toBe(at('11T00:40'));
  });

  it('is unknown for as long as a rule looks back', () => {
    expect(countHoldOf(spans, at('11T08:00'), 86_400_000)?.until).toBe(at('11T15:00'));
  });

  it('the last of several to open decides', () => {
    const two = [span('09T09:00', '10T23:50'), span('10T09:00', '10T15:00')];
    for (const all of [two, two.toReversed()]) expect(countHoldOf(all, at('10T16:00'))?.until).toBe(at('11T00:50'));
  });
});

describe('unknown days', () => {
  it('are all that a span touches', () => {
    expect(unknownDaysOf([span('08T23:59', '10T00:00')], at('12T08:00'))).toEqual([
      '2026-03-08',
      '2026-03-09',
      '2026-03-10',
    ]);
  });

  it('count once, and go as far back as any window', () => {
    const endless = { fromAt: 0, untilAt: at('10T12:00') };
    const days = unknownDaysOf([endless, span('09T09:00', '10T15:00')], at('10T16:00'));
    expect([days.length, days[0], days.at(-1)]).toEqual([93, '2025-12-08', '2026-03-10']);
  });

  it('go to the present one while a span has no end', () => {
    expect(unknownDaysOf([span('09T09:00', null)], at('10T16:00'))).toEqual(['2026-03-09', '2026-03-10']);
  });

  it('are presumed wholly used, besides what is known of them', () => {
    const days = ['2026-03-08', '2026-03-09', '2026-03-10'];
    expect(presumedUseOf(days.map(startOfDay), { perDay: 5, counted })).toEqual([
      { at: at('09T00:00') - 1, amount: 5 },
      { at: at('10T00:00') - 1, amount: 3 },
    ]);
  });
});
