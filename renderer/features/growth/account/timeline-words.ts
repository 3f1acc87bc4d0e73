import type { AccountDetail, TimelineEntry } from '@contract/account-plans.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { ruleText } from '../words/rule-words.ts';

interface Names {
  readonly taskNames: AccountDetail['taskNames'];
  readonly phoneNameOf: (phoneId: string) => string;
}

/** What happened, as a sentence without its time and its author. */
export function entryText(texts: Texts, entry: TimelineEntry, names: Names): string {
  const { text, lookUp } = texts;
  const what = whatText(texts, entry, names);
  const key = entry.text === '' ? `growth.entry.${entry.kind}` : `growth.entry.${entry.kind}-with`;
  return lookUp(key, { what, note: entry.text }) ?? text('growth.entry.any', { what, note: entry.text });
}

function whatText(texts: Texts, { kind, what }: TimelineEntry, { taskNames, phoneNameOf }: Names): string {
  const { text, lookUp, language } = texts;
  switch (kind) {
    case 'plan':
      return '';
    case 'sign-off':
      return what;
    case 'tick':
      return taskNames[what]?.[language === 'en' ? 'en' : 'zh'] ?? what;
    case 'signal':
    case 'signal-closed':
      return lookUp(`growth.signal.${what}`) ?? what;
    case 'restart':
      return lookUp(`growth.event.${what}`) ?? what;
    case 'loosening':
      return ruleText(texts, what);
    case 'hand-act':
      return lookUp(`growth.action.${what}`) ?? what;
    case 'job-act':
      return lookUp(`jobs.attempt.${what}`) ?? what;
    case 'move':
      return what === '' ? text('accounts.no-phone') : phoneNameOf(what);
    case 'held':
      return lookUp(`job.code.${what}.short`) ?? what;
  }
}
