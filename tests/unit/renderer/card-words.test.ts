import { describe, expect, it } from 'vitest';
import type { BoardCard, BudgetView } from '../../../electron/contract/board-card.ts';
import {
  budgetText,
  checklistText,
  modeText,
  restingText,
} from '../../../renderer/features/growth/board/card-words.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';
import { sampleCard } from './sample-card.ts';

const translator = await createTranslator('zh-CN');
const [zh, en] = [textsOf(translator, 'zh-CN'), textsOf(translator, 'en')];
/** Noon in China. */
const now = Date.UTC(2026, 10, 22, 4);
const hourMs = 3_600_000;

const onChecklist = (checklist: BoardCard['checklist']): string | null => checklistText(zh, sampleCard({ checklist }));
const onRest = (resting: BoardCard['resting']): string | null => restingText(zh, sampleCard({ resting }), now);
const onMode = (mode: BoardCard['mode']): string => modeText(zh, sampleCard({ mode }));

function cap(change: Partial<BudgetView>): BudgetView {
  const path = 'stages.S4.caps.group_rename.per_day';
  return { action: 'group_rename', window: 'perDay', used: 3, left: 2, limit: 5, full: 5, path, ...change };
}

describe('the checklist on a card', () => {
  it('is told as ticked of all, with what is still to be done today', () => {
    expect(onChecklist({ done: 5, due: 1, overdue: 1, today: 2 })).toBe('清单 5/7 · 今天还有 2 项');
    expect(onChecklist({ done: 6, due: 1, overdue: 0, today: 0 })).toBe('清单 6/7');
  });

  it('is not told where there is none', () => {
    expect(onChecklist({ done: 0, due: 0, overdue: 0, today: 0 })).toBeNull();
  });

  it('counts in English', () => {
    const card = sampleCard({ checklist: { done: 0, due: 1, overdue: 0, today: 1 } });
    expect(checklistText(en, card)).toBe('Checklist 0/1 · 1 task due today');
  });
});

describe('the tightest cap on a card', () => {
  it('is told with what is left of it, and of which window it is', () => {
    expect(budgetText(zh, sampleCard({ tightest: cap({}) }))).toBe('改群名还剩 2 · 今天 3/5');
    const weekly = cap({ window: 'perWeek', used: 9, left: 1, limit: 10 });
    expect(budgetText(zh, sampleCard({ tightest: weekly }))).toBe('改群名还剩 1 · 7 天内 9/10');
  });

  it('says that nothing is left', () => {
    expect(budgetText(zh, sampleCard({ tightest: cap({ used: 5, left: 0 }) }))).toBe('改群名没有额度了 · 今天 5/5');
  });

  it('is not told where there is no cap', () => {
    expect(budgetText(zh, sampleCard())).toBeNull();
  });
});

describe('the rest on a card', () => {
  it('says which one is on and until when', () => {
    expect(onRest({ windowId: 'lunch', untilAt: now + hourMs, isPartial: false })).toBe('休息中：午休，到 13:00');
    expect(onRest({ windowId: 'night', untilAt: now + 20 * hourMs, isPartial: false })).toContain('11月23日 08:00');
  });

  it('says that it is about some acts only, and keeps silent of an end that nobody knows', () => {
    expect(onRest({ windowId: 'lunch', untilAt: now + hourMs, isPartial: true })).toContain('午休（部分操作）');
    expect(onRest({ windowId: 'own-rest', untilAt: null, isPartial: false })).toBe('休息中：own-rest');
  });

  it('is not told while none is on', () => {
    expect(onRest(null)).toBeNull();
  });
});

describe('the mode on a card', () => {
  it('is one word, and says where nobody chose one', () => {
    expect([onMode('manual'), onMode('assist'), onMode('auto'), onMode(null)]).toEqual([
      '人工',
      '协助',
      '自动',
      '未选方式',
    ]);
  });
});
