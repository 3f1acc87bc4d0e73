import type { AccountDetail } from '@contract/account-plans.ts';
import type { BoardCard } from '@contract/board-card.ts';
import { dayText } from '../../../format/times.ts';
import type { Language, Texts } from '../../../i18n/texts.ts';

export type Need = BoardCard['missing'][number];

/** 「2 项任务 · 签字 · 天数（11月25日）」: what the next stage lacks, for a card. */
export function needsInShort({ text, language }: Texts, needs: readonly Need[]): string {
  const tasks = needs.filter(({ kind }) => kind === 'task').length;
  const taskPart = tasks === 0 ? [] : [text('growth.need-short.task', { count: tasks })];
  const others = new Set(needs.flatMap(({ kind }) => (kind === 'task' ? [] : [text(`growth.need-short.${kind}`)])));
  const from = earliestOf(needs);
  const dayPart = from === null ? [] : [text('growth.need-short.from', { day: planDayText(language, from) })];
  return [...others, ...taskPart, ...dayPart].join(' · ');
}

/** The first day on which all that is bound to days can be met; null where no need is. */
export function earliestOf(needs: readonly Need[]): string | null {
  const days = needs.flatMap(({ earliestOn }) => (earliestOn === null ? [] : [earliestOn]));
  return days.toSorted().at(-1) ?? null;
}

/** One need in words, with the name of its task and the first day on which it can be met. */
export function needText({ text, language }: Texts, need: Need, checklist: AccountDetail['checklist']): string {
  const item = checklist.find(({ taskId }) => taskId === need.taskId);
  const task = item === undefined ? (need.taskId ?? '') : item.text[language === 'en' ? 'en' : 'zh'];
  const what = text(`growth.need.${need.kind}`, { task, done: need.done ?? 0, needed: need.needed ?? 1 });
  if (need.earliestOn === null) return what;
  const from = text('growth.need-from', { day: planDayText(language, need.earliestOn) });
  return text('growth.two-sentences', { one: what, other: from });
}

export interface NeedLine {
  readonly words: string;
  readonly kind: Need['kind'];
  readonly paths: readonly string[];
}

/** Each need once: what two rules ask for alike is one line with both of them. */
export function needLines(
  texts: Texts,
  needs: readonly Need[],
  checklist: AccountDetail['checklist'],
): readonly NeedLine[] {
  const lines = new Map<string, NeedLine>();
  for (const need of needs) {
    const words = needText(texts, need, checklist);
    const paths = lines.get(words)?.paths ?? [];
    lines.set(words, { words, kind: need.kind, paths: [...paths, need.path] });
  }
  return [...lines.values()];
}

/** A day of the plan's calendar; it has no time of day. */
export function planDayText(language: Language, day: string): string {
  return dayText(language, new Date(`${day}T12:00:00`).getTime());
}
