import type { CalendarEvent } from '@contract/account-calendar.ts';
import type { Rest } from '@contract/rests.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import type { Texts } from '../../i18n/texts.ts';
import { ruleText } from '../growth/words/rule-words.ts';

export type Calendar = ProcedureOutput<'accounts.calendar'>;

/** What an event is about, in words. */
export function whatText(texts: Texts, { kind, what, count }: CalendarEvent, tasks: Calendar['tasks']): string {
  const { text, lookUp, language } = texts;
  switch (kind) {
    case 'opens':
    case 'closes':
      return lookUp(`growth.action.${what}`) ?? what;
    case 'stage':
      return what;
    case 'stage-soonest':
      return text('calendar.soonest', { stage: what });
    case 'limit-ends':
      return what === '' ? text('calendar.silent') : (lookUp(`growth.signal.${what}`) ?? what);
    case 'task-due':
    case 'task-overdue': {
      const task = tasks[what];
      return task === undefined ? what : language === 'zh-CN' ? task.zh : task.en;
    }
    case 'job':
      return text('calendar.job', { title: what, count: count ?? 0 });
    case 'loosening-ends':
      return ruleText(texts, what);
    case 'lowering-ends':
    case 'plan-ends':
      return '';
  }
}

/** A rest in words: when, what, and whether anybody may set it aside. */
export function restText(texts: Texts, rest: Rest): string {
  const { text, lookUp } = texts;
  const { windowId, fromMinute, toMinute, restDays, inDays, isHard, actions } = rest;
  const window = lookUp(`param.windowId.${windowId}`) ?? windowId;
  const when =
    fromMinute === null || toMinute === null
      ? text('calendar.rest-days', { window, restDays, inDays })
      : text('calendar.rest-daily', { window, from: minuteText(fromMinute), to: minuteText(toMinute) });
  const names = actions?.map((action) => text(`growth.action.${action}`)).join(text('growth.list-comma'));
  const rule = text(isHard ? 'calendar.rest-hard' : 'calendar.rest-soft');
  return names === undefined
    ? text('calendar.rest', { when, rule })
    : text('calendar.rest-some', { when, rule, actions: names });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function minuteText(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
