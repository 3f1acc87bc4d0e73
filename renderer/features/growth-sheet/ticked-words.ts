import type { TickedTask } from '@contract/account-calendar.ts';
import { planDateText, planDayOf, planMomentText } from '../../format/plan-times.ts';
import type { Texts } from '../../i18n/texts.ts';

/** One tick on one line: the task, who and when, for which day where it was entered later, the proof and the note. */
export function tickedText({ text, language }: Texts, tick: TickedTask, now: number): string {
  const { text: words, day, at, by, proof, note } = tick;
  const task = language === 'zh-CN' ? words.zh : words.en;
  const parts = [
    text('day-sheet.ticked', { task, by, at: planMomentText(language, at, now) }),
    planDayOf(at) === day ? null : text('day-sheet.ticked-for', { day: planDateText(language, day) }),
    proof === null ? null : text('day-sheet.ticked-proof', { proof }),
    note === null ? null : text('day-sheet.ticked-note', { note }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
