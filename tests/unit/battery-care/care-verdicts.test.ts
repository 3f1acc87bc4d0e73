import { describe, expect, it } from 'vitest';
import { judgeLooks, judgeRests } from '../../../electron/devices/battery-care/care-verdicts.ts';
import { listPhones } from '../../../electron/devices/battery-care/phone-list.ts';
import { careNow, careSettings, makeCareRow, makeCareRows } from '../../support/care-rows.ts';

const context = { settings: careSettings, now: careNow };
const away = { state: 'absent' } as const;
const aside = { state: 'set-aside' } as const;
const hourDays = 1 / 24;

describe('a hundred phones whose look falls due on one day', () => {
  const rows = makeCareRows(100, { lookDays: 30 });

  it('are one alert of the desk, which lists them', () => {
    expect(judgeLooks(rows, context).verdict).toEqual({
      is: 'trouble',
      severity: 'warn',
      textCode: 'overdue',
      params: { count: 100, days: 0, phones: '1–100' },
    });
  });

  it('are a serious one after two weeks', () => {
    const late = makeCareRows(100, { lookDays: 45 });
    expect(judgeLooks(late, context).verdict).toMatchObject({ severity: 'bad', params: { days: 15 } });
  });

  it('are one round with those that fall due in the next hours: the alert goes on, and says so', () => {
    const soon = makeCareRows(3, { lookDays: 29.5 });
    expect(judgeLooks(soon, context).verdict).toEqual({
      is: 'within',
      words: { textCode: 'soon', params: { count: 3, phones: '1–3' } },
    });
    expect(judgeLooks(makeCareRows(3, { lookDays: 28.9 }), context).verdict).toEqual({ is: 'fine' });
  });

  it('do not count while they are set aside', () => {
    expect(judgeLooks(makeCareRows(100, { lookDays: 30, phone: aside }), context).verdict).toEqual({ is: 'fine' });
  });
});

describe('a hundred phones that have been full for too long', () => {
  it('are one alert of the desk, with the longest of them', () => {
    const rows = [...makeCareRows(99, { fullDays: 7 }), makeCareRow(100, { fullDays: 9 }), makeCareRow(101)];
    expect(judgeRests(rows, context)).toMatchObject({
      verdict: {
        is: 'trouble',
        severity: 'warn',
        textCode: 'due',
        params: { count: 100, days: 9, limit: 7, phones: '1–100' },
      },
    });
  });

  it('are none before', () => {
    expect(judgeRests(makeCareRows(100, { fullDays: 5.9 }), context).verdict).toEqual({ is: 'fine' });
  });

  it('go on while another falls due within a day', () => {
    const rows = [makeCareRow(1), makeCareRow(2, { fullDays: 7 - hourDays })];
    expect(judgeRests(rows, context).verdict).toEqual({
      is: 'within',
      words: { textCode: 'soon', params: { count: 1, limit: 7, phones: '2' } },
    });
  });

  it('are unknown once none of those that were due is read any more', () => {
    const rows = [makeCareRow(1, { fullDays: 8, phone: away }), makeCareRow(2, { fullDays: 3 })];
    expect(judgeRests(rows, context).verdict).toEqual({ is: 'unknown', sinceAt: careNow });
  });

  it('are fine when only phones that were not due are away', () => {
    expect(judgeRests([makeCareRow(1, { fullDays: 3, phone: away })], context).verdict).toEqual({ is: 'fine' });
  });

  it('do not count while they are set aside', () => {
    expect(judgeRests(makeCareRows(3, { fullDays: 8, phone: aside }), context).verdict).toEqual({ is: 'fine' });
  });

  it('have a shorter day where the period is shorter', () => {
    const daily = { settings: { ...careSettings, batteryRestDays: 1 }, now: careNow };
    expect(judgeRests([makeCareRow(1, { fullDays: 0.5 })], daily).verdict).toEqual({ is: 'fine' });
  });
});

const named = (number: number | null, name = '前台') => ({ number, name });

describe('the list of phones', () => {
  it.each([
    ['numbers as stretches', [named(3), named(1), named(2), named(7)], '1–3, 7'],
    ['names where there is no number', [named(null, '仓库'), named(4)], '4, 仓库'],
    ['nothing', [], ''],
  ])('shows %s', (_what, phones, text) => {
    expect(listPhones(phones)).toBe(text);
  });

  it('ends after a dozen parts', () => {
    const odd = Array.from({ length: 30 }, (_, index) => named(index * 2 + 1));
    expect(listPhones(odd)).toBe('1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, …');
  });

  it('is no place for long names', () => {
    expect(listPhones([named(null, '长'.repeat(60))])).toHaveLength(20);
  });
});
