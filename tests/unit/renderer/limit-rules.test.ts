import { expect, it } from 'vitest';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { flawOf, limitNames, rangeOf, unitFactors } from '../../../renderer/features/settings/limit-rules.ts';

it('finds no flaw in the defaults', () => {
  for (const name of limitNames) {
    expect(flawOf(name, defaultSettings[name] / unitFactors[name], defaultSettings)).toBeNull();
  }
});

it('knows the contract’s range, in the unit that is typed', () => {
  expect(rangeOf('pollIntervalMs')).toEqual({ least: 5, most: 3_600 });
  expect(rangeOf('batteryLowPercent')).toEqual({ least: 1, most: 90 });
});

it('names what is wrong with a typed value', () => {
  expect(flawOf('batteryLowPercent', null, defaultSettings)).toBe('empty');
  expect(flawOf('batteryLowPercent', 0, defaultSettings)).toBe('range');
  expect(flawOf('batteryLowPercent', 20.5, defaultSettings)).toBe('whole');
});

it('keeps the danger limit from falling below the warning, from either side', () => {
  expect(flawOf('batteryBadCelsius', 44, defaultSettings)).toBe('below-warn');
  expect(flawOf('batteryWarnCelsius', 51, defaultSettings)).toBe('below-warn');
  expect(flawOf('batteryWarnCelsius', 50, defaultSettings)).toBeNull();
});
