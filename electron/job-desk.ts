import type { AuditLog } from './audit/audit-log.ts';
import type { CurrentOperator } from './accounts/current-operator.ts';
import type { Devices } from './devices/devices.ts';
import type { HealthDesk } from './devices/health-desk.ts';
import type { EvidenceFiles } from './jobs/evidence-port.ts';
import { createJobs, type Jobs, type JobsDeps } from './jobs/jobs.ts';
import { shippedKinds } from './jobs/kinds/shipped-kinds.ts';
import type { AccountCooldowns, AccountModes, ActLedger, Gate, PlatformRules } from './jobs/gate.ts';
import type { RegisteredKind } from './jobs/job-registry.ts';
import type { Clock } from './runtime/clock.ts';
import type { ServicesPorts } from './services-config.ts';
import type { SettingsService } from './settings/settings.ts';
import type { Store } from './store/store.ts';

export interface JobDeskDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly store: Store;
  readonly audit: AuditLog;
  readonly settings: SettingsService;
  readonly currentOperator: CurrentOperator;
  readonly devices: Devices;
  readonly healthDesk: HealthDesk;
  readonly accountDesk: AccountCooldowns & ActLedger;
  /** What lets acts count, and time be gone by. */
  readonly counting: Pick<JobsDeps, 'custody' | 'isTimeKnown' | 'whenTimeKnown'>;
  readonly gate: Gate;
  readonly modes: AccountModes & PlatformRules;
  /** What features bring. */
  readonly kinds: readonly RegisteredKind[];
  /** Where the pictures of attempts are kept. */
  readonly evidence: EvidenceFiles;
}

/** Puts the job engine together with what it needs of the layers beside it. A feature's kind of job is one line here. */
export function createJobDesk({
  ports,
  store,
  audit,
  settings,
  currentOperator,
  devices,
  healthDesk,
  accountDesk,
  counting,
  gate,
  modes,
  kinds,
  evidence,
}: JobDeskDeps): Jobs {
  const { clock, machineClock, logger, files, power = null, moreJobKinds = [], onCommitMark = {} } = ports;
  const { phones } = devices;
  return createJobs({
    store,
    audit,
    clock,
    machineClock,
    logger: logger.scoped('jobs'),
    settings,
    operator: currentOperator,
    phones,
    hubOf: createHubIndex(healthDesk.deskMap),
    files,
    kinds: [...shippedKinds, ...kinds, ...moreJobKinds],
    gate,
    rules: modes,
    modes,
    cooldowns: accountDesk,
    acts: accountDesk,
    ...counting,
    evidence,
    power,
    onMark: onCommitMark,
  });
}

/** Which hub a phone hangs on, looked up anew only when the map was drawn anew. */
function createHubIndex(deskMap: HealthDesk['deskMap']): (phoneId: string) => string | null {
  let drawn: ReturnType<HealthDesk['deskMap']['current']> | null = null;
  let index = new Map<string, string>();
  return (phoneId) => {
    const current = deskMap.current();
    if (current !== drawn) {
      drawn = current;
      index = new Map(current.places.map((place) => [place.phoneId, place.hubId]));
    }
    return index.get(phoneId) ?? null;
  };
}
