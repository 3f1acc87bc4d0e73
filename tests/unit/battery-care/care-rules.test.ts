import { describe, expect, it } from 'vitest';
import type { HealthCheck, Phone } from '../../../electron/contract/phones.ts';
import { careOf, chargeMomentOf, dayMs, type CareFacts } from '../../../electron/devices/battery-care/care-rules.ts';
import { chargeSupportOf } from '../../../electron/devices/battery-care/charge-support.ts';
import { sampleCheck, samplePhone } from '../renderer/sample-phone.ts';

const settings = { swellCheckDays: 30, batteryRestDays: 7 };
const now = 1_700_000_000_000;
const nothing: CareFacts = { lastCheck: null, fullSinceAt: null, limit: null };

function withBattery(level: Partial<HealthCheck>, status: Partial<HealthCheck> = {}): Phone {
  const checks = [
    sampleCheck({ id: 'battery-level', ...level }),
    sampleCheck({ id: 'battery-status', value: null, textCode: 'full', ...status }),
  ];
  return samplePhone({ health: { ...samplePhone().health, checks } });
}

function check(result: 'ok' | 'swollen' | 'removed', at: number): CareFacts['lastCheck'] {
  return { swellCheckId: 1, at, operatorName: '小王', result, note: '' };
}

describe('the look for swelling', () => {
  it('is due thirty days after the phone was first seen, and then after each look', () => {
    const phone = samplePhone({ firstSeenAt: now - 29 * dayMs });
    expect(careOf(phone, nothing, { settings, now }).swelling).toMatchObject({ dueAt: now + dayMs, isOverdue: false });
    const looked = careOf(phone, { ...nothing, lastCheck: check('ok', now - 31 * dayMs) }, { settings, now });
    expect(looked.swelling).toMatchObject({ dueAt: now - dayMs, isOverdue: true });
  });

  it.each(['swollen', 'removed'] as const)('is never due again for a battery that was found %s', (result) => {
    const row = careOf(samplePhone(), { ...nothing, lastCheck: check(result, now - 90 * dayMs) }, { settings, now });
    expect(row.swelling).toMatchObject({ dueAt: null, isOverdue: false });
  });
});

describe('rest', () => {
  it('is due once a battery has been full on the charger for the days that the settings say', () => {
    const row = careOf(samplePhone(), { ...nothing, fullSinceAt: now - 8 * dayMs }, { settings, now });
    expect(row.rest).toMatchObject({ isDue: true, dueAt: now - dayMs });
  });

  it.each([
    ['100 % and full', { value: 100 }, {}, 'full'],
    ['100 % and charging', { value: 100 }, { textCode: 'charging' }, 'full'],
    ['100 % off the charger', { value: 100 }, { textCode: 'discharging' }, 'undecided'],
    ['97 %, a trickle', { value: 97 }, {}, 'undecided'],
    ['94 %', { value: 94 }, { textCode: 'discharging' }, 'rested'],
    ['a level that is not known', { value: null, unknownSinceAt: 1 }, {}, 'undecided'],
    ['a status that is not known', { value: 100 }, { textCode: 'poll-failed', unknownSinceAt: 1 }, 'undecided'],
  ] as const)('%s says: %s', (_what, level, status, moment) => {
    expect(chargeMomentOf(withBattery(level, status))).toBe(moment);
  });
});

describe('a charge limit over adb', () => {
  it.each([
    ['Samsung of One UI 5', { brand: 'samsung', skin: 'One UI 5.1', sdk: 33 }, 'settable', 'samsung'],
    ['Samsung of One UI 2', { brand: 'samsung', skin: 'One UI 2.5', sdk: 29 }, 'none', 'timer-socket'],
    ['Pixel of Android 15', { brand: 'google', skin: null, sdk: 35 }, 'settable', 'pixel'],
    ['Pixel of Android 13', { brand: 'google', skin: null, sdk: 33 }, 'none', 'timer-socket'],
    ['Xiaomi', { brand: 'Xiaomi', skin: 'MIUI 12.0.3', sdk: 29 }, 'by-hand', 'miui'],
    ['Huawei', { brand: 'HUAWEI', skin: 'EMUI 9.1.0', sdk: 28 }, 'by-hand', 'emui'],
    ['OPPO', { brand: 'OPPO', skin: 'ColorOS 7.1', sdk: 29 }, 'by-hand', 'coloros'],
    ['Meizu', { brand: 'Meizu', skin: 'Flyme 7.1.5.2A', sdk: 27 }, 'none', 'timer-socket'],
    ['a phone that was never read', { brand: null, skin: null, sdk: null }, 'unknown', 'never-read'],
  ])('%s: %s', (_what, facts, support, advice) => {
    expect(chargeSupportOf(facts)).toMatchObject({ support, advice });
  });
});
