import type { AccountDetail } from '@contract/account-plans.ts';
import type { TimelineEntry } from '@contract/account-timeline.ts';
import { planMomentText } from '../../../format/plan-times.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { planDayText } from '../words/need-words.ts';
import { ruleText } from '../words/rule-words.ts';

interface Names {
  readonly taskNames: AccountDetail['taskNames'];
  readonly phoneNameOf: (phoneId: string) => string;
}

/** What happened, as a sentence without its time and its author. */
export function entryText(texts: Texts, entry: TimelineEntry, names: Names): string {
  const { text, lookUp } = texts;
  const what = whatText(texts, entry, names);
  if (entry.change !== undefined)
    return text('growth.entry.change', { what, ...changeText(texts, entry.change, entry.what) });
  const key = entry.text === '' ? `growth.entry.${entry.kind}` : `growth.entry.${entry.kind}-with`;
  const note = entry.kind === 'signal' && entry.by === '' ? warningText(texts, entry.text) : entry.text;
  return lookUp(key, { what, note }) ?? text('growth.entry.any', { what, note });
}

/** What the screen said when a job met a warning: it is kept by its code. */
export function warningText({ lookUp }: Pick<Texts, 'lookUp'>, code: string): string {
  return lookUp(`job.code.${code}.short`) ?? code;
}

/** By which rule the gate held it, until when as it said, and how that ended. */
export function holdText(texts: Texts, hold: NonNullable<TimelineEntry['hold']>, now: number): string {
  const { text, language } = texts;
  const { path, untilAt, endedAt, ending } = hold;
  const rule = path === null ? [] : [text('growth.by-rule', { rule: ruleText(texts, path) })];
  const until = untilAt === null ? [] : [text('growth.hold-until', { at: planMomentText(language, untilAt, now) })];
  const end =
    ending === null || endedAt === null
      ? text('growth.hold-on')
      : text(`growth.hold-ending.${ending}`, { at: planMomentText(language, endedAt, now) });
  return [...rule, ...until, end].join(' · ');
}

/** Until when it holds, and how it is known; nothing where the entry says neither. */
export function endText(texts: Texts, { untilAt, how }: TimelineEntry, now: number): string {
  const { text, language } = texts;
  const until =
    untilAt === undefined ? [] : [text('growth.entry-until', { at: planMomentText(language, untilAt, now) })];
  const known = how === undefined || how === 'former' ? [] : [text(`growth.entry-how.${how}`)];
  return [...until, ...known].join(' · ');
}

/** That it holds no more: to what it was corrected or that it was taken back, by whom, when and why; nothing where it holds. */
export function undoneText({ text, language }: Texts, { undone }: TimelineEntry, now: number): string {
  if (undone === undefined) return '';
  const { amount, by, at, reason } = undone;
  const who = { by, at: planMomentText(language, at, now) };
  if (amount !== null && amount > 0) return text('growth.undone.corrected', { ...who, count: amount });
  return reason === '' ? text('growth.undone.taken-back', who) : text('growth.undone.withdrawn', { ...who, reason });
}

/** How much was done; of a correction also how much was noted before it. */
function handActText({ text }: Texts, name: string, act: TimelineEntry['act']): string {
  if (act === undefined) return name;
  const { amount, before } = act;
  if (amount === 0) return text('growth.entry-taken-back', { what: name, count: before ?? 0 });
  const what = `${name} ${text('growth.times', { count: amount })}`;
  return before === null ? what : text('growth.entry-corrects', { what, count: before });
}

function withdrawalText({ text, lookUp }: Texts, { what, fact }: Pick<TimelineEntry, 'what' | 'fact'>): string {
  switch (fact) {
    case 'signal':
      return text('growth.entered.signal', { what: lookUp(`growth.signal.${what}`) ?? what });
    case 'restart':
      return text('growth.entered.restart', { what: lookUp(`growth.event.${what}`) ?? what });
    case 'sign-off':
      return text('growth.entered.sign-off', { what });
    case undefined:
      return what;
  }
}

/** What was written down before and after; modes and days in words. */
function changeText(
  { text, lookUp, language }: Texts,
  { before, after }: NonNullable<TimelineEntry['change']>,
  field: string,
): { readonly before: string; readonly after: string } {
  const wordOf = (value: string | null): string => {
    if (value === null) return text('value.none');
    if (field === 'started-on') return planDayText(language, value);
    return (field === 'mode' ? lookUp(`job.mode.${value}`) : null) ?? value;
  };
  return { before: wordOf(before), after: wordOf(after) };
}

function whatText(texts: Texts, entry: TimelineEntry, { taskNames, phoneNameOf }: Names): string {
  const { text, lookUp, language } = texts;
  const { kind, what } = entry;
  switch (kind) {
    case 'plan':
      return '';
    case 'sign-off':
      return what;
    case 'tick':
    case 'untick':
      return taskNames[what]?.[language === 'en' ? 'en' : 'zh'] ?? what;
    case 'signal':
    case 'signal-closed':
      return lookUp(`growth.signal.${what}`) ?? what;
    case 'restart':
      return lookUp(`growth.event.${what}`) ?? what;
    case 'loosening':
    case 'loosening-ended':
      return ruleText(texts, what);
    case 'waiver':
      return lookUp(`growth.rest.${what}`) ?? what;
    case 'hand-act':
      return handActText(texts, lookUp(`growth.action.${what}`) ?? what, entry.act);
    case 'job-act':
      return lookUp(`jobs.attempt.${what}`) ?? what;
    case 'mode':
    case 'fields':
      return lookUp(`growth.changed-field.${what}`) ?? what;
    case 'move':
      return what === '' ? text('accounts.no-phone') : phoneNameOf(what);
    case 'held':
      return lookUp(`job.code.${what}.short`) ?? what;
    case 'withdrawal':
      return withdrawalText(texts, entry);
  }
}
