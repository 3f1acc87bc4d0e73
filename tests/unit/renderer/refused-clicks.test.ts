import { describe, expect, it } from 'vitest';
import { gateCodes } from '../../../electron/contract/job-codes.ts';
import { whyWords } from '../../../renderer/features/growth-why/why-words.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';
import { faultText } from '../../../renderer/ui/fault-text.ts';
import { gateRefusal } from '../../../renderer/ui/gate-refusal.ts';

const translator = await createTranslator('zh-CN');
const [zh, en] = [textsOf(translator, 'zh-CN'), textsOf(translator, 'en')];
const now = Date.parse('2026-11-22T10:00:00+08:00');
const tomorrow = Date.parse('2026-11-23T08:00:00+08:00');
const refused = (rule: string, detail: Record<string, string | number | null> = {}) => {
  return { code: 'reading-refused', message: 'm', detail: { rule, ...detail } } as const;
};

describe('a click that the gate refuses', () => {
  it('says why, until when, and what to do', () => {
    const words = gateRefusal(zh, refused('cooldown', { untilAt: tomorrow }), now);
    expect(words).toEqual({
      cause: '现在不能读这台手机的微信。这个账号刚收到过平台提醒，正在冷却。11月23日 08:00 开放。',
      cure: '11月23日 08:00 以后再试一次。',
    });
  });

  it('names the faults of a phone that is not fit', () => {
    const words = gateRefusal(zh, refused('device-hold', { faults: 'offline', untilAt: null }), now);
    expect(words?.cause).toContain('手机没通过检查');
    expect(words?.cause).not.toContain('{{');
    expect(words?.cure).toBe('按手机页上的提示处理，检查通过后再试一次。');
  });

  it('names what is lacking where no time ends a rest', () => {
    const words = gateRefusal(zh, refused('cooldown', { lacks: 'supervisor, normal-days', untilAt: null }), now);
    expect(words?.cure).toBe('在“养号”里打开这个账号，办好：主管确认, 连续几天正常。齐了以后再试一次。');
    expect(words?.cause).not.toContain('—');
  });

  it.each(gateCodes)(
    'has words of its own for %s, in both languages, and never says that it goes on by itself',
    (rule) => {
      for (const texts of [zh, en]) {
        const { cause, cure } = faultText(texts, refused(rule, { untilAt: tomorrow }), now);
        expect(cause.length).toBeGreaterThan(texts.text('error.reading-refused.cause').length);
        expect(cure).not.toBe(texts.text('error.reading-refused.cure'));
        expect(cure).not.toMatch(/自动继续|by itself/u);
      }
    },
  );

  it.each([
    'device-hold',
    'mode-not-chosen',
    'account-moved',
    'clock-real-phone',
    'plan-not-started',
    'suspended',
    'cooldown',
  ])('does not promise to go on by itself where %s has no time', (rule) => {
    for (const texts of [zh, en]) expect(faultText(texts, refused(rule), now).cure).not.toMatch(/自动继续|by itself/u);
  });

  it('tells on the bench what still works', () => {
    const words = faultText(zh, { ...refused('device-hold', { faults: 'offline' }), code: 'bench-refused' }, now);
    expect(words.cure).toContain('看界面和试选择器不受影响');
  });

  it('by hand keeps the words of its own', () => {
    expect(gateRefusal(zh, refused('manual-only'), now)).toBeNull();
    expect(faultText(zh, refused('manual-only'), now).cause).toContain('人工');
  });
});

describe('a row that the gate holds', () => {
  it('is told by name what it lacks where no time ends a rest', () => {
    const blocked = { code: 'cooldown', detail: { lacks: 'supervisor' }, untilAt: null } as const;
    expect(whyWords(zh, blocked, now)).toMatchObject({
      until: '没有固定时间，还要：主管确认',
      cure: '在“养号”里打开这个账号，办好：主管确认。齐了以后自动继续。',
    });
  });

  it('is told that a rest which is not hard can be set aside, and nothing of the kind of a hard one', () => {
    const blocked = { code: 'rest-window', detail: { windowId: 'lunch', isHard: false }, untilAt: tomorrow } as const;
    expect(whyWords(zh, blocked, now).cure).toContain('跳过这一次');
    expect(whyWords(zh, { ...blocked, detail: { windowId: 'night', isHard: true } }, now).cure).not.toContain('跳过');
  });

  it('is sent to a page by the name in the menu', () => {
    for (const code of ['plan-not-started', 'suspended'] as const) {
      const { cure } = whyWords(zh, { code, detail: {}, untilAt: null }, now);
      expect(cure).toContain(`“${zh.text('nav.growth')}”`);
    }
  });
});
