import type { AuditPort } from '../../audit/audit-log.ts';
import type { Alert } from '../../contract/alerts.ts';
import type { EventPayload, Handlers, ProcedureName } from '../../contract/procedures.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { Devices } from '../devices.ts';
import { AlertNotifications, type AlertNotifier } from './alert-notifications.ts';
import { createAlertProcedures } from './alert-procedures.ts';
import type { AlertSource } from './alert-source.ts';
import { Alerts, type AlertChange } from './alerts.ts';
import { createWebhookAlerts } from './webhook/webhook-alerts.ts';
import { createWebhookProcedures } from './webhook/webhook-procedures.ts';
import { Webhook } from './webhook/webhook.ts';

export interface AlertingDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Timeouts and retries of the webhook. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void };
  readonly devices: Pick<Devices, 'phones' | 'hosts'>;
  readonly sources: readonly AlertSource[];
  /** Null: nobody shows notifications here. */
  readonly notifier: AlertNotifier | null;
}

/** Alerts as the live state of the desk shows them. */
export interface LiveAlerts {
  list(): Alert[];
  get(alertId: string): Alert | null;
  waitingCount(): number;
  subscribe(listener: (change: AlertChange) => void): () => void;
}

export interface Alerting extends Disposable {
  readonly handlers: Handlers<Extract<ProcedureName, `alerts.${string}`>>;
  readonly live: LiveAlerts;
  /** The operator clicked a notification. */
  readonly opened: { subscribe(listener: (opened: EventPayload<'alerts.opened'>) => void): () => void };
  dispose(): Promise<void>;
}

/** Alerts with everything that tells of them. */
export function createAlerting(deps: AlertingDeps): Alerting {
  const { store, clock, machineClock, logger, audit, settings, devices, sources, notifier } = deps;
  const { phones, hosts } = devices;
  const life = new DisposalStack();
  const webhook = life.use(new Webhook({ store, clock, machineClock, logger, settings: () => settings.current() }));
  const watched = [...sources, createWebhookAlerts({ webhook, clock, machineClock })];
  const engine = { store, clock, logger, settings, phones, hosts, sources: watched, recorder: webhook };
  const alerts = life.use(new Alerts(engine));
  const opened = new EventSource<EventPayload<'alerts.opened'>>(logger);
  if (notifier !== null) {
    const onOpened = (alertId: number | null): void => opened.emit({ alertId });
    const notices = { notifier, settings: () => settings.current(), clock: machineClock, onOpened };
    const notifications = life.use(new AlertNotifications(notices));
    life.defer(alerts.subscribeEvents((events) => notifications.take(events)));
  }
  webhook.start();
  return {
    handlers: {
      ...createAlertProcedures({ alerts, audit, clock, isPhone: (phoneId) => phones.isRemembered(phoneId) }),
      ...createWebhookProcedures({ webhook, store, audit }),
    },
    live: alerts,
    opened,
    dispose: () => life.dispose(),
  };
}
