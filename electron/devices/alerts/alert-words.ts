import en from '../../contract/alert-texts/en.json' with { type: 'json' };
import zh from '../../contract/alert-texts/zh-CN.json' with { type: 'json' };
import type { Alert } from '../../contract/alerts.ts';
import type { Settings } from '../../contract/settings.ts';

/** The language in which the outside is told. */
export type Language = Settings['language'];

export interface AlertWords {
  /** `电池过热`. */
  readonly name: string;
  /** `12 号 前台`; the host's name for a host or hub. No serial. */
  readonly subject: string;
  /** What is so, with its values. */
  readonly text: string;
  /** What to do about it. */
  readonly next: string;
}

const tables: Readonly<Record<Language, Readonly<Record<string, string>>>> = { 'zh-CN': zh, en };

const words = {
  'zh-CN': {
    number: (n: number) => `${n} 号`,
    phone: '手机',
    desk: '整个台面',
    local: '本机',
    remote: '主机',
    demo: '演示',
  },
  en: {
    number: (n: number) => `No. ${n}`,
    phone: 'phone',
    desk: 'the whole desk',
    local: 'this computer',
    remote: 'host',
    demo: 'demo',
  },
} as const;

/** An alert in words, for those who have no window to look at: notifications and the webhook. */
export function alertWords(alert: Alert, language: Language): AlertWords {
  const { kind, textCode, params } = alert;
  const host = hostName(alert, language);
  const filled = { ...params, host };
  const table = tables[language];
  return {
    name: table[`alert.${kind}.name`] ?? kind,
    subject: alert.subject.type === 'phone' ? phoneName(alert, language) : host,
    text: fill(table[`alert.${kind}.${textCode}`] ?? kind, filled),
    next: fill(table[`alert.${kind}.next`] ?? '', filled),
  };
}

function phoneName({ subjectNumber, subjectName }: Alert, language: Language): string {
  const { number, phone } = words[language];
  const parts = [subjectNumber === null ? '' : number(subjectNumber), subjectName].filter((part) => part !== '');
  return parts.length === 0 ? phone : parts.join(' ');
}

function hostName({ subject, subjectName, params }: Alert, language: Language): string {
  if (subject.type === 'phone') return '';
  if (subject.type === 'desk') return words[language].desk;
  if (subjectName !== '') return subjectName;
  const kind = params['hostKind'] ?? (subject.hostId === 'demo' ? 'demo' : 'local');
  return kind === 'local' || kind === 'demo' ? words[language][kind] : words[language].remote;
}

/** Puts values into `{{name}}`; one that is not known reads as a dash. */
function fill(sentence: string, params: Alert['params']): string {
  return sentence.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const value = params[name] ?? null;
    if (value === null) return '—';
    return typeof value === 'number' ? String(Math.round(value * 10) / 10) : String(value);
  });
}
