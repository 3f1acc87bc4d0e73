import type { AuditPort } from '../audit/audit-log.ts';
import type { DriverLink } from '../automation/drivers/driver-link.ts';
import type { GroupReading } from '../contract/groups.ts';
import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { SavedFiles } from '../devices/reports/saved-files.ts';
import type { HolderKind } from '../devices/state/phone-state.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { takeInSlices } from '../runtime/slices.ts';
import type { Store } from '../store/store.ts';
import type { TaskWorker } from '../store/task-worker.ts';
import { GroupDesk, type GroupAccounts } from './group-desk.ts';
import { createGroupProcedures, type GroupBookProcedure } from './group-procedures.ts';
import type { GroupSummary, ListedGroups } from './group-store.ts';
import type { NameLimits } from './rename/name-checks.ts';
import { RenameDesk, type RenameDeskOptions } from './rename/rename-desk.ts';
import type { RenameJobs } from './rename/rename-jobs.ts';
import { GroupSets } from './sets/group-sets.ts';

/** The phones as this feature needs them; `devices` has them. */
export interface GroupPhones {
  /** Null for a phone that is not remembered. */
  get(phoneId: string): { readonly isVirtual: boolean } | null;
  /**
   * Runs `work` as the phone's one holder, of that kind, on its current route; answers `phone-busy`, `phone-not-ready` and their
   * like when it cannot be held. `signal` gives the wait up and reaches `work` through its own.
   */
  withPhone<T>(
    phoneId: string,
    holder: HolderKind,
    work: (link: DriverLink, signal: AbortSignal) => Promise<Outcome<T>>,
    signal: AbortSignal,
  ): Promise<Outcome<T>>;
}

export interface GroupsOptions {
  readonly store: Store;
  readonly phones: GroupPhones;
  /** Reads the groups that a held phone's messenger lists; it changes nothing there. */
  readonly readList: (phoneId: string, link: DriverLink, signal: AbortSignal) => Promise<Outcome<ListedGroups>>;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly accounts: GroupAccounts;
  readonly worker: TaskWorker;
  readonly files: SavedFiles;
  readonly operatorName: () => string | null;
  /** What the settings say of group names. */
  readonly nameLimits: () => NameLimits;
  /** Whether an account could act on its phone now. */
  readonly standingsNow: RenameDeskOptions['standingsNow'];
  /** Finished renames. */
  readonly renameJobs: RenameJobs;
}

export interface Groups extends Disposable {
  readonly handlers: Handlers<'groups.read' | 'groups.list' | GroupBookProcedure>;
  /** What kinds of job work with. */
  readonly desk: GroupDesk;
  readonly renames: RenameDesk;
  /** When that phone's groups were last read and how many there were; null before the first reading. */
  summaryOf(phoneId: string): GroupSummary | null;
  /** Every group's name that was ever read, once. */
  names(): string[];
  /** Tells the phone whose reading is new. The returned function ends the subscription. */
  subscribe(listener: (phoneId: string) => void): () => void;
}

/** Groups as the phones' messengers list them, joined to real ones, with what may be done to them. */
export function createGroups(options: GroupsOptions): Groups {
  const { store, phones, clock, nameLimits, standingsNow, renameJobs } = options;
  const desk = new GroupDesk(options);
  const sets = new GroupSets(store);
  const renames = new RenameDesk(desk, {
    limits: nameLimits,
    now: () => clock.now(),
    standingsNow,
    setOrder: (setId) => sets.groupsOf(setId),
    openRenames: () => renameJobs.open(),
  });
  return {
    desk,
    renames,
    handlers: {
      ...createGroupProcedures({ ...options, desk, sets, renames, jobs: renameJobs }),
      'groups.list': async ({ phoneId }) =>
        phones.get(phoneId) === null ? unknownPhone(phoneId) : succeed(desk.views.read(phoneId)),
      'groups.read': async ({ phoneId }, signal) => {
        const listed = await readFromPhone(options, phoneId, signal);
        return listed.ok ? saveReading(options, desk, { phoneId, listed: listed.value }) : listed;
      },
    },
    summaryOf: (phoneId) => desk.summaryOf(phoneId),
    names: () => desk.views.names(),
    subscribe: (listener) => desk.subscribe(listener),
    dispose: weighRest(desk, options),
  };
}

/** @returns what ends it */
function weighRest(desk: GroupDesk, { machineClock, logger }: GroupsOptions): () => void {
  const life = new AbortController();
  takeInSlices(machineClock, desk.weighRest(), life.signal).catch((cause: unknown) => {
    logger.error('groups-not-weighed', {}, cause);
  });
  return () => life.abort();
}

function unknownPhone(phoneId: string): Outcome<never> {
  return fail('phone-not-found', 'no such phone', { phoneId });
}

/** Virtual phones only: on real ones an account's mode decides, which the job that reads lists asks for. */
async function readFromPhone(
  options: GroupsOptions,
  phoneId: string,
  signal: AbortSignal,
): Promise<Outcome<ListedGroups>> {
  const { phones, readList, audit, store } = options;
  const phone = phones.get(phoneId);
  if (phone === null) return unknownPhone(phoneId);
  if (!phone.isVirtual) return fail('phone-real-not-supported', 'only virtual phones are read so far', { phoneId });
  const listed = await phones.withPhone(
    phoneId,
    // The operator clicked and waits for it: their own hand, no job.
    'hand',
    (link, held) => readList(phoneId, link, held),
    signal,
  );
  if (listed.ok) return listed;
  const noted = store.write(() =>
    audit.append({ action: 'groups.read', subject: phoneId, params: { error: listed.error.code } }),
  );
  return noted.ok ? listed : noted;
}

function saveReading(
  { audit }: GroupsOptions,
  desk: GroupDesk,
  { phoneId, listed }: { readonly phoneId: string; readonly listed: ListedGroups },
): Outcome<GroupReading> {
  const params = { count: listed.names.length, listedCount: listed.listedCount, isComplete: listed.isComplete };
  const saved = desk.recordList(phoneId, listed, () => {
    audit.append({ action: 'groups.read', subject: phoneId, params });
  });
  return saved.ok ? succeed(desk.views.read(phoneId)) : saved;
}
