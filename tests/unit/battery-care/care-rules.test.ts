import { describe, expect, it } from 'vitest';
import type { HealthCheck, Phone } from '../../../electron/contract/phones.ts';
import {
  careOf,
  chargeMomentOf,
  dayMs,
  spanAfter,
  unreadGapMs,
  type CareFacts,
  type FullSpan,
} from '../../../electron/devices/battery-care/care-rules.ts';
import { chargeSupportOf } from '../../../electron/devices/battery-care/charge-support.ts';
import { sampleCheck, samplePhone } from '../renderer/sample-phone.ts';

const settings = { swellCheckDays: 30, batteryRestDays: 7 };
const now = 1_700_000_000_000;
const nothing: CareFacts = { lastCheck: null, fullSpan: null, limit: null };

function withBattery(level: Partial<HealthCheck>, status: Partial<HealthCheck> = {}): Phone {
  const checks = [
    sampleCheck({ id: 'battery-level', ...level }),
    sampleCheck({ id: 'battery-status', value: null, textCode: 'full', ...status }),
  ];
  return samplePhone({ health: { ...samplePhone().health, checks } });
}

function span(fullSinceAt: number, lastReadAt: number): FullSpan {
  return { fullSinceAt, lastReadAt };
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
    const row = careOf(samplePhone(), { ...nothing, fullSpan: span(now - 8 * dayMs, now) }, { settings, now });
    expect(row.rest).toMatchObject({ isDue: true, dueAt: now - dayMs });
  });

  it('is not known, and no trouble, of a phone that was not read for hours', () => {
    const fullSpan = span(now - 20 * dayMs, now - unreadGapMs - 1);
    const row = careOf(samplePhone(), { ...nothing, fullSpan }, { settings, now });
    expect(row.rest).toMatchObject({ isUnread: true, isDue: false, lastReadAt: fullSpan.lastReadAt });
  });

  it('is not known of a phone that is away, however short', () => {
    const away = samplePhone({ state: 'absent' });
    const row = careOf(away, { ...nothing, fullSpan: span(now - 8 * dayMs, now) }, { settings, now });
    expect(row.rest).toMatchObject({ isUnread: true, isDue: false });
  });

  it('counts from the first full reading to the last, also over a trickle, and anew after hours without a reading', () => {
    const begun = spanAfter(null, 'full', now);
    expect(begun).toEqual(span(now, now));
    expect(spanAfter(begun, 'held', now + unreadGapMs)).toEqual(span(now, now + unreadGapMs));
    expect(spanAfter(begun, 'undecided', now + 9 * unreadGapMs)).toBe(begun);
    expect(spanAfter(begun, 'full', now)).toBe(begun);
    const back = now + 21 * dayMs;
    expect(spanAfter(begun, 'full', back)).toEqual(span(back, back));
    expect(spanAfter(begun, 'held', back)).toBeNull();
    expect(spanAfter(begun, 'rested', now + 1)).toBeNull();
    expect(spanAfter(null, 'held', now)).toBeNull();
  });

  it.each([
    ['100 % and full', { value: 100 }, {}, 'full'],
    ['100 % and charging', { value: 100 }, { textCode: 'charging' }, 'full'],
    ['100 % off the charger', { value: 100 }, { textCode: 'discharging' }, 'undecided'],
    ['97 %, a trickle', { value: 97 }, {}, 'held'],
    ['97 % off the charger', { value: 97 }, { textCode: 'discharging' }, 'undecided'],
    ['a level of before the phone left', { value: 100, unknownSinceAt: 1 }, {}, 'undecided'],
    ['94 %', { value: 94 }, { textCode: 'discharging' }, 'rested'],
    ['a level that is not known', { value: null, unknownSinceAt: 1 }, {}, 'undecided'],
    ['a status that is not known', { value: 100 }, { textCode: 'poll-failed', unknownSinceAt: 1 }, 'undecided'],
  ] as const)('%s says: %s', (_what, level, status, moment) => {
    expect(chargeMomentOf(withBattery(level, status))).toBe(moment);
  });
});

describe('a charge limit that was read', () => {
  const facts = { ...samplePhone().facts, brand: 'samsung', skin: 'One UI 5.1', sdk: 33 };
  const chargeAt = (value: number, textCode: string, isLimited: boolean | null) =>
    careOf(
      { ...withBattery({ value }, { textCode }), facts },
      { ...nothing, limit: { isLimited, readAt: now } },
      { settings, now },
    ).charge;

  it.each([
    ['charging on at 89 %', 89, 'charging', true, true],
    ['charging at 88 %, a little late', 88, 'charging', true, false],
    ['full, not charging any more', 100, 'full', true, false],
    ['charging without a limit', 95, 'charging', false, false],
    ['charging, the limit not known', 95, 'charging', null, false],
  ] as const)('%s: at %d %%, %s, limited %s: contradicted %s', (...[, level, status, isLimited, isContradicted]) => {
    expect(chargeAt(level, status, isLimited)).toMatchObject({ isLimited, isContradicted });
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
