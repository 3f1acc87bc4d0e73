import type { Alert } from '../../../contract/alerts.ts';
import type { WebhookFormat } from '../../../contract/webhook.ts';
import type { AlertEvent } from '../alert-event.ts';
import { alertWords, type Language } from '../alert-words.ts';

/** A message as it waits: everything that any of the formats needs, in the language of the moment. No serial, no address. */
export interface WebhookMessage {
  readonly source: 'jiqun';
  readonly eventId: string;
  readonly alertId: number | null;
  readonly event: 'raised' | 'worsened' | 'cleared' | 'test';
  readonly kind: Alert['kind'] | null;
  readonly severity: Alert['severity'] | null;
  /** Why an alert that is `cleared` ended; null for everything else. */
  readonly ending: Alert['ending'];
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly title: string;
  readonly text: string;
  readonly next: string;
  readonly phone: { readonly number: number | null; readonly label: string } | null;
  readonly host: string | null;
}

const words = {
  'zh-CN': {
    sign: '机群台',
    raised: '警报',
    worsened: '警报加重',
    cleared: '已恢复',
    unwatched: (why: string) => `已结束（${why}）`,
    test: '测试消息',
    testText: '机群台的警报会发到这里。',
    severity: { warn: '注意', bad: '严重' },
    next: '怎么办：',
    ending: {
      forgotten: '手机已移除',
      'set-aside': '手机已搁置',
      'not-expected': '不再计入应到',
      'host-removed': '主机已移除',
      'kind-off': '已关闭这类警报',
      'webhook-off': '已关闭外发',
    },
  },
  en: {
    sign: 'Jiqun',
    raised: 'Alert',
    worsened: 'Alert, now worse',
    cleared: 'Over',
    unwatched: (why: string) => `Ended (${why})`,
    test: 'Test message',
    testText: 'Alerts of Jiqun will arrive here.',
    severity: { warn: 'warning', bad: 'serious' },
    next: 'What to do: ',
    ending: {
      forgotten: 'phone removed',
      'set-aside': 'phone set aside',
      'not-expected': 'phone not expected any more',
      'host-removed': 'host removed',
      'kind-off': 'this kind switched off',
      'webhook-off': 'webhook switched off',
    },
  },
} as const;

/** The message that tells of an event. */
export function describeEvent(
  { happened, alert, at }: AlertEvent,
  eventId: string,
  language: Language,
): WebhookMessage {
  const { name, subject, text, next } = alertWords(alert, language);
  const event = happened === 'ended' ? 'cleared' : happened === 'woken' ? 'raised' : happened;
  const isPhone = alert.subject.type === 'phone';
  const isPlace = alert.subject.type === 'host' || alert.subject.type === 'hub';
  return {
    source: 'jiqun',
    eventId,
    alertId: alert.alertId,
    event,
    kind: alert.kind,
    severity: alert.severity,
    at: new Date(at).toISOString(),
    title: `${headOf(event, alert.ending, language)} · ${subject} · ${name}`,
    text,
    next: event === 'cleared' ? '' : next,
    ending: alert.ending,
    phone: isPhone ? { number: alert.subjectNumber, label: alert.subjectName } : null,
    host: isPlace ? subject : null,
  };
}

/** What happened, in words: an alert that nobody watches any more did not recover. */
function headOf(event: Exclude<WebhookMessage['event'], 'test'>, ending: Alert['ending'], language: Language): string {
  const own = words[language];
  return event === 'cleared' && ending !== null && ending !== 'over' ? own.unwatched(own.ending[ending]) : own[event];
}

export function describeTest(eventId: string, now: number, language: Language): WebhookMessage {
  const { test, testText } = words[language];
  const none = { alertId: null, kind: null, severity: null, ending: null, phone: null, host: null };
  const at = new Date(now).toISOString();
  return { source: 'jiqun', eventId, event: 'test', at, title: test, text: testText, next: '', ...none };
}

/** Longest text of a robot message; WeCom takes 2 048 bytes, three for a Chinese character. */
const textMaxLength = 600;

/** The body in the receiver's shape. */
export function shapeBody(message: WebhookMessage, format: WebhookFormat, language: Language): string {
  if (format === 'json') return JSON.stringify(message);
  const content = plainText(message, language).slice(0, textMaxLength);
  return format === 'feishu'
    ? JSON.stringify({ msg_type: 'text', content: { text: content } })
    : JSON.stringify({ msgtype: 'text', text: { content } });
}

/** Begins with the product's name, which a robot's keyword filter can be set to. */
function plainText({ title, text, next, severity, event, at }: WebhookMessage, language: Language): string {
  const own = words[language];
  const mark = severity === null || event === 'cleared' ? '' : `[${own.severity[severity]}] `;
  const lines = [
    `【${own.sign}】${mark}${title}`,
    text,
    next === '' ? '' : `${own.next}${next}`,
    localTime(at, language),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function localTime(at: string, language: Language): string {
  return new Date(at).toLocaleString(language, { hour12: false });
}
