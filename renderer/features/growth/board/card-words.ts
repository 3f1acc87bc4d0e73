import type { BoardCard } from '@contract/board-card.ts';
import { planMomentText } from '../../../format/plan-times.ts';
import type { Texts } from '../../../i18n/texts.ts';

/** 「清单 5/7 · 今天还有 2 项」; null for an account that has no checklist. */
export function checklistText(
  { text }: Pick<Texts, 'text'>,
  { checklist }: Pick<BoardCard, 'checklist'>,
): string | null {
  const { done, due, overdue, today } = checklist;
  const total = done + due + overdue;
  if (total === 0) return null;
  const whole = text('growth.card-checklist', { done, total });
  return today === 0
    ? whole
    : text('growth.card-two', { one: whole, other: text('growth.card-today', { count: today }) });
}

/** 「改群名还能 2 个 · 今天 3/5」: the tightest cap; null where no cap says anything. */
export function budgetText({ text }: Pick<Texts, 'text'>, { tightest }: Pick<BoardCard, 'tightest'>): string | null {
  if (tightest === null) return null;
  const { action, left, used, limit, window } = tightest;
  const what = text(left === 0 ? 'growth.card-used-up' : 'growth.card-left', {
    action: text(`growth.action.${action}`),
    left,
  });
  const share = text('growth.card-share', { window: text(`growth.window.${window}`), used, limit });
  return text('growth.card-two', { one: what, other: share });
}

/** 「午休，到 14:00」: the rest that is on; null where none is. */
export function restingText(texts: Texts, { resting }: Pick<BoardCard, 'resting'>, now: number): string | null {
  if (resting === null) return null;
  const { text, lookUp, language } = texts;
  const { windowId, untilAt, isPartial } = resting;
  const rest = lookUp(`growth.rest.${windowId}`) ?? windowId;
  const what = isPartial ? text('growth.card-rest-some', { rest }) : rest;
  if (untilAt === null) return text('growth.card-rest-open', { rest: what });
  return text('growth.card-rest', { rest: what, at: planMomentText(language, untilAt, now) });
}

/** Who touches the messenger, in one word. */
export function modeText({ text }: Pick<Texts, 'text'>, { mode }: Pick<BoardCard, 'mode'>): string {
  return mode === null ? text('growth.card-mode-none') : text(`accounts.mode.${mode}`);
}
