import { expect, it } from 'vitest';
import { endsAt } from '../../../renderer/features/growth-plans/assign/ends-at.ts';
import { whyWords } from '../../../renderer/features/growth-why/why-words.ts';
import { fieldMinute, timeOf } from '../../../renderer/features/growth/words/field-time.ts';
import { codeText } from '../../../renderer/features/jobs/item-texts.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';

const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');
const half = Date.parse('2026-11-22T10:30:00+08:00');

it('a field for a time holds the time of China, wherever the computer stands', () => {
  expect(fieldMinute(half)).toBe('2026-11-22T10:30');
  expect(timeOf('2026-11-22T10:30')).toBe(half);
  // Late in the evening it is the next day in China already.
  expect(timeOf(fieldMinute(Date.parse('2026-11-23T00:10:00+08:00')))).toBe(Date.parse('2026-11-23T00:10:00+08:00'));
  expect(timeOf('')).toBeNull();
  expect(timeOf('half past ten')).toBeNull();
});

it('the label of such a field names the place', () => {
  const labels = [texts.text('growth.done-at'), texts.text('growth.seen-at')];
  expect(labels.filter((label) => !label.includes('北京时间'))).toEqual([]);
});

it('the times in cause and cure are those of the time beside them', () => {
  const untilAt = Date.parse('2026-11-23T00:00:00+08:00');
  const detail = {
    path: 'counting_rules.day_boundary',
    why: 'older',
    toDo: 'older',
    missing: 2,
    fromAt: half,
    lastAt: half,
  };
  const blocked = { code: 'count-unknown', detail: { ...detail, untilAt }, untilAt } as const;
  const words = whyWords(texts, blocked, half);
  expect(words.until).toContain('00:00');
  expect(words.cure).toContain('11月23日 00:00');
  expect(words.cure).toContain('10:30');
  expect(codeText(blocked, texts, 0)?.cure).toContain('00:00');
});

it('a plan that is given for days ends by the time of the desk, a minute early', () => {
  expect(endsAt(half, 7) - half).toBe(7 * 86_400_000 - 60_000);
});
