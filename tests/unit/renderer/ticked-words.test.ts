import { expect, it } from 'vitest';
import type { TickedTask } from '../../../electron/contract/account-calendar.ts';
import { tickedText } from '../../../renderer/features/growth-sheet/ticked-words.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';

const translator = await createTranslator('zh-CN');
const [zh, en] = [textsOf(translator, 'zh-CN'), textsOf(translator, 'en')];
/** Noon in China. */
const now = Date.UTC(2026, 10, 22, 4);

const tick = (change: Partial<TickedTask> = {}): TickedTask => {
  const text = { zh: '正常登录', en: 'sign in' };
  return { taskId: 'daily_login', text, day: '2026-11-22', at: now, by: '王芳', proof: null, note: null, ...change };
};

it('a tick on the sheet says what was done, by whom and when', () => {
  expect(tickedText(zh, tick(), now)).toBe('正常登录 王芳 12:00');
  expect(tickedText(en, tick(), now)).toBe('sign in 王芳 12:00');
});

it('the proof and the note stand behind it, each where there is one', () => {
  expect(tickedText(zh, tick({ note: '小李代看' }), now)).toBe('正常登录 王芳 12:00 · 备注：小李代看');
  const both = tickedText(zh, tick({ proof: '第 7 行', note: '小李代看' }), now);
  expect(both).toContain('凭证：第 7 行 · 备注：小李代看');
});

it('one that was entered later says for which day it is', () => {
  expect(tickedText(zh, tick({ day: '2026-11-21' }), now)).toContain('补记 11月21日');
});
