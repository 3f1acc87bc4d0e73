import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { AlertEvent } from './alert-event.ts';
import type { AlertRecord } from './alert-record.ts';
import { alertWords, type Language } from './alert-words.ts';

/** One notification of the computer's desktop. */
export interface AlertNotice {
  readonly title: string;
  readonly body: string;
  readonly isSilent: boolean;
  /** One of the alerts that it tells of is serious. */
  readonly isUrgent: boolean;
}

/** Shows notifications; filled by the app. A console without a window has none. */
export interface AlertNotifier {
  /** `onOpened`: the operator clicked it. Never throws; a desktop that shows none is no fault. */
  show(notice: AlertNotice, onOpened: () => void): void;
}

export interface AlertNotificationsDeps {
  readonly notifier: AlertNotifier;
  readonly settings: () => Settings;
  readonly clock: Clock;
  /** Null: there is more than one alert to open. */
  readonly onOpened: (alertId: number | null) => void;
}

/** What comes within this time is one notification. */
export const togetherMs = 1_500;
/** The next one comes no sooner than this after the last. */
export const gapMs = 10_000;
const namedCount = 4;

const words = {
  'zh-CN': { many: (n: number) => `${n} 条新警报`, more: (n: number) => `……还有 ${n} 条` },
  en: { many: (n: number) => `${n} new alerts`, more: (n: number) => `… and ${n} more` },
} as const;

/** Tells the operator's desktop of new, worse and woken alerts: many at once in one notification. */
export class AlertNotifications implements Disposable {
  readonly #deps: AlertNotificationsDeps;
  readonly #waiting = new Map<number, AlertRecord>();
  #cancelTimer: (() => void) | null = null;
  #shownMs = Number.NEGATIVE_INFINITY;

  constructor(deps: AlertNotificationsDeps) {
    this.#deps = deps;
  }

  take(events: readonly AlertEvent[]): void {
    const { notificationsOn, notificationsFrom } = this.#deps.settings();
    for (const { happened, alert } of events) {
      const isWanted = notificationsOn && (notificationsFrom === 'warn' || alert.severity === 'bad');
      if (happened === 'ended') this.#waiting.delete(alert.alertId);
      else if (isWanted) this.#waiting.set(alert.alertId, alert);
    }
    if (this.#waiting.size > 0) this.#plan();
  }

  dispose(): void {
    this.#cancelTimer?.();
  }

  #plan(): void {
    const { clock } = this.#deps;
    const delayMs = Math.max(togetherMs, this.#shownMs + gapMs - clock.monotonic());
    this.#cancelTimer ??= clock.after(delayMs, () => this.#show());
  }

  #show(): void {
    const { notifier, settings, clock, onOpened } = this.#deps;
    this.#cancelTimer = null;
    const alerts = [...this.#waiting.values()];
    this.#waiting.clear();
    if (alerts.length === 0) return;
    this.#shownMs = clock.monotonic();
    const { language, notificationSound } = settings();
    const [first] = alerts;
    const opened = alerts.length === 1 ? (first?.alertId ?? null) : null;
    notifier.show({ ...describeAlerts(alerts, language), isSilent: !notificationSound }, () => onOpened(opened));
  }
}

/** The words of one notification; the worst alerts are named first. Pure. */
export function describeAlerts(alerts: readonly AlertRecord[], language: Language): Omit<AlertNotice, 'isSilent'> {
  const isUrgent = alerts.some(({ severity }) => severity === 'bad');
  const ordered = [
    ...alerts.filter((alert) => alert.severity === 'bad'),
    ...alerts.filter((alert) => alert.severity === 'warn'),
  ];
  const told = ordered.map((alert) => alertWords(alert, language));
  const [only] = told;
  if (only !== undefined && told.length === 1) {
    return { title: `${only.name} · ${only.subject}`, body: `${only.text}\n${only.next}`, isUrgent };
  }
  const { many, more } = words[language];
  const lines = told.slice(0, namedCount).map(({ name, subject }) => `${subject} · ${name}`);
  const restCount = told.length - lines.length;
  const body = restCount === 0 ? lines : [...lines, more(restCount)];
  return { title: many(told.length), body: body.join('\n'), isUrgent };
}
