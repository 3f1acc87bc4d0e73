import { beforeAll, describe, expect, it } from 'vitest';
import { fail } from '../../../electron/contract/outcome.ts';
import { auditDetails } from '../../../renderer/features/audit/audit-details.ts';
import { scoreSum } from '../../../renderer/features/devices/drawer/score-rule.ts';
import { ageText, durationText } from '../../../renderer/format/ages.ts';
import { sizeText } from '../../../renderer/format/sizes.ts';
import { readableParams } from '../../../renderer/format/text-params.ts';
import { momentText } from '../../../renderer/format/times.ts';
import { createTranslator, textsOf, type Texts } from '../../../renderer/i18n/texts.ts';
import { faultText } from '../../../renderer/ui/fault-text.ts';
import { sampleCheck, samplePhone } from './sample-phone.ts';

const minute = 60_000;
const noon = new Date(2026, 0, 30, 12, 0).getTime();
let zh: Texts;
let en: Texts;

beforeAll(async () => {
  const translator = await createTranslator('zh-CN');
  zh = textsOf(translator, 'zh-CN');
  en = textsOf(translator, 'en');
});

describe('ages', () => {
  it('come in one unit', () => {
    expect(ageText(zh, noon, noon + 2_000)).toBe('刚刚');
    expect(ageText(zh, noon, noon + 42_000)).toBe('40 秒前');
    expect(ageText(zh, noon, noon + 3 * minute)).toBe('3 分钟前');
    expect(ageText(en, noon, noon + 26 * 60 * minute)).toBe('1 d ago');
  });

  it('of a time ahead of the clock read as now', () => {
    expect(ageText(zh, noon + 5 * minute, noon)).toBe('刚刚');
  });

  it('keep hours up to two days, since a desk thinks in shifts', () => {
    expect(durationText(en, 30 * 60 * minute)).toBe('30 h');
    expect(durationText(en, 49 * 60 * minute)).toBe('2 d');
  });
});

it('names the day of a time that is not today', () => {
  expect(momentText('zh-CN', noon, noon + minute)).toBe('12:00');
  expect(momentText('zh-CN', noon, noon + 24 * 60 * minute)).toContain('30');
});

it('writes sizes in the largest unit that fits', () => {
  expect(sizeText(0)).toBe('0 B');
  expect(sizeText(9_800 * 1024 * 1024)).toBe('9.6 GB');
  expect(sizeText(200 * 1024)).toBe('200 KB');
});

describe('values from main', () => {
  it('are read by their name', () => {
    const params = { freeMb: 2048, hours: 5, percent: 12.345, plug: 'usb', isComplete: false, version: '8.0.38' };
    expect(readableParams(zh, params, noon)).toEqual({
      freeMb: '2.0 GB',
      hours: '5 小时',
      percent: 12.3,
      plug: 'USB',
      isComplete: '否',
      version: '8.0.38',
    });
  });

  it('that are lists of checks are named one by one; an empty list is none', () => {
    const read = readableParams(zh, { changed: 'stay-awake, no-such-step', refused: '' }, 0);
    expect(read).toEqual({ changed: '充电时不熄屏, no-such-step', refused: '—' });
  });

  it('that are words of a closed list are translated', () => {
    const params = { from: 'ready', to: 'offline', reason: 'adb-says-offline', code: null };
    expect(Object.values(readableParams(zh, params, noon))).toEqual(['就绪', '离线', 'adb 报告离线', '成功']);
  });

  it('with a name in two languages give the one that is read', () => {
    const params = { nameZh: '红米7', nameEn: 'Redmi 7' };
    expect(readableParams(zh, params, noon)['name']).toBe('红米7');
    expect(readableParams(en, params, noon)['name']).toBe('Redmi 7');
  });

  it('that are missing never show as an empty place', () => {
    expect(readableParams(zh, { skin: null }, noon)['skin']).toBe('—');
  });
});

describe('faults', () => {
  it('tell cause and cure', () => {
    const { cause, cure, both } = faultText(zh, fail('phone-offline', 'x').error, 0);
    expect(both).toBe(`${cause}${cure}`);
    expect(cause).not.toBe(cure);
  });

  it('are told by the broken rule where it has words of its own', () => {
    const plain = faultText(zh, fail('phone-busy', 'x').error, 0);
    const ruled = faultText(zh, fail('phone-busy', 'x', { rule: 'still-connected' }).error, 0);
    const unknownRule = faultText(zh, fail('phone-busy', 'x', { rule: 'no-such-rule' }).error, 0);
    expect(ruled.cause).not.toBe(plain.cause);
    expect(unknownRule.cause).toBe(plain.cause);
  });
});

describe('the sum behind a score', () => {
  it('lists what was taken off', () => {
    const checks = [sampleCheck({ deduction: 10 }), sampleCheck({ id: 'storage', deduction: 15 }), sampleCheck()];
    const health = { ...samplePhone().health, score: 75, checks };
    expect(scoreSum(health, zh)).toBe('100 − 10（电量） − 15（存储） = 75');
  });

  it('is put in words when nothing was taken off or nothing is known', () => {
    expect(scoreSum(samplePhone().health, zh)).toBe('没有扣分。');
    const unscored = { ...samplePhone().health, score: null };
    expect(scoreSum({ ...unscored, polledAt: null }, zh)).toBe('还没有检查过，没有分数。');
    expect(scoreSum({ ...unscored, polledAt: 1 }, zh)).toBe('现在读不到任何一项，没有分数。');
  });
});

it('names the details of an audit line', () => {
  const details = auditDetails({ label: '前台', batteryLowPercent: 25, odd: 'x' }, zh);
  expect(details).toBe('名称：前台 · 低电量 %：25 · odd：x');
});
