import type { AuditLog } from './audit/audit-log.ts';
import type { CurrentOperator } from './accounts/current-operator.ts';
import type { Devices } from './devices/devices.ts';
import type { HealthDesk } from './devices/health-desk.ts';
import { createGateOfToday } from './jobs/gate-of-today.ts';
import type { EvidenceFiles } from './jobs/evidence-port.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import { shippedKinds } from './jobs/kinds/shipped-kinds.ts';
import type { AccountCooldowns, AccountModes, PlatformRules } from './jobs/gate.ts';
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
  readonly cooldowns: AccountCooldowns;
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
  cooldowns,
  modes,
  kinds,
  evidence,
}: JobDeskDeps): Jobs {
  const { clock, machineClock, logger, files, power = null, moreJobKinds = [], onCommitMark = {} } = ports;
  const { phones } = devices;
  const isVirtual = (phoneId: string): boolean | null => phones.get(phoneId)?.isVirtual ?? null;
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
    gate: createGateOfToday({ cooldowns, modes, isVirtual }),
    rules: modes,
    modes,
    cooldowns,
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
