import type { AuditPort } from '../../audit/audit-log.ts';
import type { Alert } from '../../contract/alerts.ts';
import type { Handlers, ProcedureName } from '../../contract/procedures.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { Devices } from '../devices.ts';
import { createAlertProcedures } from './alert-procedures.ts';
import type { AlertSource } from './alert-source.ts';
import { Alerts, type AlertChange } from './alerts.ts';

export interface AlertingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void };
  readonly devices: Pick<Devices, 'phones' | 'hosts'>;
  readonly sources: readonly AlertSource[];
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
  dispose(): Promise<void>;
}

/** Alerts with everything that tells of them. */
export function createAlerting(deps: AlertingDeps): Alerting {
  const { store, clock, logger, audit, settings, devices, sources } = deps;
  const { phones, hosts } = devices;
  const life = new DisposalStack();
  const recorder = { record: () => undefined };
  const alerts = life.use(new Alerts({ store, clock, logger, settings, phones, hosts, sources, recorder }));
  return {
    handlers: createAlertProcedures({ alerts, audit, clock, isPhone: (phoneId) => phones.isRemembered(phoneId) }),
    live: alerts,
    dispose: () => life.dispose(),
  };
}
