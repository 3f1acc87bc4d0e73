import type { AuditLog } from './audit/audit-log.ts';
import type { CurrentOperator } from './accounts/current-operator.ts';
import type { Community } from './community.ts';
import type { Devices } from './devices/devices.ts';
import { createHealthSweepKind } from './devices/health/health-sweep.ts';
import { RosterSyncs } from './groups/sync/roster-sync.ts';
import type { WhenTimeKnown } from './jobs/job-start.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Clock } from './runtime/clock.ts';
import { DisposalStack, type Disposable } from './runtime/disposal.ts';
import { Schedules, type ScheduleHandlers } from './schedules/schedules.ts';
import type { ServicesPorts } from './services-config.ts';
import type { Store } from './store/store.ts';

export interface ScheduleDeskDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly whenTimeKnown: WhenTimeKnown;
  readonly store: Store;
  readonly audit: AuditLog;
  readonly currentOperator: CurrentOperator;
  readonly devices: Devices;
  readonly community: Community;
  readonly jobs: Jobs;
}

export interface ScheduleDesk extends Disposable {
  readonly handlers: ScheduleHandlers;
  /** A run is under way: a faster clock holds meanwhile. */
  isWorking(): boolean;
  /** Tells the id of the schedule that is another one now, or gone. */
  subscribe(listener: (scheduleId: number) => void): () => void;
  /** Begins to plan and to run as soon as it is known what time it is; once, when phones and jobs have been started. */
  start(): void;
  dispose(): Promise<void>;
}

/** Schedules with everything that can come by them. A feature's kind of schedule is one line here. */
export function createScheduleDesk(deps: ScheduleDeskDeps): ScheduleDesk {
  const { ports, store, audit, currentOperator, devices, community, jobs } = deps;
  const { clock, machineClock } = ports;
  const life = new DisposalStack();
  const syncs = life.use(openRosterSyncs(deps));
  const schedules = life.use(
    new Schedules({
      store,
      audit,
      clock,
      machineClock,
      logger: ports.logger.scoped('schedules'),
      currentOperator: () => currentOperator.current(),
      kinds: [syncs.schedule, createHealthSweepKind(devices), community.reminder.schedule, jobs.windowKind],
    }),
  );
  jobs.followSchedules({
    has: (scheduleId) => schedules.get(scheduleId)?.kind === 'job-window',
    subscribe: (listener) => schedules.subscribe(listener),
  });
  return {
    handlers: schedules.handlers,
    isWorking: () => schedules.isWorking,
    subscribe: (listener) => schedules.subscribe(listener),
    start: () => {
      syncs.start();
      // By a guess, times would be settled as missed that are still to come.
      life.defer(deps.whenTimeKnown(() => schedules.start()));
    },
    dispose: () => life.dispose(),
  };
}

function openRosterSyncs({ store, ports, devices, community, jobs }: ScheduleDeskDeps): RosterSyncs {
  const { groups, accounts } = community;
  const { phones } = devices;
  const { clock } = ports;
  const logger = ports.logger.scoped('groups');
  return new RosterSyncs({ store, clock, logger, accounts, phones, desk: groups.desk, jobs: jobs.orders });
}
