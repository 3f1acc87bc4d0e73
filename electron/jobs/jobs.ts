import type { AuditPort } from '../audit/audit-log.ts';
import type { Job } from '../contract/jobs.ts';
import type { Operator } from '../contract/operators.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { Settings } from '../contract/settings.ts';
import type { SavedFiles } from '../devices/reports/saved-files.ts';
import type { Clock } from '../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Store } from '../store/store.ts';
import type { EvidenceFiles } from './evidence-port.ts';
import type { AccountCooldowns, AccountModes, Gate, PlatformRules } from './gate.ts';
import { JobBook } from './job-book.ts';
import { JobDecisions } from './job-decisions.ts';
import { JobFeed } from './job-feed.ts';
import type { JobPhones } from './job-phones.ts';
import { createJobProcedures, type JobProcedure } from './job-procedures.ts';
import { takeInInterrupted } from './job-recovery.ts';
import { JobRegistry, type RegisteredKind } from './job-registry.ts';
import { JobRunner } from './job-runner.ts';
import { OperatorDesk } from './operator-desk.ts';
import type { ItemRunDeps } from './run-order.ts';
import type { PowerPort } from './power-port.ts';
import { SleepGuard } from './sleep-guard.ts';

export interface JobsDeps {
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly settings: { current(): Settings };
  readonly operator: { current(): Operator | null; subscribe(listener: () => void): () => void };
  readonly phones: JobPhones;
  readonly hubOf: (phoneId: string) => string | null;
  readonly files: SavedFiles;
  readonly kinds: readonly RegisteredKind[];
  readonly gate: Gate;
  readonly rules: PlatformRules;
  readonly modes: AccountModes;
  readonly cooldowns: AccountCooldowns;
  readonly evidence: EvidenceFiles;
  /** Null where the computer's sleep is nobody's business (headless). */
  readonly power: PowerPort | null;
  readonly onMark?: ItemRunDeps['onMark'];
}

export interface Jobs extends Disposable {
  readonly handlers: Handlers<JobProcedure>;
  /** The jobs of the snapshot, by id. */
  readonly feed: {
    list(): Job[];
    get(jobId: string): Job | null;
    subscribe(
      listener: (change: { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> }) => void,
    ): () => void;
  };
  /** Something is done that would seem to take longer if the desk's time went on. */
  isWorking(): boolean;
  /** Takes in what was cut short and begins to run what is confirmed; once, when the phones are there to be asked for. */
  start(): void;
  dispose(): Promise<void>;
}

const startAgainMs = 5_000;

/** The durable job engine. Nothing begins before `start`. */
export function createJobs(deps: JobsDeps): Jobs {
  const { clock, logger, audit, phones, power, onMark = {} } = deps;
  const life = new DisposalStack();
  const book = life.use(new JobBook(deps));
  const feed = life.use(new JobFeed(book, logger));
  const kinds = new JobRegistry(deps.kinds);
  const desk = new OperatorDesk(logger);
  const sleep = life.use(new SleepGuard(power));
  const hubLimit = (): number => deps.settings.current().jobPhonesPerHub;
  const runner = life.use(new JobRunner({ ...deps, book, kinds, desk, sleep, hubLimit, onMark }));
  const decisions = new JobDecisions({ ...deps, book, runner, kinds });
  const planner = { ...deps, book, kinds, isKnownPhone: (phoneId: string) => phones.get(phoneId) !== null };
  if (power !== null) life.defer(power.onWoke(() => runner.afterSleep()));
  let cancelStart: (() => void) | null = null;
  life.defer(() => cancelStart?.());
  const start = (): void => {
    const taken = takeInInterrupted(book, audit, clock.now());
    if (taken.ok) return runner.start();
    // Nothing may begin before it is known what was cut short: with a full disk that is as soon as there is room.
    logger.error('jobs-not-started', { code: taken.error.code });
    cancelStart = deps.machineClock.after(startAgainMs, start);
  };
  return {
    start,
    handlers: createJobProcedures({ ...deps, book, runner, decisions, planner, desk }),
    feed,
    isWorking: () => runner.isWorking,
    dispose: () => life.dispose(),
  };
}
